package io.facegate.report;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.Image;
import io.facegate.face.Parsing;
import io.facegate.face.PictureSpec;
import io.facegate.vision.Output;
import io.facegate.vision.Thumbnails;
import io.facegate.vision.Want;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One page with each picture of a folder and all that is known of its faces, so that a person sees
 * at a glance whether it makes sense. The page needs no other file and asks nobody for anything.
 */
public final class ContactSheet {
  /** Pictures on a sheet; further ones are counted only. */
  static final int PICTURES_MAX = 500;

  /** Faces shown of a picture, the largest; a crowd's others keep their boxes. */
  static final int FACES_MAX = 12;

  private static final int BOXES_MAX = 100;
  private static final int PICTURE_SIDE_PX = 360;
  private static final int FACE_SIDE_PX = 240;

  /* All but what is no field, and what is as large as the picture. */
  private static final Set<Output> OUTPUTS =
      Set.copyOf(
          EnumSet.complementOf(EnumSet.of(Output.EMBEDDING, Output.CROP, Output.PARSING)));

  private final Pack pack;
  private final Writer out;
  private int faces;
  private int without;

  private ContactSheet(Pack pack, Writer out) {
    this.pack = pack;
    this.out = out;
  }

  /**
   * Writes a sheet.
   *
   * @param file is replaced, if it exists, once the sheet is whole
   * @return what is on it, in a line
   */
  public static String write(Pack pack, PictureFolder folder, Path file, Progress progress)
      throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    String summary;
    try (Writer out = Files.newBufferedWriter(unfinished)) {
      summary = new ContactSheet(pack, out).write(folder, progress);
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(unfinished);
      throw failed;
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    return summary;
  }

  private String write(PictureFolder folder, Progress progress) throws IOException {
    List<Path> shown = folder.pictures().stream().limit(PICTURES_MAX).toList();
    head(folder);
    for (int i = 0; i < shown.size(); i++) {
      picture(folder.root(), shown.get(i));
      progress.at(i + 1, shown.size());
    }
    int left = folder.pictures().size() - shown.size();
    String summary =
        "%d pictures, %d faces, %d pictures without a face%s"
            .formatted(
                shown.size(), faces, without, left > 0 ? "; %d left out".formatted(left) : "");
    out.write("<footer>%s</footer></body></html>\n".formatted(Html.escaped(summary)));
    return summary;
  }

  private void head(PictureFolder folder) throws IOException {
    String title = String.valueOf(folder.root().getFileName());
    out.write(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>facegate inspect: %s</title>
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <style>%s</style></head><body>
        <h1>%s</h1>
        <p>Embeddings by %s. The models tell: %s. Left and right are as seen in the picture; yaw is
        positive to the right, pitch downwards, roll clockwise. The arrow is where the nose
        points. Quality and liveness controls are those of face-api v3.</p>
        """
            .formatted(
                Html.escaped(title),
                style(),
                Html.escaped(title),
                Html.escaped(pack.analyzer().embeddingModelId()),
                told()));
  }

  private String told() {
    return pack.analyzer().outputs().stream()
        .map(output -> output.name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String style() throws IOException {
    try (InputStream in = ContactSheet.class.getResourceAsStream("sheet.css")) {
      if (in == null) {
        throw new IllegalStateException("sheet.css is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void picture(Path root, Path name) throws IOException {
    out.write("<section><h2>%s</h2>".formatted(Html.escaped(name.toString())));
    try {
      byte[] bytes = PictureFiles.bytes(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
      Image image = pack.decoder().decode(bytes);
      faces(image);
    } catch (FaceException unfit) {
      problem(PictureFiles.words(unfit));
    } catch (IOException unreadable) {
      problem("cannot be read: " + unreadable.getMessage());
    }
    out.write("</section>\n");
  }

  private void problem(String words) throws IOException {
    without++;
    out.write("<p class=\"bad\">%s</p>".formatted(Html.escaped(words)));
  }

  private void faces(Image image) throws IOException {
    List<Face> found =
        pack.analyzer().analyze(
            image, new Want(Set.of(), PictureSpec.COMMON, BOXES_MAX, pack.faceSizePxMin()));
    faces += found.size();
    without += found.isEmpty() ? 1 : 0;
    Frame whole = Frame.whole(image, PICTURE_SIDE_PX);
    out.write(
        "<div class=\"picture\"><div class=\"view\">%s%s</div><p>%d x %d, %s</p></div>"
            .formatted(
                thumbnail(image, whole, "the picture"),
                Overlay.boxes(whole, found),
                image.width(),
                image.height(),
                count(found)));
    out.write("<div class=\"faces\">");
    for (int i = 0; i < Math.min(FACES_MAX, found.size()); i++) {
      face(image, i + 1, found.get(i));
    }
    out.write("</div>");
  }

  private static String count(List<Face> found) {
    return switch (found.size()) {
      case 0 -> "<b class=\"bad\">no face</b>";
      case 1 -> "1 face";
      default ->
          found.size() > FACES_MAX
              ? "%d faces, the %d largest in full".formatted(found.size(), FACES_MAX)
              : "%d faces".formatted(found.size());
    };
  }

  /* Parsing is as large as the picture: it is measured last, for one face at a time. */
  private void face(Image image, int number, Face found) throws IOException {
    Face face = pack.analyzer().measure(image, found, OUTPUTS);
    Frame frame = Frame.around(image, face.box(), FACE_SIDE_PX);
    out.write(
        "<article><h3>%d</h3><div class=\"view\">%s%s</div>"
            .formatted(number, thumbnail(image, frame, "face"), Overlay.face(frame, face)));
    Parsing parsing =
        pack.analyzer().measure(image, face, EnumSet.of(Output.PARSING)).parsing();
    if (parsing != null) {
      Image tinted = ParsingTint.tinted(image, parsing, frame);
      out.write(
          "<div class=\"view\">%s</div>".formatted(thumbnail(tinted, same(frame), "its parts")));
    }
    fields(FaceFields.of(face));
    out.write("</article>");
  }

  private static Frame same(Frame frame) {
    return new Frame(
        new Box(0, 0, frame.width(), frame.height()),
        frame.width(),
        frame.height());
  }

  private static String thumbnail(Image image, Frame frame, String meaning) {
    byte[] jpeg = Thumbnails.jpeg(image, frame.part(), frame.width(), frame.height());
    return Html.picture(jpeg, frame, meaning);
  }

  private void fields(List<FaceFields.Field> fields) throws IOException {
    out.write("<dl>");
    for (FaceFields.Field field : fields) {
      out.write("<dt>%s</dt><dd>".formatted(Html.escaped(field.name())));
      for (FaceFields.Value value : field.values()) {
        out.write(
            "<span class=\"%s\">%s</span> "
                .formatted(
                    value.tone().name().toLowerCase(Locale.ROOT), Html.escaped(value.text())));
      }
      out.write("</dd>");
    }
    out.write("</dl>");
  }
}
