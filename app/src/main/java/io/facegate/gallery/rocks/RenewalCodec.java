package io.facegate.gallery.rocks;

import io.facegate.face.Embedding;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Embeddings by themselves as bytes, in their {@link Envelope}. */
final class RenewalCodec {
  private final ModelTable models;

  RenewalCodec(ModelTable models) {
    this.models = models;
  }

  byte[] encode(byte[] key, Embedding embedding) {
    float[] unit = embedding.unit();
    ByteBuffer body = ByteBuffer.allocate(2 * Short.BYTES + unit.length * Float.BYTES);
    body.putShort((short) models.number(embedding.modelId())).putShort((short) unit.length);
    body.asFloatBuffer().put(unit);
    return Envelope.seal(key, body.array());
  }

  /** An embedding from its bytes, unless it cannot be trusted: then it is made again. */
  Optional<Embedding> decoded(byte[] key, byte[] value) {
    try {
      ByteBuffer in = Envelope.open(key, value);
      String model = models.id(Short.toUnsignedInt(in.getShort()));
      float[] unit = new float[Short.toUnsignedInt(in.getShort())];
      in.asFloatBuffer().get(unit);
      return Optional.of(new Embedding(model, unit));
    } catch (CorruptRecordException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }
}
