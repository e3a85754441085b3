package io.facegate.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facegate.inference.InputSpec;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Direct buffers wrapped as tensors once, so that a run copies and allocates nothing. They are
 * freed with it, not when the collector comes across them.
 */
final class OnnxRun implements ModelRun {
  private static final long ALIGNMENT = 64;

  private final OrtSession session;
  private final OnnxModel model;
  private final Arena memory = Arena.ofShared();
  private final FloatBuffer input;
  private long bytes;
  private final List<FloatBuffer> outputs = new ArrayList<>();
  private final Map<String, OnnxTensor> inputTensors = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();

  OnnxRun(OrtEnvironment environment, OrtSession session, OnnxModel model, List<long[]> shapes) {
    this.session = session;
    this.model = model;
    try {
      this.input = allocated(model.input().elements());
      long[] inputShape = shape(model.input());
      inputTensors.put(
          model.input().name(), OnnxTensor.createTensor(environment, input, inputShape));
      for (int i = 0; i < shapes.size(); i++) {
        FloatBuffer output = allocated(elements(shapes.get(i)));
        outputs.add(output);
        outputTensors.put(
            model.card().outputs().get(i).name(),
            OnnxTensor.createTensor(environment, output, shapes.get(i)));
      }
    } catch (OrtException failure) {
      free();
      throw new IllegalStateException(failure);
    } catch (RuntimeException | OutOfMemoryError failure) {
      free();
      throw failure;
    }
  }

  private FloatBuffer allocated(int count) {
    bytes += (long) Float.BYTES * count;
    return floats(memory, count);
  }

  /** What its buffers take. */
  long bytes() {
    return bytes;
  }

  /** Shapes of a card's outputs at an input size, found by running once on zeros. */
  static List<long[]> shapes(
      OrtEnvironment environment, OrtSession session, ModelCard card, InputSpec input)
      throws OrtException {
    try (Arena memory = Arena.ofConfined();
        OnnxTensor zeros =
            OnnxTensor.createTensor(environment, floats(memory, input.elements()), shape(input));
        OrtSession.Result result = session.run(Map.of(input.name(), zeros))) {
      List<long[]> shapes = new ArrayList<>();
      for (OutputSpec output : card.outputs()) {
        OnnxValue value = result.get(output.name()).orElseThrow();
        shapes.add(((OnnxTensor) value).getInfo().getShape());
      }
      return shapes;
    }
  }

  static long[] shape(InputSpec input) {
    return new long[] {1, 3, input.height(), input.width()};
  }

  private static int elements(long[] shape) {
    long product = 1;
    for (long side : shape) {
      product *= side;
    }
    return Math.toIntExact(product);
  }

  private static FloatBuffer floats(Arena memory, int count) {
    return memory
        .allocate((long) Float.BYTES * count, ALIGNMENT)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public FloatBuffer input() {
    return input;
  }

  @Override
  public void execute() {
    try (OrtSession.Result result = session.run(inputTensors, outputTensors)) {
      assert result.size() == outputs.size();
    } catch (OrtException failure) {
      throw model.failure(failure);
    }
  }

  @Override
  public FloatBuffer output(int index) {
    return outputs.get(index);
  }

  @Override
  public void close() {
    model.giveBack(this);
  }

  void free() {
    inputTensors.values().forEach(OnnxTensor::close);
    outputTensors.values().forEach(OnnxTensor::close);
    memory.close();
  }
}
