package io.facegate.gallery.rocks;

import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Landmarks;
import io.facegate.face.Occlusion;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.gallery.SavedFace;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Saved faces as bytes. What may be absent has a byte of 0 or 1 before it. */
final class FaceCodec {
  private final ModelTable models;

  FaceCodec(ModelTable models) {
    this.models = models;
  }

  void write(SavedFace saved, DataOutputStream out) throws IOException {
    Face face = saved.face();
    RecordCodec.writeText(saved.token(), out);
    out.writeInt(saved.imageWidth());
    out.writeInt(saved.imageHeight());
    writeBox(face.box(), out);
    out.writeDouble(face.probability());
    writeLandmarks(face.landmarks(), out);
    writeOptional(face.pose(), FaceCodec::writePose, out);
    writeOptional(face.quality(), FaceCodec::writeQuality, out);
    writeOptional(face.liveness(), (liveness, to) -> to.writeDouble(liveness), out);
    writeEmbedding(face.embedding(), out);
  }

  SavedFace read(ByteBuffer in) throws CorruptRecordException {
    String token = RecordCodec.readText(in);
    int width = in.getInt();
    int height = in.getInt();
    Box box = new Box(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
    double probability = in.getDouble();
    Landmarks landmarks =
        new Landmarks(
            readPoint(in), readPoint(in), readPoint(in), readPoint(in), readPoint(in));
    HeadPose pose = readPose(in);
    Quality quality = readQuality(in);
    Double liveness = readPresence(in) ? (Double) in.getDouble() : null;
    Embedding embedding = readEmbedding(in);
    return new SavedFace(
        token,
        new Face(
            box, probability, landmarks, pose, quality, liveness, null, embedding, null, null,
            null, null, null, null),
        width,
        height);
  }

  private interface Writer<T> {
    void write(T value, DataOutputStream out) throws IOException;
  }

  private static <T> void writeOptional(
      @Nullable T value, Writer<T> writer, DataOutputStream out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(value, out);
    }
  }

  private static boolean readPresence(ByteBuffer in) {
    return in.get() != 0;
  }

  private static void writeBox(Box box, DataOutputStream out) throws IOException {
    out.writeDouble(box.left());
    out.writeDouble(box.top());
    out.writeDouble(box.width());
    out.writeDouble(box.height());
  }

  private static void writeLandmarks(Landmarks landmarks, DataOutputStream out)
      throws IOException {
    writePoint(landmarks.leftEye(), out);
    writePoint(landmarks.rightEye(), out);
    writePoint(landmarks.noseTip(), out);
    writePoint(landmarks.mouthLeft(), out);
    writePoint(landmarks.mouthRight(), out);
  }

  private static void writePoint(Point point, DataOutputStream out) throws IOException {
    out.writeDouble(point.x());
    out.writeDouble(point.y());
  }

  private static Point readPoint(ByteBuffer in) {
    return new Point(in.getDouble(), in.getDouble());
  }

  private static void writePose(HeadPose pose, DataOutputStream out) throws IOException {
    out.writeDouble(pose.yaw());
    out.writeDouble(pose.pitch());
    out.writeDouble(pose.roll());
  }

  private static @Nullable HeadPose readPose(ByteBuffer in) {
    return readPresence(in)
        ? new HeadPose(in.getDouble(), in.getDouble(), in.getDouble())
        : null;
  }

  private static void writeQuality(Quality quality, DataOutputStream out) throws IOException {
    out.writeDouble(quality.blur());
    out.writeDouble(quality.illumination());
    out.writeBoolean(quality.complete());
    writeOptional(quality.occlusion(), FaceCodec::writeOcclusion, out);
  }

  private static void writeOcclusion(Occlusion occlusion, DataOutputStream out)
      throws IOException {
    out.writeDouble(occlusion.leftEye());
    out.writeDouble(occlusion.rightEye());
    out.writeDouble(occlusion.nose());
    out.writeDouble(occlusion.mouth());
    out.writeDouble(occlusion.leftCheek());
    out.writeDouble(occlusion.rightCheek());
    out.writeDouble(occlusion.chinContour());
  }

  private static @Nullable Quality readQuality(ByteBuffer in) {
    if (!readPresence(in)) {
      return null;
    }
    double blur = in.getDouble();
    double illumination = in.getDouble();
    boolean complete = in.get() != 0;
    return new Quality(blur, illumination, complete, readPresence(in) ? readOcclusion(in) : null);
  }

  private static Occlusion readOcclusion(ByteBuffer in) {
    return new Occlusion(
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble());
  }

  private void writeEmbedding(@Nullable Embedding embedding, DataOutputStream out)
      throws IOException {
    if (embedding == null || embedding.unit().length > RecordCodec.LENGTH_MAX) {
      throw new IllegalArgumentException("a face to be kept has no embedding, or too long a one");
    }
    ByteBuffer vector = ByteBuffer.allocate(embedding.unit().length * Float.BYTES);
    vector.asFloatBuffer().put(embedding.unit());
    out.writeShort(models.number(embedding.modelId()));
    out.writeShort(embedding.unit().length);
    out.write(vector.array());
  }

  private Embedding readEmbedding(ByteBuffer in) throws CorruptRecordException {
    String model = models.id(Short.toUnsignedInt(in.getShort()));
    int dimension = Short.toUnsignedInt(in.getShort());
    if (in.remaining() < dimension * Float.BYTES) {
      throw new CorruptRecordException("its embedding is too short");
    }
    float[] unit = new float[dimension];
    in.asFloatBuffer().get(unit);
    in.position(in.position() + dimension * Float.BYTES);
    return new Embedding(model, unit);
  }
}
