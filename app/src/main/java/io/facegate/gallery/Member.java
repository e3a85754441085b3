package io.facegate.gallery;

import io.facegate.face.PersonKey;

/** A member of a group, without its faces. */
public record Member(PersonKey key, String info) {}
