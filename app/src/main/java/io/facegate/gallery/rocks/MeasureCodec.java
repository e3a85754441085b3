package io.facegate.gallery.rocks;

import io.facegate.face.DensePoints;
import io.facegate.face.Emotion;
import io.facegate.face.Expression;
import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.FaceShape;
import io.facegate.face.FaceType;
import io.facegate.face.Gender;
import io.facegate.face.Glasses;
import io.facegate.face.Odds;
import io.facegate.face.Point;
import io.facegate.face.Race;
import io.facegate.face.Traits;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What schema 3 keeps of a face beyond {@link FaceCodec}: points in single precision, traits,
 * shape, and whether the picture was composed; schema 5 keeps liveness at a gate, too. A byte tells
 * by its bits what is there; without any of it nothing is written at all. An eye of which nothing
 * is told is no number (NaN). The parts of the picture are not kept.
 */
final class MeasureCodec {
  private static final int POINTS = 1;
  private static final int TRAITS = 2;
  private static final int EYES = 4;
  private static final int SHAPE = 8;
  private static final int SPOOFING = 16;
  private static final int AT_GATE = 32;
  private static final int KNOWN = 63;

  private MeasureCodec() {}

  /** Whether there is anything to write. */
  static boolean hasAny(Face face) {
    return present(face) != 0;
  }

  private static int present(Face face) {
    Traits traits = face.traits();
    return (face.points() == null ? 0 : POINTS)
        | (traits == null ? 0 : TRAITS)
        | (traits == null || traits.eyes() == null ? 0 : EYES)
        | (face.shape() == null ? 0 : SHAPE)
        | (face.spoofing() == null ? 0 : SPOOFING)
        | (face.gateLiveness() == null ? 0 : AT_GATE);
  }

  static void write(Face face, DataOutputStream out) throws IOException {
    out.writeByte(present(face));
    DensePoints points = face.points();
    if (points != null) {
      for (Point point : points.points()) {
        out.writeFloat((float) point.x());
        out.writeFloat((float) point.y());
      }
    }
    Traits traits = face.traits();
    if (traits != null) {
      writeTraits(traits, out);
    }
    Odds<FaceShape> shape = face.shape();
    if (shape != null) {
      writeOdds(shape, FaceShape.class, out);
    }
    Double spoofing = face.spoofing();
    if (spoofing != null) {
      out.writeDouble(spoofing);
    }
    Double gateLiveness = face.gateLiveness();
    if (gateLiveness != null) {
      out.writeDouble(gateLiveness);
    }
  }

  private static void writeTraits(Traits traits, DataOutputStream out) throws IOException {
    out.writeDouble(traits.ageYears());
    writeOdds(traits.gender(), Gender.class, out);
    writeOdds(traits.race(), Race.class, out);
    writeOdds(traits.expression(), Expression.class, out);
    writeOdds(traits.emotion(), Emotion.class, out);
    writeOdds(traits.glasses(), Glasses.class, out);
    writeOdds(traits.type(), FaceType.class, out);
    out.writeDouble(traits.beauty());
    EyesOpen eyes = traits.eyes();
    if (eyes != null) {
      writeEye(eyes.left(), out);
      writeEye(eyes.right(), out);
    }
  }

  private static void writeEye(@Nullable Double open, DataOutputStream out) throws IOException {
    out.writeDouble(open == null ? Double.NaN : open);
  }

  private static @Nullable Double readEye(ByteBuffer in) {
    double open = in.getDouble();
    return Double.isNaN(open) ? null : open;
  }

  /* In the order in which the values are declared: new ones may only be added at the end. */
  private static <T extends Enum<T>> void writeOdds(
      Odds<T> odds, Class<T> type, DataOutputStream out) throws IOException {
    T[] values = type.getEnumConstants();
    out.writeByte(values.length);
    for (T value : values) {
      out.writeDouble(odds.of(value));
    }
  }

  /** The face with what was kept beyond the rest. */
  static Face read(Face face, ByteBuffer in) throws CorruptRecordException {
    int present = in.get();
    if ((present & ~KNOWN) != 0) {
      throw new CorruptRecordException("it keeps measures %d".formatted(present));
    }
    try {
      Face read = face;
      if ((present & POINTS) != 0) {
        read = read.withPoints(readPoints(in));
      }
      if ((present & TRAITS) != 0) {
        read = read.withTraits(readTraits(in, (present & EYES) != 0));
      }
      if ((present & SHAPE) != 0) {
        read = read.withShape(readOdds(FaceShape.class, in));
      }
      if ((present & SPOOFING) != 0) {
        read = read.withSpoofing(in.getDouble());
      }
      return (present & AT_GATE) == 0 ? read : read.withGateLiveness(in.getDouble());
    } catch (IllegalArgumentException e) {
      throw new CorruptRecordException("a measure in it is none: " + e.getMessage());
    }
  }

  private static DensePoints readPoints(ByteBuffer in) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < DensePoints.COUNT; i++) {
      points.add(new Point(in.getFloat(), in.getFloat()));
    }
    return new DensePoints(points);
  }

  private static Traits readTraits(ByteBuffer in, boolean areEyesTold) {
    return new Traits(
        in.getDouble(),
        readOdds(Gender.class, in),
        readOdds(Race.class, in),
        readOdds(Expression.class, in),
        readOdds(Emotion.class, in),
        readOdds(Glasses.class, in),
        readOdds(FaceType.class, in),
        in.getDouble(),
        areEyesTold ? new EyesOpen(readEye(in), readEye(in)) : null);
  }

  private static <T extends Enum<T>> Odds<T> readOdds(Class<T> type, ByteBuffer in) {
    T[] values = type.getEnumConstants();
    int count = in.get();
    if (count < 0 || count > values.length) {
      throw new IllegalArgumentException("odds of %d values".formatted(count));
    }
    Map<T, Double> shares = new EnumMap<>(type);
    for (int i = 0; i < count; i++) {
      shares.put(values[i], in.getDouble());
    }
    return new Odds<>(shares);
  }
}
