package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.MultipartInput;

/** Reads multipart/form-data (RFC 7578) from bytes. */
final class Multipart {
  private static final int PARTS_MAX = 32;
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary\\s*=\\s*\"?([^\";,\\s]{1,200})", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile(
          "content-disposition:[^\\r\\n]*[;\\s]name\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))",
          Pattern.CASE_INSENSITIVE);

  private Multipart() {}

  /** The first part of a name; empty when the body is not multipart. */
  static Optional<byte[]> part(String contentType, byte[] body, String name) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/") || !boundary.find()) {
      return Optional.empty();
    }
    try {
      MultipartInput parts =
          MultipartInput.builder()
              .setInputStream(new ByteArrayInputStream(body))
              .setBoundary(boundary.group(1).getBytes(StandardCharsets.US_ASCII))
              .get();
      return find(parts, name);
    } catch (IOException | IllegalArgumentException malformed) {
      throw new FaceException(
          FaceFailure.BODY_UNREADABLE, "the multipart body is malformed", malformed);
    }
  }

  private static Optional<byte[]> find(MultipartInput parts, String name) throws IOException {
    boolean more = parts.skipPreamble();
    for (int count = 0; more && count < PARTS_MAX; count++) {
      Matcher heading = NAME.matcher(parts.readHeaders());
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      parts.readBodyData(content);
      if (heading.find() && (name.equals(heading.group(1)) || name.equals(heading.group(2)))) {
        return Optional.of(content.toByteArray());
      }
      more = parts.readBoundary();
    }
    return Optional.empty();
  }
}
