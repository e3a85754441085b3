package io.facegate.dialect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads the inside of a JSON string (RFC 8259, section 7) that a parser has found to be sound. */
final class JsonText {
  private final byte[] json;
  private final ByteArrayOutputStream text;
  private int next;

  private JsonText(byte[] json, int from, int to) {
    this.json = json;
    this.text = new ByteArrayOutputStream(to - from);
    this.next = from;
  }

  /** Where the string ends whose first byte, behind the quote, is told: at its closing quote. */
  static int end(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, json.length);
  }

  /** The text between two places, copied only when there is something to unescape. */
  static RawText read(byte[] json, int from, int to) {
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        return new JsonText(json, from, to).unescaped(to);
      }
    }
    return new RawText(json, from, to);
  }

  private RawText unescaped(int to) {
    while (next < to) {
      int start = next;
      while (next < to && json[next] != '\\') {
        next++;
      }
      text.write(json, start, next - start);
      if (next < to) {
        escape();
      }
    }
    byte[] bytes = text.toByteArray();
    return new RawText(bytes, 0, bytes.length);
  }

  private void escape() {
    byte kind = json[next + 1];
    next += 2;
    switch (kind) {
      case 'b' -> text.write('\b');
      case 'f' -> text.write('\f');
      case 'n' -> text.write('\n');
      case 'r' -> text.write('\r');
      case 't' -> text.write('\t');
      case 'u' -> unicode();
      default -> text.write(kind);
    }
  }

  /* Half a pair that stands alone becomes a question mark, as everywhere in Java. */
  private void unicode() {
    StringBuilder letters = new StringBuilder(2).append(hex(next));
    next += 4;
    if (Character.isHighSurrogate(letters.charAt(0)) && continues()) {
      letters.append(hex(next + 2));
      next += 6;
    }
    text.writeBytes(letters.toString().getBytes(StandardCharsets.UTF_8));
  }

  private boolean continues() {
    return next + 6 <= json.length
        && json[next] == '\\'
        && json[next + 1] == 'u'
        && Character.isLowSurrogate(hex(next + 2));
  }

  private char hex(int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      value = value << 4 | Character.digit(json[i], 16);
    }
    return (char) value;
  }
}
