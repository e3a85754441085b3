package io.facegate.core;

import java.util.List;

/**
 * All that is known of a person, in all groups of its app.
 *
 * @param info what was said of it at enrolment, in the first of its groups that knows something
 * @param tag a note on it, likewise; may be empty
 * @param groups sorted; empty when it is in none
 * @param faceTokens each once, oldest first
 */
public record PersonProfile(
    String person, String info, String tag, List<String> groups, List<String> faceTokens) {}
