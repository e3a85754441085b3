package io.facegate.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.facegate.inference.onnx.ProtoFields.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarPReluTest {
  @Test
  void oneSlopeBecomesLeakyRelu() {
    byte[] rewritten = ScalarPRelu.rewritten(model("PRelu", 1, new float[] {0.25f}));
    List<Field> node = node(rewritten);
    assertEquals("LeakyRelu", text(node, 4));
    assertEquals("in", text(node, 1));
    assertEquals("out", text(node, 2));
    assertEquals(1, node.stream().filter(field -> field.number() == 1).count());
    Field attribute = node.stream().filter(field -> field.number() == 5).findFirst().orElseThrow();
    List<Field> alpha = ProtoFields.read(attribute.content());
    assertEquals("alpha", text(alpha, 1));
    Field real = alpha.stream().filter(field -> field.number() == 2).findFirst().orElseThrow();
    assertEquals(0.25f, Float.intBitsToFloat((int) real.value()));
  }

  @Test
  void allElseStaysAsItIs() {
    byte[] perChannel = model("PRelu", 2, new float[] {0.25f, 0.5f});
    assertSame(perChannel, ScalarPRelu.rewritten(perChannel));
    byte[] other = model("Mul", 1, new float[] {0.25f});
    assertSame(other, ScalarPRelu.rewritten(other));
    byte[] noProto = {(byte) 0xFF, (byte) 0xFF, 7, 1};
    assertSame(noProto, ScalarPRelu.rewritten(noProto));
    byte[] empty = {};
    assertSame(empty, ScalarPRelu.rewritten(empty));
  }

  @Test
  void messagesSurviveReadingAndWriting() {
    byte[] model = model("PRelu", 300, new float[300]);
    List<Field> fields = ProtoFields.read(ByteBuffer.wrap(model));
    assertEquals(ByteBuffer.wrap(model), ByteBuffer.wrap(ProtoFields.message(fields)));
  }

  private static byte[] model(String operator, long dimension, float[] slopes) {
    ByteBuffer raw =
        ByteBuffer.allocate(Float.BYTES * slopes.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float slope : slopes) {
      raw.putFloat(slope);
    }
    byte[] tensor =
        ProtoFields.message(
            List.of(
                ProtoFields.number(1, dimension),
                ProtoFields.number(1, 1),
                ProtoFields.number(2, 1),
                ProtoFields.text(8, "slope"),
                ProtoFields.bytes(9, raw.array())));
    byte[] node =
        ProtoFields.message(
            List.of(
                ProtoFields.text(1, "in"),
                ProtoFields.text(1, "slope"),
                ProtoFields.text(2, "out"),
                ProtoFields.text(4, operator)));
    byte[] graph =
        ProtoFields.message(List.of(ProtoFields.bytes(1, node), ProtoFields.bytes(5, tensor)));
    return ProtoFields.message(List.of(ProtoFields.number(1, 8), ProtoFields.bytes(7, graph)));
  }

  private static List<Field> node(byte[] model) {
    Field graph = ProtoFields.read(ByteBuffer.wrap(model)).get(1);
    return ProtoFields.read(ProtoFields.read(graph.content()).getFirst().content());
  }

  private static String text(List<Field> fields, int number) {
    return fields.stream()
        .filter(field -> field.number() == number)
        .findFirst()
        .orElseThrow()
        .text();
  }
}
