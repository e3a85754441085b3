package io.facegate.gallery;

import io.facegate.face.PersonKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A group as a change of a person finds it.
 *
 * @param group null when it is not there
 * @param member null when the person is not in it
 */
record Place(String name, @Nullable GroupEntry group, @Nullable MemberEntry member) {
  boolean hasGroup() {
    return group != null;
  }

  boolean hasMember() {
    return member != null;
  }

  /** Whether it is where the persons without group are kept. */
  boolean isNoGroup() {
    return name.equals(PersonKey.NO_GROUP);
  }

  /** The person's faces here, oldest first. */
  List<FaceEntry> faces() {
    return member == null ? List.of() : member.faces();
  }

  String info() {
    return member == null ? "" : member.state().info();
  }

  String tag() {
    return member == null ? "" : member.state().tag();
  }

  /** Whose face here has a token. */
  Optional<FaceEntry> holder(String token) {
    return group == null ? Optional.empty() : group.face(token);
  }
}
