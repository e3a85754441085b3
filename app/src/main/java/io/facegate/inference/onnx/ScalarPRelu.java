package io.facegate.inference.onnx;

import io.facegate.inference.onnx.ProtoFields.Field;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites PRelu with one slope for all channels as LeakyRelu, which computes the same.
 *
 * <p>ONNX Runtime 1.29 folds LeakyRelu into the convolution before it. PRelu it computes apart,
 * and lays the picture out anew before and after: 8 of the 13 ms of
 * face-reidentification-retail-0095, whose 48 PRelu all have one slope. A file of any other form
 * is left as it is; the self-test compares the figures in either case. Field numbers are those of
 * onnx.proto3 (IR version 3 and later).
 */
final class ScalarPRelu {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_FLOAT = 2;
  private static final int ATTRIBUTE_TYPE = 20;
  private static final long FLOAT = 1;

  private ScalarPRelu() {}

  /** The model rewritten, or the same bytes when there is nothing to rewrite. */
  static byte[] rewritten(byte[] model) {
    try {
      List<Field> fields = new ArrayList<>();
      boolean changed = false;
      for (Field field : ProtoFields.read(ByteBuffer.wrap(model))) {
        Field kept = field.number() == MODEL_GRAPH ? graph(field) : field;
        changed |= !kept.equals(field);
        fields.add(kept);
      }
      return changed ? ProtoFields.message(fields) : model;
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException unknown) {
      return model;
    }
  }

  private static Field graph(Field graph) {
    List<Field> fields = ProtoFields.read(graph.content());
    Map<String, Float> scalars = new HashMap<>();
    for (Field field : fields) {
      if (field.number() == GRAPH_INITIALIZER) {
        rememberScalar(field, scalars);
      }
    }
    List<Field> kept = new ArrayList<>();
    boolean changed = false;
    for (Field field : fields) {
      Field node = field.number() == GRAPH_NODE ? node(field, scalars) : field;
      changed |= !node.equals(field);
      kept.add(node);
    }
    return changed ? ProtoFields.bytes(MODEL_GRAPH, ProtoFields.message(kept)) : graph;
  }

  private static void rememberScalar(Field initializer, Map<String, Float> scalars) {
    String name = "";
    boolean isFloat = false;
    boolean isScalar = true;
    float value = Float.NaN;
    for (Field field : ProtoFields.read(initializer.content())) {
      switch (field.number()) {
        case TENSOR_DIMENSION -> isScalar &= isOne(field);
        case TENSOR_TYPE -> isFloat = field.value() == FLOAT;
        case TENSOR_NAME -> name = field.text();
        case TENSOR_FLOATS, TENSOR_RAW -> value = single(field);
        default -> isScalar &= field.content().remaining() == 0 || field.number() > TENSOR_RAW;
      }
    }
    if (isFloat && isScalar && !Float.isNaN(value)) {
      scalars.put(name, value);
    }
  }

  /** Dimensions come one by one or packed. */
  private static boolean isOne(Field dimension) {
    ByteBuffer packed = dimension.content().duplicate();
    boolean one = packed.hasRemaining() || dimension.value() == 1;
    while (packed.hasRemaining()) {
      one &= ProtoFields.varint(packed) == 1;
    }
    return one;
  }

  private static float single(Field field) {
    ByteBuffer content = field.content().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return content.remaining() == Float.BYTES ? content.getFloat() : Float.NaN;
  }

  private static Field node(Field node, Map<String, Float> scalars) {
    List<Field> fields = ProtoFields.read(node.content());
    List<String> inputs = new ArrayList<>();
    String operator = "";
    for (Field field : fields) {
      if (field.number() == NODE_INPUT) {
        inputs.add(field.text());
      } else if (field.number() == NODE_OPERATOR) {
        operator = field.text();
      }
    }
    Float slope = inputs.size() == 2 ? scalars.get(inputs.get(1)) : null;
    if (!operator.equals("PRelu") || slope == null) {
      return node;
    }
    List<Field> kept = new ArrayList<>();
    kept.add(ProtoFields.text(NODE_INPUT, inputs.get(0)));
    fields.stream()
        .filter(field -> field.number() != NODE_INPUT && field.number() != NODE_OPERATOR)
        .forEach(kept::add);
    kept.add(ProtoFields.text(NODE_OPERATOR, "LeakyRelu"));
    kept.add(ProtoFields.bytes(NODE_ATTRIBUTE, alpha(slope)));
    return ProtoFields.bytes(GRAPH_NODE, ProtoFields.message(kept));
  }

  private static byte[] alpha(float slope) {
    return ProtoFields.message(
        List.of(
            ProtoFields.text(ATTRIBUTE_NAME, "alpha"),
            ProtoFields.real(ATTRIBUTE_FLOAT, slope),
            ProtoFields.number(ATTRIBUTE_TYPE, FLOAT)));
  }
}
