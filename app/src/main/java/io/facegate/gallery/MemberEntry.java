package io.facegate.gallery;

import io.facegate.face.PersonKey;
import java.time.Instant;
import java.util.List;

/** A member of a group in memory. */
final class MemberEntry {
  private final PersonKey key;
  private final long ordinal;
  private final Instant createdAt;
  private volatile State state;

  /**
   * What changes of a member.
   *
   * @param faces oldest first
   */
  record State(String info, String tag, Instant updatedAt, List<FaceEntry> faces) {}

  /** A member of whom nothing is said, and without faces. */
  MemberEntry(PersonKey key, long ordinal, Instant createdAt) {
    this.key = key;
    this.ordinal = ordinal;
    this.createdAt = createdAt;
    this.state = new State("", "", createdAt, List.of());
  }

  PersonKey key() {
    return key;
  }

  long ordinal() {
    return ordinal;
  }

  Instant createdAt() {
    return createdAt;
  }

  State state() {
    return state;
  }

  void become(State next) {
    state = next;
  }

  List<FaceEntry> faces() {
    return state.faces();
  }
}
