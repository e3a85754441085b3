package io.facegate.face;

/** A person's membership of one group of one application, or of none. */
public record PersonKey(String app, String group, String person) {
  /** Stands for the group of those who are in none; no group has this name. */
  public static final String NO_GROUP = "";
}
