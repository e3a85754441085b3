package io.facegate.gallery;

import java.time.Instant;

/** A face that a member is to be given. */
sealed interface GivenFace {
  String token();

  /** A face that is new to the person. */
  record Fresh(SavedFace face, String tag) implements GivenFace {
    @Override
    public String token() {
      return face.token();
    }
  }

  /** A face that the person has in this group already, embedded by another model; with its date. */
  record Renewed(SavedFace face, String tag, Instant createdAt) implements GivenFace {
    @Override
    public String token() {
      return face.token();
    }
  }

  /** A face that the person has in another group, with its tag and date. */
  record Copied(GroupEntry from, FaceEntry face) implements GivenFace {
    @Override
    public String token() {
      return face.token();
    }
  }
}
