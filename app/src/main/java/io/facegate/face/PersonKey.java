package io.facegate.face;

/** A person's membership of one group of one application. */
public record PersonKey(String app, String group, String person) {}
