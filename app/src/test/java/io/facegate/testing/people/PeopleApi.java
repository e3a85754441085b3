package io.facegate.testing.people;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What all five APIs can do with people, asked for in the words of one of them. An answer that is a
 * failure is an IOException that shows it.
 */
public interface PeopleApi {
  /** Enrols a person in a group. */
  void enroll(String person, String group, String info, byte[] photo) throws IOException;

  /** Who in a group a photo shows, with a score of 80 or over. */
  Optional<String> find(String group, byte[] photo) throws IOException;

  /** Whether a photo shows a person, with a score of 80 or over. */
  boolean verify(String person, String group, byte[] photo) throws IOException;

  /** The groups there are. */
  List<String> groups() throws IOException;

  /** The people in a group. */
  List<String> people(String group) throws IOException;

  /** What is said of a person; empty when there is no such person. */
  Optional<String> info(String person, String group) throws IOException;

  /** Lets a photo take the place of those a person has, and sets what is said of it if it can. */
  void update(String person, String group, String info, byte[] photo) throws IOException;

  /** Whether {@link #update} sets what is said of a person. */
  boolean setsInfo();

  /** Removes a person altogether. */
  void delete(String person, String group) throws IOException;
}
