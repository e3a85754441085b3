package io.facegate.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.facegate.core.PhotoEnrollment.Outcome;
import io.facegate.core.PhotoEnrollment.Result;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceCrop;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.Enrollment;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.PersonBounds;
import io.facegate.gallery.SavedFace;
import io.facegate.gallery.StoredGallery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Enrols what another box exported. A face of another embedder is embedded anew from its crop, and
 * refused without one. Dates, and notes on single faces, are those of the import.
 */
final class ExportReader {
  private static final int LINE_CHARS_MAX = 4 << 20;

  private final OwnGallery own;
  private final StoredGallery gallery;
  private final boolean keepCrops;
  private final boolean dry;
  private final ImportReport outcomes;

  ExportReader(OwnGallery own, boolean keepCrops, boolean dry, ImportReport outcomes) {
    this.own = own;
    this.gallery = own.gallery();
    this.keepCrops = keepCrops;
    this.dry = dry;
    this.outcomes = outcomes;
  }

  /**
   * Reads a whole export; one bad line does not keep the others.
   *
   * @throws IOException when it is no export, is cut off, or has a line that is too long; what came
   *     before that is enrolled
   */
  void read(Path file) throws IOException {
    boolean ended = false;
    try (BoundedLines lines = BoundedLines.of(file, LINE_CHARS_MAX)) {
      for (String text = lines.next(); text != null; text = lines.next()) {
        ended = line(text, lines.number(), file);
      }
      if (!ended) {
        throw new IOException("%s is cut off after line %d".formatted(file, lines.number()));
      }
    }
  }

  private boolean line(String text, int number, Path file) throws IOException {
    ExportLine line = null;
    try {
      line = ExportJson.reader().readValue(text);
    } catch (JsonProcessingException wrong) {
      line = null;
    }
    if (number == 1) {
      if (line == null || !Objects.equals(line.format(), ExportLine.FORMAT)) {
        throw new IOException("%s is no export of facegate".formatted(file));
      }
      return false;
    }
    if (line == null) {
      add("line " + number, null, new Result(Outcome.UNREADABLE, "", ""));
      return false;
    }
    take(line, "line " + number);
    return line.type().equals("end");
  }

  private void add(String where, @Nullable ExportLine line, Result result) throws IOException {
    String group = line == null ? "" : Objects.requireNonNullElse(line.group(), "");
    String person = line == null ? "" : Objects.requireNonNullElse(line.person(), "");
    outcomes.add(where, group, person, result);
  }

  private void take(ExportLine line, String where) throws IOException {
    try {
      switch (line.type()) {
        case "group" -> group(given(line.app()), given(line.group()));
        case "person" -> person(line);
        case "face" -> add(where, line, face(line));
        default -> {
          /* The last line. */
        }
      }
    } catch (FaceException refused) {
      if (refused.failure() == FaceFailure.STORE_FAILED) {
        throw refused;
      }
      add(where, line, new Result(Outcome.REFUSED, refused.failure().name(), ""));
    } catch (IllegalArgumentException wrong) {
      add(where, line, new Result(Outcome.UNREADABLE, Failures.reason(wrong), ""));
    }
  }

  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }

  private void group(String app, String group) {
    if (!dry && !group.equals(PersonKey.NO_GROUP) && gallery.groupStat(app, group).isEmpty()) {
      gallery.addGroup(app, group);
    }
  }

  private void person(ExportLine line) {
    enroll(line, List.of(), line.info(), line.tag());
  }

  private void enroll(
      ExportLine line, List<SavedFace> faces, @Nullable String info, @Nullable String tag) {
    if (dry) {
      return;
    }
    String group = given(line.group());
    gallery
        .people()
        .enroll(
            new Enrollment(
                given(line.app()),
                given(line.person()),
                faces,
                group.equals(PersonKey.NO_GROUP) ? List.of() : List.of(group),
                false,
                Gallery.Mode.APPEND,
                info,
                tag,
                PersonBounds.open()));
  }

  private Result face(ExportLine line) {
    String token = given(line.token());
    Face face = given(line.face());
    PersonKey whose = new PersonKey(given(line.app()), given(line.group()), given(line.person()));
    boolean already =
        gallery.people().memberships(whose.app(), whose.person()).stream()
            .filter(membership -> membership.key().equals(whose))
            .flatMap(membership -> membership.faces().stream())
            .anyMatch(kept -> kept.token().equals(token));
    if (already) {
      return new Result(Outcome.ALREADY, "", token);
    }
    Embedding embedding = embedding(line, face);
    if (embedding == null) {
      return new Result(Outcome.REFUSED, given(line.model()), token);
    }
    Face kept = face.withEmbedding(embedding).withCrop(keepCrops ? face.crop() : null);
    SavedFace saved =
        new SavedFace(token, kept, given(line.imageWidth()), given(line.imageHeight()));
    enroll(line, List.of(saved), null, null);
    return new Result(Outcome.ENROLLED, "", token);
  }

  private @Nullable Embedding embedding(ExportLine line, Face face) {
    String model = given(line.model());
    if (model.equals(own.models().analyzer().embeddingModelId())) {
      return ExportJson.embedding(model, given(line.embedding()));
    }
    FaceCrop crop = face.crop();
    return crop == null ? null : own.models().analyzer().embed(crop);
  }
}
