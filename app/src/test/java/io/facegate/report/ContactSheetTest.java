package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.bench.Pictures;
import io.facegate.core.ScoreScale;
import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.Emotion;
import io.facegate.face.Expression;
import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.FaceShape;
import io.facegate.face.FaceType;
import io.facegate.face.Gender;
import io.facegate.face.Glasses;
import io.facegate.face.HeadPose;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.Parsing;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.face.Race;
import io.facegate.face.Traits;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.Output;
import io.facegate.vision.StageTimer;
import io.facegate.vision.Want;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The sheet of pictures in which a stand-in for the models finds a face of which it knows all. */
class ContactSheetTest {
  @TempDir private Path temp;

  /* A picture as wide as high has no face. */
  private record Known(Set<Output> outputs) implements FaceAnalyzer {
    @Override
    public List<Face> analyze(Image image, Want want) {
      Point middle = new Point(30, 30);
      Landmarks five = new Landmarks(middle, middle, middle, middle, middle);
      return image.width() == image.height()
          ? List.of()
          : List.of(new Face(new Box(-5, 10, 40, 50), 0.9, five));
    }

    @Override
    public Face measure(Image image, Face face, Set<Output> wanted) {
      Face measured = face;
      for (Output output : wanted) {
        measured = outputs.contains(output) ? with(image, measured, output) : measured;
      }
      return measured;
    }

    private static final Occlusion COVERED = new Occlusion(0, 0.5, 0.1, 0, 0, 0, 0.01);

    private static Face with(Image image, Face face, Output output) {
      return switch (output) {
        case POSE -> face.withPose(new HeadPose(12, -7, 3));
        case QUALITY, OCCLUSION -> face.withQuality(new Quality(0.4, 99, false, COVERED));
        case LIVENESS -> face.withLiveness(0.25);
        case LIVENESS_GATE -> face.withGateLiveness(0.75);
        case POINTS -> face.withPoints(new DensePoints(Collections.nCopies(72, new Point(9, 9))));
        case TRAITS -> face.withTraits(traits());
        case SHAPE -> face.withShape(Odds.certain(FaceShape.OVAL));
        case SPOOFING -> face.withSpoofing(0.125);
        case PARSING ->
            face.withParsing(
                new Parsing(
                    image.width(), image.height(), new byte[image.width() * image.height()]));
        case CROP, EMBEDDING -> throw new AssertionError("nobody looks at " + output);
      };
    }

    private static Traits traits() {
      return new Traits(
          41.4,
          Odds.certain(Gender.FEMALE),
          Odds.certain(Race.BLACK),
          new Odds<>(Map.of(Expression.SMILE, 0.55, Expression.LAUGH, 0.4, Expression.NONE, 0.05)),
          Odds.certain(Emotion.SURPRISE),
          Odds.certain(Glasses.SUN),
          Odds.certain(FaceType.HUMAN),
          0.625,
          new EyesOpen(0.125, 1.0));
    }

    @Override
    public String embeddingModelId() {
      return "known@00000000";
    }
  }

  private String sheet(Set<Output> outputs) throws Exception {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE);
    ScoreScale scale =
        new ScoreScale(List.of(new ScoreScale.Anchor(-1, 0), new ScoreScale.Anchor(1, 100)));
    Path file = temp.resolve("sheet.html");
    String summary =
        ContactSheet.write(
            new Pack(new Known(outputs), decoder, scale, 20),
            PictureFolder.list(temp.resolve("in")),
            file,
            Progress.NONE);
    assertEquals("3 pictures, 1 faces, 2 pictures without a face", summary);
    return Files.readString(file);
  }

  private void pictures() throws IOException {
    Path in = Files.createDirectory(temp.resolve("in"));
    picture(in.resolve("<b>&.jpg"), 90, 60);
    picture(in.resolve("square.png"), 50, 50);
    Files.writeString(in.resolve("text.jpg"), "no picture");
  }

  private static void picture(Path file, int width, int height) throws IOException {
    byte[] grey = new byte[3 * width * height];
    String name = file.toString();
    Files.write(
        file,
        Pictures.encoded(new Image(width, height, grey), name.substring(name.lastIndexOf('.'))));
  }

  @Test
  void everythingThatIsKnownIsShown() throws Exception {
    pictures();
    String sheet = sheet(EnumSet.allOf(Output.class));
    for (String expected :
        List.of(
            "&lt;b&gt;&amp;.jpg", "0.90, 40 x 50 px", "yaw 12, pitch -7, roll 3", ">41<",
            "female 100 %", "black 100 %", "smile 55 %, laugh 40 %<", "surprise 100 %",
            "sun 100 %", "human 100 %", "0.63", "left 0.13, right 1.00", "oval 100 %",
            ">0.40<", ">99<", "\"bad\">no<", "\"bad\">right eye 0.50<", "\"plain\">nose 0.10<",
            ">0.250<", ">0.750<", ">0.125<", "\"good\">normal: passes<",
            "\"bad\">high: blurred<", "\"bad\">normal: not live<", "\"good\">low: passes<",
            "1 face<", "no face", "image unreadable", "class=\"pose\"", "alt=\"its parts\"")) {
      assertTrue(sheet.contains(expected), expected);
    }
    assertFalse(sheet.contains("<b>&"), "names are escaped");
    assertFalse(sheet.contains("not told"));
    assertEquals(72, sheet.split("class=\"dense\"", -1).length - 1);
  }

  @Test
  void whatNoModelTellsIsSaidToBeAbsent() throws Exception {
    pictures();
    String sheet = sheet(Set.of());
    assertEquals(10, sheet.split("not told", -1).length - 1);
    assertTrue(sheet.contains("low: quality unjudged"));
    assertTrue(sheet.contains("high: liveness unjudged"));
    assertFalse(sheet.contains("<polyline class=\"pose\""));
  }

  @Test
  void theSheetIsTheSameEachTimeAndNeedsNothingElse() throws Exception {
    pictures();
    String sheet = sheet(EnumSet.allOf(Output.class));
    assertEquals(sheet, sheet(EnumSet.allOf(Output.class)));
    String addresses = sheet.replaceAll("data:image/jpeg;base64,[A-Za-z0-9+/=]+", "");
    assertFalse(addresses.contains("://"), "an address");
    assertFalse(sheet.contains("<script"));
    assertFalse(Files.exists(temp.resolve("sheet.html.part")));
    String body = sheet.substring(sheet.indexOf("<section>"), sheet.indexOf("<footer>"));
    wellFormed("<sheet>" + body.replaceAll("(<img [^>]*)>", "$1/>") + "</sheet>");
  }

  private static void wellFormed(String xml) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
