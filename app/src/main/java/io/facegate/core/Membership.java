package io.facegate.core;

import io.facegate.face.PersonKey;

/** A person in one group, with what was said of it there. */
public record Membership(PersonKey person, String info) {}
