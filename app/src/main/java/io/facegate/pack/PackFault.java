package io.facegate.pack;

/** Why packs could not be fetched, installed or chosen. */
public enum PackFault {
  UNKNOWN_PACK("there is no pack %s"),
  NOT_INSTALLED("pack %s is not installed"),
  NOT_A_NAME("\"%s\" cannot name a pack"),
  NAME_TAKEN("%s is the name of another pack"),
  NO_CATALOG("%s holds no catalog.json"),
  BAD_CATALOG("%s cannot be used: %s"),
  NO_MODEL_FOR_ROLE("pack %s has no model for %s"),
  CHOSEN_WITH("%s is served by the pack that serves %s, and not chosen by itself"),
  CLASH("that does not go together: %s"),
  DOES_NOT_RUN("%s does not run here: %s"),
  IMPORT_ONLY("pack %s comes by import only; published nowhere: %s"),
  INCOMPLETE("pack %s lacks %s"),
  DAMAGED("%s is not the file of the catalog: its sha256 is %s, not %s"),
  BUSY("another command is changing the packs in %s"),
  NO_ROOM("%s bytes are needed in %s, and %s are free"),
  TOO_LARGE("%s has %s bytes; %s are let in"),
  WRONG_SIZE("%s is offered with %s bytes, not %s"),
  BAD_ADDRESS("%s is no https address"),
  BAD_REDIRECT("%s leads on to %s, which is not followed"),
  ANSWERED("%s was answered with status %s"),
  UNREACHABLE("%s cannot be fetched: %s"),
  BAD_PROXY("the proxy \"%s\" is not like http://host:port");

  private final String text;

  PackFault(String text) {
    this.text = text;
  }

  String text(Object... details) {
    return text.formatted(details);
  }
}
