package io.facegate.core;

/** What an enrolment does with the faces a person already has in the group. */
public enum EnrollMode {
  /** Keeps them; makes the group and the person when they are not there. */
  APPEND,
  /** Replaces them; makes the group and the person when they are not there. */
  REPLACE,
  /** Replaces them; fails with PERSON_UNKNOWN or GROUP_UNKNOWN when they are not there. */
  UPDATE
}
