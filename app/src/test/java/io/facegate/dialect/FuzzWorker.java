package io.facegate.dialect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One caller with a gallery of his own, whose requests depend on nothing but his seed and what he
 * is answered.
 */
final class FuzzWorker implements AutoCloseable {
  private static final int THIN_OUT_EACH = 400;
  private static final int TOKEN_EACH = 50;
  private static final int TURNED_AWAY_EACH = 5;
  private static final long PEAK_GROWTH_MIB_MAX = 192;
  private static final Duration SLOW = Duration.ofMillis(50);

  private final Path folder;
  private final RandomGenerator random;
  private final FuzzRig rig;
  private final FuzzSeeds seeds;
  private final FuzzValues values;
  private final FuzzGenerator generator;
  private final Set<String> known = new HashSet<>();
  private final FuzzTally tally;
  private final FuzzFindings findings;
  private long peakMib = FuzzFootprint.peakMib();
  private boolean closed;
  private long done;

  FuzzWorker(
      Path folder, FuzzSeeds corpora, long seed, FuzzTally tally, FuzzFindings findings) {
    this.folder = folder;
    this.random = new SplittableRandom(seed);
    this.rig = new FuzzRig(folder, TURNED_AWAY_EACH);
    this.seeds = corpora.unlearned();
    this.values = new FuzzValues(random);
    this.generator = new FuzzGenerator(random, seeds, values, rig.keys());
    this.tally = tally;
    this.findings = findings;
  }

  /** Asks so many times, or until the clock says so. */
  void run(long requests, long deadlineNanos) {
    long end = done + requests;
    while (done < end && System.nanoTime() - deadlineNanos < 0) {
      if (done % THIN_OUT_EACH == 0) {
        rig.thinOut(random);
      }
      if (done % TOKEN_EACH == 0) {
        askForToken();
      }
      ask(generator.next());
      done++;
    }
  }

  long done() {
    return done;
  }

  /** Closes the gallery and looks whether it comes back as it was. */
  void reopen() {
    List<String> before = rig.inventory();
    close();
    try (FuzzRig again = new FuzzRig(folder, TURNED_AWAY_EACH)) {
      List<String> after = again.inventory();
      if (!before.equals(after)) {
        String both = String.join("\n", before) + "\n\n" + String.join("\n", after);
        findings.add("gallery", "not as it was", FuzzRequest.Bytes.of(both).array());
      }
    }
  }

  private void ask(FuzzRequest request) {
    try {
      Answer answer = rig.answer(request);
      FuzzRig.Heard heard = rig.heard();
      tally.count(request, answer, heard);
      FuzzChecks.complaint(answer, heard)
          .ifPresent(
              complaint ->
                  findings.add(
                      heard.dialect() + " " + heard.operation(), complaint, request.wire()));
      lookForPeak(heard, request);
      if (heard.outcome().equals("OK")) {
        values.learn(answer.json());
      }
      if (known.add(FuzzTally.kind(heard, CorpusCase.code(answer.json()).asText()))) {
        seeds.learn(request, random);
      }
    } catch (RuntimeException | StackOverflowError escaped) {
      findings.add("router", "let out " + escaped, request.wire());
    }
  }

  /* To fill memory takes its time, so that only slow answers are looked at. */
  private void lookForPeak(FuzzRig.Heard heard, FuzzRequest request) {
    if (heard.took().compareTo(SLOW) > 0) {
      long peak = FuzzFootprint.peakMib();
      if (peak - peakMib > PEAK_GROWTH_MIB_MAX) {
        String where = heard.dialect() + " " + heard.operation();
        findings.add(where, "took some " + (peak - peakMib) + " MiB", request.wire());
      }
      peakMib = peak;
    }
  }

  private void askForToken() {
    FuzzRequest request = generator.spoilt(rig.keys().forToken());
    try {
      DialectHost.Reply reply = rig.grant(request);
      if (!FuzzChecks.isTokenAnswer(reply)) {
        findings.add("token", "answers " + reply, request.wire());
      }
    } catch (RuntimeException | StackOverflowError escaped) {
      findings.add("token", "let out " + escaped, request.wire());
    }
  }

  String credentials() {
    return rig.keys().counts();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      rig.close();
    }
  }
}
