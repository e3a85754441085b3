package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A multipart/form-data body (RFC 7578), read as loosely as real clients write it: what type a part
 * declares, whether it has a file name, how it is transferred and what stands behind its name are
 * all no matter. Nothing is copied until it is asked for.
 */
public final class Multipart {
  private static final int PARTS_MAX = 1024;
  private static final int HEADING_BYTES_MAX = 8 << 10;
  private static final int BOUNDARY_LENGTH_MAX = 200;
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary\\s*=\\s*(?:\"([^\"]*)\"|([^\";,\\s]+))", Pattern.CASE_INSENSITIVE);

  /* Quoted values are taken whole, so that no file name can hold another parameter. */
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([^=;\\s\"]+)\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))");

  private final byte[] body;
  private final List<Part> parts;

  /** A part's name, and where in the body its content lies. */
  private record Part(String name, int start, int end) {}

  private Multipart(byte[] body, List<Part> parts) {
    this.body = body;
    this.parts = parts;
  }

  /**
   * Reads a body whose type says that it is multipart, or that itself begins as one. A body that
   * begins as a JSON object is none, whatever its type says.
   *
   * @return empty when it is none; a malformed one fails with BODY_UNREADABLE
   */
  static Optional<Multipart> read(String contentType, byte[] body) {
    if (beginsAsObject(body)) {
      return Optional.empty();
    }
    Optional<String> boundary = declared(contentType).or(() -> ofFirstLine(body));
    return boundary.map(found -> new Multipart(body, new PartReader(body, found).all()));
  }

  /** The names of the parts, in their order; a part without name has an empty one. */
  public List<String> names() {
    return parts.stream().map(Part::name).toList();
  }

  /** The content of the first part of a name. */
  public Optional<byte[]> content(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst().map(this::copied);
  }

  /** The contents of all parts whose names are wanted, in their order. */
  public List<byte[]> contents(Predicate<String> wanted) {
    return parts.stream().filter(part -> wanted.test(part.name())).map(this::copied).toList();
  }

  private byte[] copied(Part part) {
    return Arrays.copyOfRange(body, part.start(), part.end());
  }

  private static boolean beginsAsObject(byte[] body) {
    for (byte one : body) {
      if (one != ' ' && one != '\t' && one != '\r' && one != '\n') {
        return one == '{';
      }
    }
    return false;
  }

  private static Optional<String> declared(String contentType) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")
        || !boundary.find()) {
      return Optional.empty();
    }
    return Optional.of(boundary.group(1) == null ? boundary.group(2) : boundary.group(1))
        .filter(found -> !found.isEmpty() && found.length() <= BOUNDARY_LENGTH_MAX);
  }

  /** For clients who declare some other type, or no boundary. */
  private static Optional<String> ofFirstLine(byte[] body) {
    int end = 0;
    while (end < body.length && end <= BOUNDARY_LENGTH_MAX + 2 && body[end] > ' ') {
      end++;
    }
    boolean isLine = end < body.length && (body[end] == '\r' || body[end] == '\n');
    return isLine && end > 2 && body[0] == '-' && body[1] == '-'
        ? Optional.of(new String(body, 2, end - 2, StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  private static FaceException malformed(String why) {
    return new FaceException(FaceFailure.BODY_UNREADABLE, "multipart: " + why);
  }

  /** Finds the parts, in one go from the front. Lines end as the first delimiter's does. */
  private static final class PartReader {
    private static final byte[] CLOSING = {'-', '-'};

    private final byte[] body;
    private final byte[] delimiter;
    private int position;
    private String lineEnd = "\r\n";

    PartReader(byte[] body, String boundary) {
      this.body = body;
      this.delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    List<Part> all() {
      List<Part> parts = new ArrayList<>();
      skipToFirst();
      while (!isLast()) {
        if (parts.size() == PARTS_MAX) {
          throw malformed("too many parts");
        }
        String name = name();
        int start = position;
        parts.add(new Part(name, start, skipContent()));
      }
      return parts;
    }

    /* What stands in front of the first delimiter is nobody's (RFC 2046, section 5.1.1). */
    private void skipToFirst() {
      for (int at = 0; at < body.length; at = next('\n', at) + 1) {
        if (matches(delimiter, at) && endsDelimiter(at + delimiter.length)) {
          position = at + delimiter.length;
          int newline = next('\n', position);
          boolean bare = newline == position || body[Math.min(newline, body.length) - 1] != '\r';
          lineEnd = bare && newline < body.length ? "\n" : "\r\n";
          return;
        }
      }
      throw malformed("no boundary");
    }

    /** Behind a delimiter: whether it was the last; otherwise goes on to the next line. */
    private boolean isLast() {
      if (matches(CLOSING, position)) {
        return true;
      }
      position = Math.min(next('\n', position) + 1, body.length);
      return false;
    }

    private String name() {
      String name = "";
      int end = Math.min(body.length, position + HEADING_BYTES_MAX);
      while (position < end) {
        int newline = next('\n', position);
        String line =
            new String(body, position, Math.min(newline, end) - position, StandardCharsets.UTF_8);
        position = Math.min(newline + 1, body.length);
        if (line.isBlank()) {
          return name;
        }
        if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
          name = parameter(line, "name").orElse("");
        }
      }
      throw malformed("no end of a heading");
    }

    private static Optional<String> parameter(String line, String name) {
      Matcher parameter = PARAMETER.matcher(line);
      while (parameter.find()) {
        if (parameter.group(1).equalsIgnoreCase(name)) {
          return Optional.of(
              parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
        }
      }
      return Optional.empty();
    }

    /** Goes on behind the next delimiter; gives back where the content in front of it ends. */
    private int skipContent() {
      byte[] breaking = lineEnd.getBytes(StandardCharsets.US_ASCII);
      /* An empty content may have no line of its own. */
      if (matches(delimiter, position) && endsDelimiter(position + delimiter.length)) {
        int end = position;
        position += delimiter.length;
        return end;
      }
      for (int at = next('\n', position); at < body.length; at = next('\n', at + 1)) {
        int end = at + 1 - breaking.length;
        int behind = at + 1 + delimiter.length;
        if (end >= position
            && matches(breaking, end)
            && matches(delimiter, at + 1)
            && endsDelimiter(behind)) {
          position = behind;
          return end;
        }
      }
      throw malformed("no end of a part");
    }

    /** Whether nothing follows but closing dashes and blanks, so that no longer word begins. */
    private boolean endsDelimiter(int at) {
      boolean closes = matches(CLOSING, at);
      int end = closes ? at + CLOSING.length : at;
      while (end < body.length && (body[end] == ' ' || body[end] == '\t' || body[end] == '\r')) {
        end++;
      }
      return end == body.length ? closes : body[end] == '\n';
    }

    private boolean matches(byte[] wanted, int at) {
      return at + wanted.length <= body.length
          && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private int next(char wanted, int from) {
      int at = from;
      while (at < body.length && body[at] != wanted) {
        at++;
      }
      return at;
    }
  }
}
