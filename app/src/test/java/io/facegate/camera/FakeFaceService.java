package io.facegate.camera;

import io.facegate.core.Candidate;
import io.facegate.core.FrameService;
import io.facegate.core.ScoreScale;
import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.HeadPose;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.vision.Output;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for the models: it finds in a picture the faces that were put there, and knows the
 * persons it was told. A face is one or a mixture of directions in a small space.
 */
final class FakeFaceService implements FrameService {
  static final int DIMENSIONS = 16;
  static final double COSINE_AT_80 = 0.5;

  final AtomicInteger measured = new AtomicInteger();
  final Set<Output> outputs = EnumSet.allOf(Output.class);
  volatile boolean overloaded;
  private final IdentityHashMap<Image, List<Drawn>> pictures = new IdentityHashMap<>();
  private final Map<Integer, byte[]> blacks = new ConcurrentHashMap<>();
  private final Map<PersonKey, Embedding> enrolled = new ConcurrentHashMap<>();

  /** A face to be found in a picture. */
  record Drawn(Box box, Embedding embedding, double blur, double yaw, double liveness) {
    static Drawn at(double left, double top, double side, Embedding embedding) {
      return new Drawn(new Box(left, top, side, side), embedding, 0.1, 0, 0.9);
    }

    Drawn blurred(double to) {
      return new Drawn(box, embedding, to, yaw, liveness);
    }

    Drawn turned(double to) {
      return new Drawn(box, embedding, blur, to, liveness);
    }

    Drawn alive(double to) {
      return new Drawn(box, embedding, blur, yaw, to);
    }
  }

  /** The face of somebody. */
  static Embedding somebody(int axis) {
    float[] unit = new float[DIMENSIONS];
    unit[axis] = 1;
    return new Embedding("fake", unit);
  }

  /** A face with a given cosine to somebody's; the rest points along another axis. */
  static Embedding like(int axis, double cosine, int otherAxis) {
    float[] unit = new float[DIMENSIONS];
    unit[axis] = (float) cosine;
    unit[otherAxis] = (float) Math.sqrt(1 - cosine * cosine);
    return new Embedding("fake", unit);
  }

  /** Enrols somebody in a group of the default app. */
  void enroll(String group, String person, Embedding embedding) {
    enrolled.put(new PersonKey("default", group, person), embedding);
  }

  /** Makes a picture with faces in it. */
  Image draw(int width, int height, Drawn... faces) {
    byte[] black = blacks.computeIfAbsent(width * height * 3, byte[]::new);
    Image image = new Image(width, height, black);
    synchronized (pictures) {
      pictures.put(image, List.of(faces));
    }
    return image;
  }

  @Override
  public Image decode(byte[] encoded) {
    if (encoded.length < 4 || encoded[0] != (byte) 0xFF || encoded[1] != (byte) 0xD8) {
      throw new FaceException(FaceFailure.IMAGE_UNREADABLE);
    }
    int axis = encoded[3];
    return axis < 0 || axis >= DIMENSIONS
        ? draw(100, 100)
        : draw(100, 100, Drawn.at(10, 10, 80, somebody(axis)));
  }

  /** A push or snapshot that {@link #decode} turns into a picture of somebody. */
  static byte[] jpegOf(int axis) {
    return new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) axis, 0, 0};
  }

  @Override
  public List<Face> detect(Image frame, PictureSpec spec, int facesMax, int faceSizePxMin) {
    if (overloaded) {
      throw new FaceException(FaceFailure.OVERLOADED);
    }
    return drawn(frame).stream()
        .filter(face -> face.box().width() >= faceSizePxMin)
        .sorted(Comparator.comparingDouble((Drawn face) -> face.box().area()).reversed())
        .limit(facesMax)
        .map(face -> new Face(face.box(), 0.95, points(face.box())))
        .toList();
  }

  private List<Drawn> drawn(Image frame) {
    synchronized (pictures) {
      return pictures.getOrDefault(frame, List.of());
    }
  }

  private static Landmarks points(Box box) {
    return new Landmarks(
        point(box, 0.3, 0.4),
        point(box, 0.7, 0.4),
        point(box, 0.5, 0.6),
        point(box, 0.35, 0.8),
        point(box, 0.65, 0.8));
  }

  private static Point point(Box box, double x, double y) {
    return new Point(box.left() + x * box.width(), box.top() + y * box.height());
  }

  @Override
  public Face measure(Image frame, Face face, Set<Output> wanted) {
    Drawn drawn =
        drawn(frame).stream()
            .filter(one -> one.box().equals(face.box()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no such face was found in this picture"));
    boolean embed = wanted.contains(Output.EMBEDDING);
    measured.addAndGet(embed ? 1 : 0);
    return new Face(
        face.box(),
        face.probability(),
        face.landmarks(),
        wanted.contains(Output.POSE) ? new HeadPose(drawn.yaw(), 0, 0) : face.pose(),
        wanted.contains(Output.QUALITY)
            ? new Quality(drawn.blur(), 120, true, null)
            : face.quality(),
        wanted.contains(Output.LIVENESS) ? Double.valueOf(drawn.liveness()) : face.liveness(),
        face.gateLiveness(),
        embed ? drawn.embedding() : face.embedding(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  public Set<Output> outputs() {
    return outputs;
  }

  @Override
  public List<Candidate> search(
      String app, Collection<String> groups, Embedding face, int personsMax) {
    List<Candidate> found = new ArrayList<>();
    for (String group : groups) {
      if (enrolled.keySet().stream().noneMatch(key -> key.group().equals(group))) {
        throw new FaceException(FaceFailure.GROUP_UNKNOWN, group);
      }
    }
    enrolled.forEach(
        (key, embedding) -> {
          if (key.app().equals(app) && groups.contains(key.group())) {
            found.add(new Candidate(key, "", "token-" + key.person(), embedding.cosine(face)));
          }
        });
    found.sort(Comparator.comparingDouble(Candidate::cosine).reversed());
    return found.subList(0, Math.min(personsMax, found.size()));
  }

  @Override
  public ScoreScale scoreScale() {
    return new ScoreScale(
        List.of(
            new ScoreScale.Anchor(0, 0),
            new ScoreScale.Anchor(COSINE_AT_80, 80),
            new ScoreScale.Anchor(1, 100)));
  }
}
