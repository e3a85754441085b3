package io.facegate.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.facegate.face.Face;
import org.jspecify.annotations.Nullable;

/**
 * A line of an export. What a line is not about is absent.
 *
 * @param type {@code facegate}, the first; {@code group}; {@code person}; {@code face}; {@code
 *     end}, the last
 * @param format of the whole, in the first line; 1
 * @param group empty for who is in none
 * @param info what is known of the person
 * @param created when, in UTC
 * @param face what was measured; without embedding
 * @param model that made the embedding: name and checksum
 * @param embedding base64 of single-precision numbers, big-endian, of a vector of length one
 * @param lines how many stand before the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings("ArrayRecordComponent")
record ExportLine(
    String type,
    @Nullable Integer format,
    @Nullable String app,
    @Nullable String group,
    @Nullable String person,
    @Nullable String info,
    @Nullable String tag,
    @Nullable String created,
    @Nullable String token,
    @Nullable Integer imageWidth,
    @Nullable Integer imageHeight,
    @Nullable Face face,
    @Nullable String model,
    @Nullable String embedding,
    @Nullable Integer lines) {
  static final int FORMAT = 1;

  static ExportLine first() {
    return new ExportLine(
        "facegate", FORMAT, null, null, null, null, null, null, null, null, null, null, null,
        null, null);
  }

  static ExportLine last(int lines) {
    return new ExportLine(
        "end", null, null, null, null, null, null, null, null, null, null, null, null, null,
        lines);
  }

  static ExportLine group(String app, String group, String created) {
    return new ExportLine(
        "group", null, app, group, null, null, null, created, null, null, null, null, null, null,
        null);
  }

  static ExportLine person(Whose whose, String info, String tag, String created) {
    return new ExportLine(
        "person", null, whose.app(), whose.group(), whose.person(), info, tag, created, null,
        null, null, null, null, null, null);
  }

  /** Whose a face is. */
  record Whose(String app, String group, String person) {}
}
