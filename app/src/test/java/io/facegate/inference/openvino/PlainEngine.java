package io.facegate.inference.openvino;

import io.facegate.inference.InferenceEngine;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** The stub's simple model in plain Java, slowly: an engine to fall back on. */
final class PlainEngine implements InferenceEngine {
  private static final int RUN_MILLIS = 40;

  private final AtomicInteger runs = new AtomicInteger();

  int runs() {
    return runs.get();
  }

  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public Model open(ModelCard card, byte[] content, InputSpec input) {
    return new PlainModel(card, input);
  }

  @Override
  public void close() {}

  private final class PlainModel implements Model {
    private final ModelCard card;
    private final InputSpec input;

    PlainModel(ModelCard card, InputSpec input) {
      this.card = card;
      this.input = input;
    }

    @Override
    public ModelCard card() {
      return card;
    }

    @Override
    public InputSpec input() {
      return input;
    }

    @Override
    public ModelRun begin() {
      return new PlainRun(
          FloatBuffer.allocate(input.elements()),
          FloatBuffer.allocate(card.outputs().getFirst().elements()));
    }

    @Override
    public void close() {}
  }

  private final class PlainRun implements ModelRun {
    private final FloatBuffer input;
    private final FloatBuffer output;

    PlainRun(FloatBuffer input, FloatBuffer output) {
      this.input = input;
      this.output = output;
    }

    @Override
    public FloatBuffer input() {
      return input;
    }

    @Override
    public void execute() {
      runs.incrementAndGet();
      try {
        Thread.sleep(RUN_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      for (int i = 0; i < output.capacity(); i++) {
        output.put(i, StubModel.expected(input, 0, i, 0));
      }
    }

    @Override
    public FloatBuffer output(int index) {
      return output;
    }

    @Override
    public void close() {}
  }
}
