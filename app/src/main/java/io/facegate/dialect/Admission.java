package io.facegate.dialect;

/** What a caller who is let in may do. Each check throws {@link DeniedException}. */
public interface Admission {
  /** The app whose people it may see and change, if its credentials name one. */
  String app();

  /** Checks that what was signed is the body that came. */
  void covers(byte[] body);

  /** Checks that the youtu credentials are for what the body names. */
  void isFor(String appNumber, String bucket);

  /** An admission that says nothing of apps, and leaves nothing to be checked. */
  static Admission withoutApp() {
    return new OpenAdmission("");
  }

  /** An admission to one app that leaves nothing to be checked. */
  static Admission to(String app) {
    return new OpenAdmission(app);
  }
}
