package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Multipart bodies as clients write them, and as nobody should. */
class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=B";

  @Test
  void partsAreFoundWhateverStandsInTheirHeadings() {
    String body =
        """
        --B
        Content-Disposition: form-data; name="a";

        1
        --B
        content-disposition:form-data;NAME=b
        X: y

        2
        --B
        Content-Type: image/jpg
        Content-Length: 999
        Content-Disposition: form-data; filename="; name=x"; name = "c"

        3
        --B \t
        X: y

        nameless
        --B

        without heading
        --B
        Content-Disposition: form-data; name="d"


        --B--
        what follows""";
    Multipart parts = read(TYPE, body.replace("\n", "\r\n"));
    assertEquals(List.of("a", "b", "c", "", "", "d"), parts.names());
    assertEquals("1", text(parts, "a"));
    assertEquals("2", text(parts, "b"));
    assertEquals("3", text(parts, "c"));
    assertEquals("", text(parts, "d"));
    assertEquals(Optional.empty(), parts.content("x"));
    assertEquals(2, parts.contents(String::isEmpty).size());
  }

  @Test
  void boundariesAsDeclared() {
    String body = part("B", "a", "1") + "--B--";
    for (String type :
        List.of(
            "multipart/form-data;boundary=B", "Multipart/Form-Data; Boundary=\"B\";",
            "MULTIPART/MIXED; charset=utf-8 ; boundary = B ;x=y", " multipart/x;boundary=B",
            "application/json", "", "multipart/form-data", "multipart/form-data; boundary=")) {
      assertEquals("1", text(read(type, body), "a"), type);
    }
    String dashes = "-".repeat(14) + "acebdf13572468";
    String dashed = part(dashes, "a", "1") + "--" + dashes + "--";
    assertEquals("1", text(read("multipart/form-data;boundary=" + dashes, dashed), "a"));
  }

  @Test
  void longerWordsAreNoBoundary() {
    String content = "x\r\n--Bx\r\n--B-\r\n--B--x\r\n --B\r\ny\n--B\r\n-B";
    assertEquals(content, text(read(TYPE, part("B", "a", content) + "--B--"), "a"));
  }

  @Test
  void binaryContentsComeWhole() {
    for (String content : List.of("\r", "\n", "\r\n", "\r\r\n\n", "--", "\r\n--", "\r\n\r\n", "")) {
      assertEquals(content, text(read(TYPE, part("B", "a", content) + "--B--\r\n"), "a"));
    }
    byte[] every = new byte[1 << 16];
    new Random(1).nextBytes(every);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(bytes("--B\r\nContent-Disposition: form-data; name=a\r\n\r\n"));
    body.writeBytes(every);
    body.writeBytes(bytes("\r\n--B--\r\n"));
    Multipart parts = Multipart.read(TYPE, body.toByteArray()).orElseThrow();
    assertArrayEquals(every, parts.content("a").orElseThrow());
  }

  @Test
  void linesMayEndBare() {
    String body = (part("B", "a", "1") + part("B", "b", "") + "--B--").replace("\r\n", "\n");
    assertEquals("1", text(read(TYPE, "preamble\n" + body), "a"));
    assertEquals("", text(read(TYPE, body), "b"));
  }

  @Test
  void whatIsNoMultipartIsNone() {
    for (String body : List.of("", "{}", " \n{", "[1]", "a=1", "--", "--B", "---", "-- \n", "\n")) {
      assertEquals(Optional.empty(), Multipart.read("text/plain", bytes(body)), body);
    }
    assertEquals(Optional.empty(), Multipart.read(TYPE, bytes("\r\n{\"a\":1}")));
  }

  @Test
  void brokenOnesAreUnreadable() {
    String whole = part("B", "a", "1");
    for (String body :
        List.of(
            "", "a=1", "--C\r\n\r\n1\r\n--C--", "--B", "--B\r\n", "--B\r\nX: y\r\n", whole,
            whole + "--B", whole + "--B\r\n", whole + "--B-",
            "--B\r\nX: " + "y".repeat(9000) + "\r\n\r\n1\r\n--B--",
            "--B\r\n" + "X: y\r\n".repeat(3000) + "\r\n1\r\n--B--",
            whole.repeat(1025) + "--B--")) {
      assertUnreadable(body);
    }
    assertEquals(1024, read(TYPE, whole.repeat(1024) + "--B--").names().size());
  }

  @Test
  void anyChangedByteIsReadOrUnreadable() {
    byte[] good =
        bytes(part("B", "a", "1") + part("B", "image", "\r\n--\u0000xyz") + "--B--\r\n");
    for (int at = 0; at < good.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] changed = good.clone();
        changed[at] = (byte) value;
        readOrUnreadable(TYPE, changed);
      }
      readOrUnreadable(TYPE, Arrays.copyOf(good, at));
    }
  }

  @Test
  void anyMixtureOfPiecesIsReadOrUnreadable() {
    Random random = new Random(7);
    List<String> pieces =
        List.of("--B", "--", "\r\n", "\n", "\r", "B", ";", "name=", "\"", "a", " ", "\u0000", "é",
            "Content-Disposition: form-data", "--B\r\n", "\r\n\r\n", "{", "[0]");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder body = new StringBuilder("--B\r\n");
      for (int piece = random.nextInt(20); piece > 0; piece--) {
        body.append(pieces.get(random.nextInt(pieces.size())));
      }
      readOrUnreadable(random.nextBoolean() ? TYPE : "", bytes(body.toString()));
    }
  }

  @Test
  void bodiesMadeToBeSlowAreNot() {
    byte[] dashes = bytes("-".repeat(1 << 20));
    readOrUnreadable("multipart/x; boundary=" + "-".repeat(198), dashes);
    readOrUnreadable(TYPE, bytes("--B\n\n" + "\n--".repeat(500_000)));
    readOrUnreadable(TYPE, bytes("--B\n\n" + "\n--B ".repeat(300_000)));
    readOrUnreadable(TYPE + ";".repeat(5000), bytes("--B\n" + "a;=\"".repeat(2000)));
    readOrUnreadable("multipart/" + ";boundary".repeat(5000), dashes);
  }

  private static void readOrUnreadable(String type, byte[] body) {
    try {
      Multipart.read(type, body)
          .ifPresent(parts -> assertTrue(parts.contents(name -> true).size() <= 1024));
    } catch (FaceException failure) {
      assertEquals(FaceFailure.BODY_UNREADABLE, failure.failure());
    }
  }

  private static void assertUnreadable(String body) {
    FaceException failure =
        assertThrows(FaceException.class, () -> Multipart.read(TYPE, bytes(body)), body);
    assertEquals(FaceFailure.BODY_UNREADABLE, failure.failure());
  }

  private static Multipart read(String type, String body) {
    return Multipart.read(type, bytes(body)).orElseThrow();
  }

  private static String text(Multipart parts, String name) {
    return new String(parts.content(name).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static String part(String boundary, String name, String content) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
