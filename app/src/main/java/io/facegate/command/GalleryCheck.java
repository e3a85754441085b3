package io.facegate.command;

import io.facegate.face.Embedding;
import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.rocks.RocksReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at every record of a gallery: its checksum and version, whether what it belongs to is
 * there, whether names and tokens are used once, and whether embeddings are what a search needs.
 */
final class GalleryCheck implements GalleryWalk.Visitor {
  private static final double LENGTH_TOLERANCE = 1e-3;
  private static final int NAMED_MAX = 100;

  private final Consumer<String> teller;
  private final Set<String> groups = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> tokens = new HashSet<>();
  private final Map<String, Integer> dimensions = new HashMap<>();
  private int persons;
  private int faces;
  private int crops;
  private int faults;

  /**
   * A check.
   *
   * @param teller hears of the first faults, each in a line
   */
  GalleryCheck(Consumer<String> teller) {
    this.teller = teller;
  }

  void run(RocksReader reader) {
    reader.read(new GalleryWalk(this), this::fault);
    crops = reader.checkCrops(this::fault);
  }

  private void fault(String what) {
    if (faults++ < NAMED_MAX) {
      teller.accept(what);
    }
  }

  @Override
  public void group(GalleryRecord.Group group) {
    names.clear();
    tokens.clear();
    if (!groups.add(group.app() + "/" + group.name())) {
      fault("groups: %s/%s is there twice".formatted(group.app(), group.name()));
    }
  }

  @Override
  public void member(GalleryRecord.Group group, GalleryRecord.Member member) {
    persons++;
    if (!names.add(member.person())) {
      fault("members: %s is twice in %s".formatted(member.person(), group.name()));
    }
  }

  @Override
  public void face(
      GalleryRecord.Group group, GalleryRecord.Member member, GalleryRecord.Face face) {
    faces++;
    String token = face.face().token();
    if (!tokens.add(token)) {
      fault("faces: %s is twice in %s".formatted(token, group.name()));
    }
    Embedding embedding = face.face().face().embedding();
    if (embedding == null) {
      fault("faces: %s has no embedding".formatted(token));
    } else {
      embedding(token, embedding);
    }
  }

  private void embedding(String token, Embedding embedding) {
    int length = embedding.unit().length;
    int usual = dimensions.computeIfAbsent(embedding.modelId(), first -> length);
    if (length == 0 || length != usual) {
      fault("faces: %s has %d numbers, not %d".formatted(token, length, usual));
    }
    double squares = 0;
    for (float number : embedding.unit()) {
      squares += number * number;
    }
    if (!(Math.abs(squares - 1) <= LENGTH_TOLERANCE)) {
      fault("faces: %s has an embedding of length %s".formatted(token, Math.sqrt(squares)));
    }
  }

  int persons() {
    return persons;
  }

  int faces() {
    return faces;
  }

  int crops() {
    return crops;
  }

  int faults() {
    return faults;
  }
}
