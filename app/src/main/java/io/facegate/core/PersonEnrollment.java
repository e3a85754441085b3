package io.facegate.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a person's faces to be kept in several groups at once.
 *
 * @param pictures of the person, one or more
 * @param groups that it shall be in; made when they are not there; empty for those it is in, or
 *     for none
 * @param scope which of its groups get the faces
 * @param info the person's new info in these groups; null leaves it as it is, or empty
 * @param tag the person's new tag in these groups; null leaves it as it is, or empty
 * @param limits that hold for this API
 */
public record PersonEnrollment(
    String app,
    String person,
    List<ImageRef> pictures,
    List<String> groups,
    Scope scope,
    Mode mode,
    @Nullable String info,
    @Nullable String tag,
    PersonLimits limits) {

  /** Which groups a change concerns. */
  public enum Scope {
    /** Those named. */
    NAMED,
    /**
     * Those named and all that the person is in. It comes into a new group with the faces it has.
     */
    EVERYWHERE
  }

  /** What becomes of a person that is or is not there, and of its faces. */
  public enum Mode {
    /** Fails with PERSON_EXISTS when the person is in any group of the app, or without group. */
    CREATE,
    /** Keeps its faces; makes the person when it is not there. */
    APPEND,
    /** Replaces its faces; makes the person when it is not there. */
    REPLACE,
    /** Replaces its faces; fails with PERSON_UNKNOWN when it is not in all groups concerned. */
    UPDATE
  }
}
