package io.facegate.dialect;

/** Decides who is let in. */
@FunctionalInterface
public interface Gatekeeper {
  /**
   * Lets a caller in by what stands before the body.
   *
   * @throws DeniedException for anybody else
   */
  Admission admit(HttpRequest request, Credentials credentials, String dialect);
}
