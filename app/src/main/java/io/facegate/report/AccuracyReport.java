package io.facegate.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a pack does with an operator's pairs.
 *
 * @param embeddingModel whose cosines they are
 * @param pictures how many there are, each once
 * @param failed the pictures in which no face was found, in order, and why
 */
public record AccuracyReport(
    String embeddingModel,
    int pictures,
    List<Failed> failed,
    Matches matches,
    Accuracy accuracy) {

  /**
   * A picture without a face.
   *
   * @param line where it stands first
   */
  record Failed(Path picture, int line, String reason) {}

  /** Measures all pairs of a file. */
  public static AccuracyReport measure(Pack pack, PairFile file, Progress progress) {
    Map<Path, Reading> readings =
        new PictureReader(pack, progress).read(file.pictures(), file::place);
    Matches matches = matches(file.pairs(), readings);
    return new AccuracyReport(
        pack.analyzer().embeddingModelId(),
        readings.size(),
        failed(file, readings),
        matches,
        Accuracy.of(matches, pack.scale()));
  }

  /** The cosines of pairs, by what came of their pictures. */
  static Matches matches(List<Pair> pairs, Map<Path, Reading> readings) {
    List<Double> same = new ArrayList<>();
    List<Double> different = new ArrayList<>();
    long[] failed = new long[2];
    for (Pair pair : pairs) {
      if (readings.get(pair.first()) instanceof Reading.Found a
          && readings.get(pair.second()) instanceof Reading.Found b) {
        (pair.same() ? same : different).add(a.embedding().cosine(b.embedding()));
      } else {
        failed[pair.same() ? 0 : 1]++;
      }
    }
    return new Matches(array(same), array(different), failed[0], failed[1]);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Failed> failed(PairFile file, Map<Path, Reading> readings) {
    List<Failed> failed = new ArrayList<>();
    readings.forEach(
        (picture, reading) -> {
          if (reading instanceof Reading.Failed why) {
            failed.add(new Failed(picture, file.line(picture), why.reason()));
          }
        });
    return failed;
  }

  /** For a person. */
  public String text() {
    return new AccuracyText(this).text();
  }

  /** For a program. */
  public String json() {
    return AccuracyJson.of(this);
  }
}
