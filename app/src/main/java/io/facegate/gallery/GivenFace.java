package io.facegate.gallery;

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

  /** A face that the person has in another group, with its tag and date. */
  record Copied(GroupEntry from, FaceEntry face) implements GivenFace {
    @Override
    public String token() {
      return face.token();
    }
  }
}
