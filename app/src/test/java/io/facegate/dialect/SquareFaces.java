package io.facegate.dialect;

import io.facegate.core.PictureDecoder;
import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.Embedding;
import io.facegate.face.Emotion;
import io.facegate.face.Expression;
import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
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
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.Output;
import io.facegate.vision.Want;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the models where rules of the library are tested: a face is a coloured square on
 * black. Its red is the person (the angle of the embedding), its green the occasion, its blue the
 * liveness in 255ths; a gate sees half as much, and cannot judge below 20. Green of 200 and over is
 * a blurred picture, of 100 to 199 one in which nobody can say what is covered, or what a face
 * looks like.
 */
final class SquareFaces implements FaceAnalyzer, PictureDecoder {
  static final String MODEL = "squares";
  private static final int SIDE = 40;
  private static final Traits TRAITS =
      new Traits(
          33.5,
          new Odds<>(Map.of(Gender.FEMALE, 0.75, Gender.MALE, 0.25)),
          Odds.certain(Race.WHITE),
          Odds.certain(Expression.SMILE),
          Odds.certain(Emotion.HAPPY),
          Odds.certain(Glasses.COMMON),
          Odds.certain(FaceType.HUMAN),
          0.5,
          new EyesOpen(0.9, 0.8));

  private final Set<Output> outputs;

  SquareFaces(Set<Output> outputs) {
    this.outputs = EnumSet.copyOf(outputs);
  }

  /** Base64 of a PNG with squares from left to right, each smaller than the one before. */
  static String picture(Color... people) {
    return Base64.getEncoder().encodeToString(png(people));
  }

  static byte[] png(Color... people) {
    BufferedImage canvas =
        new BufferedImage(
            SIDE * Math.max(1, people.length), SIDE * 2, BufferedImage.TYPE_3BYTE_BGR);
    Graphics pen = canvas.getGraphics();
    for (int i = 0; i < people.length; i++) {
      pen.setColor(people[i]);
      pen.fillRect(i * SIDE, 0, SIDE - i, SIDE - i);
    }
    try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      ImageIO.write(canvas, "png", png);
      return png.toByteArray();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Image decode(byte[] encoded) {
    try {
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(encoded));
      if (read == null) {
        throw new FaceException(FaceFailure.IMAGE_UNREADABLE);
      }
      byte[] bgr = new byte[read.getWidth() * read.getHeight() * 3];
      for (int i = 0; i < bgr.length / 3; i++) {
        int rgb = read.getRGB(i % read.getWidth(), i / read.getWidth());
        bgr[3 * i] = (byte) rgb;
        bgr[3 * i + 1] = (byte) (rgb >> 8);
        bgr[3 * i + 2] = (byte) (rgb >> 16);
      }
      return new Image(read.getWidth(), read.getHeight(), bgr);
    } catch (IOException broken) {
      throw new FaceException(FaceFailure.IMAGE_UNREADABLE, "", broken);
    }
  }

  @Override
  public List<Face> analyze(Image image, Want want) {
    List<Face> faces = new ArrayList<>();
    for (int left = 0; left < image.width(); left += SIDE) {
      int side = 0;
      while (side < SIDE && left + side < image.width() && red(image, left + side) > 0) {
        side++;
      }
      if (side > 0) {
        faces.add(measure(image, face(left, side), want.outputs()));
      }
    }
    return faces.stream()
        .sorted(Comparator.comparingDouble((Face face) -> face.box().area()).reversed())
        .limit(want.facesMax())
        .toList();
  }

  @Override
  public Face measure(Image image, Face face, Set<Output> wanted) {
    int at = 3 * (int) face.box().left();
    int blue = image.bgr()[at] & 0xff;
    int green = image.bgr()[at + 1] & 0xff;
    Set<Output> told = EnumSet.copyOf(outputs);
    told.retainAll(wanted);
    boolean clear = green < 100 || green >= 200;
    return new Face(
        face.box(),
        face.probability(),
        face.landmarks(),
        told.contains(Output.POSE) ? new HeadPose(1, 2, 3.4) : null,
        told.contains(Output.QUALITY)
            ? quality(green, told.contains(Output.OCCLUSION) && clear)
            : null,
        told.contains(Output.LIVENESS) ? Double.valueOf(blue / 255.0) : null,
        told.contains(Output.LIVENESS_GATE) && blue >= 20 ? Double.valueOf(blue / 510.0) : null,
        told.contains(Output.EMBEDDING) ? embedding(red(image, (int) face.box().left())) : null,
        told.contains(Output.POINTS) ? points(face.box()) : null,
        told.contains(Output.TRAITS) && clear ? TRAITS : null,
        told.contains(Output.SHAPE) ? Odds.certain(FaceShape.OVAL) : null,
        told.contains(Output.SPOOFING) ? Double.valueOf(0.25) : null,
        told.contains(Output.PARSING) ? parsing(image) : null,
        null);
  }

  private static DensePoints points(Box box) {
    List<Point> points = new ArrayList<>();
    for (int number = 0; number < DensePoints.COUNT; number++) {
      points.add(new Point(box.left() + number / 2.0, box.top() + number / 4.0));
    }
    return new DensePoints(points);
  }

  private static Parsing parsing(Image image) {
    byte[] classes = new byte[image.width() * image.height()];
    for (int pixel = 0; pixel < classes.length; pixel++) {
      classes[pixel] = image.bgr()[3 * pixel + 2] == 0 ? Parsing.BACKGROUND : Parsing.SKIN;
    }
    return new Parsing(image.width(), image.height(), classes);
  }

  @Override
  public Set<Output> outputs() {
    return outputs;
  }

  @Override
  public String embeddingModelId() {
    return MODEL;
  }

  private static Quality quality(int green, boolean occlusion) {
    return new Quality(
        green >= 200 ? 0.9 : 0.1,
        128,
        true,
        occlusion ? new Occlusion(0, 0, 0, 0, 0, 0, 0) : null);
  }

  private static Embedding embedding(int red) {
    double angle = red / 255.0 * Math.PI;
    return new Embedding(MODEL, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
  }

  private static Face face(int left, int side) {
    Point centre = new Point(left + side / 2.0, side / 2.0);
    return new Face(
        new Box(left, 0, side, side), 0.99, new Landmarks(centre, centre, centre, centre, centre));
  }

  private static int red(Image image, int x) {
    return image.bgr()[3 * x + 2] & 0xff;
  }
}
