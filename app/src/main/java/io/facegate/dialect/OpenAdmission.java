package io.facegate.dialect;

/**
 * An admission with nothing left to check.
 *
 * @param name of the app; empty for none
 */
record OpenAdmission(String name) implements Admission {
  @Override
  public String app() {
    if (name.isEmpty()) {
      throw new IllegalStateException("these credentials name no app");
    }
    return name;
  }

  @Override
  public void covers(byte[] body) {}

  @Override
  public void isFor(String appNumber, String bucket) {}
}
