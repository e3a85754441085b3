package io.facegate.testing.people;

/**
 * The credentials of one application.
 *
 * @param app whose people it manages
 * @param number the appid that youtu callers sign
 */
public record Caller(String app, String number, String keyId, String secret) {}
