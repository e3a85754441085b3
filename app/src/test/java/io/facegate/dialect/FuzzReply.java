package io.facegate.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What a server sent back: HTTP, or something else. */
record FuzzReply(int status, String head, String text) {
  private static final int HEAD_BYTES_MAX = 64 << 10;

  /**
   * Reads the next reply that is final.
   *
   * @param headOnly whether no body follows in any case; it may also be missing otherwise, when
   *     something made the request's method HEAD
   * @return empty at the end
   */
  static Optional<FuzzReply> read(InputStream in, boolean headOnly) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < HEAD_BYTES_MAX) {
      int next = in.read();
      if (next < 0) {
        return head.isEmpty() ? Optional.empty() : Optional.of(odd(head));
      }
      head.append((char) next);
    }
    if (!head.toString().matches("(?s)HTTP/1\\.1 [1-5]\\d\\d .*")) {
      return Optional.of(odd(head));
    }
    int status = Integer.parseInt(head.substring(9, 12));
    if (status >= 100 && status < 200) {
      return read(in, headOnly);
    }
    int length = length(head.toString());
    boolean bodyless = headOnly || !follows(in);
    byte[] body = bodyless ? new byte[0] : in.readNBytes(length);
    return Optional.of(
        new FuzzReply(status, head.toString(), new String(body, StandardCharsets.UTF_8)));
  }

  boolean closes() {
    return head.toLowerCase(Locale.ROOT).contains("connection: close");
  }

  /** The code in it, or nothing. */
  String code() {
    try {
      return CorpusCase.code(DialectRig.JSON.readTree(text)).asText();
    } catch (IOException broken) {
      return "";
    }
  }

  /**
   * What is wrong with it; empty when nothing is.
   *
   * @param asked after which it came; only what may have been asked by HEAD has no body
   */
  Optional<String> complaint(byte[] asked) {
    if (status < 100) {
      return Optional.of("no HTTP\n" + head);
    }
    if (!head.toLowerCase(Locale.ROOT).contains("content-type: application/json")) {
      return Optional.of("status " + status + " of another type than JSON");
    }
    return text.isEmpty() && FuzzRequest.Bytes.latin(asked).contains("HEAD")
        ? Optional.empty()
        : FuzzChecks.complaint(status, text.getBytes(StandardCharsets.UTF_8), true);
  }

  private static FuzzReply odd(StringBuilder head) {
    return new FuzzReply(0, head.toString(), "");
  }

  /* Our answers are objects; an answer to HEAD has its length, and not its body. */
  private static boolean follows(InputStream in) throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next >= 0 && next != 'H';
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }
}
