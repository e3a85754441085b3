package io.facegate.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine that adds up its input in forty ways. It can be told to say something else, to fail, to
 * hang and to take its time.
 */
final class FakeEngine implements InferenceEngine {
  static final int FIGURES = 40;

  final AtomicInteger open = new AtomicInteger();
  final List<String> ran = new ArrayList<>();
  volatile boolean wrong;
  volatile boolean broken;
  volatile boolean refusing;
  volatile boolean hanging;
  volatile int wholeMillis = 20;
  volatile int twinMillis = 20;
  private final CountDownLatch hung = new CountDownLatch(1);
  private final String name;

  FakeEngine(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Model open(ModelCard card, byte[] content, InputSpec input) {
    if (refusing) {
      throw new ModelRefusedException(name + " refuses " + card.file());
    }
    if (hanging) {
      waitForEver();
    }
    open.incrementAndGet();
    return new FakeModel(card, input, content[0] == 'i');
  }

  private void waitForEver() {
    try {
      hung.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void letGo() {
    hung.countDown();
  }

  @Override
  public void close() {
    ran.add("closed");
  }

  private final class FakeModel implements Model {
    private final ModelCard card;
    private final InputSpec input;
    private final boolean twin;

    FakeModel(ModelCard card, InputSpec input, boolean twin) {
      this.card = card;
      this.input = input;
      this.twin = twin;
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
      return new FakeRun(floats(input.elements()), floats(FIGURES), twin);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private final class FakeRun implements ModelRun {
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final boolean twin;

    FakeRun(FloatBuffer input, FloatBuffer output, boolean twin) {
      this.input = input;
      this.output = output;
      this.twin = twin;
    }

    @Override
    public FloatBuffer input() {
      return input;
    }

    @Override
    public void execute() {
      if (broken) {
        throw new EngineFaultException(name, "does not answer");
      }
      ran.add(twin ? "twin" : "whole");
      sleep(twin ? twinMillis : wholeMillis);
      for (int i = 0; i < FIGURES; i++) {
        float sum = 0;
        for (int place = i; place < input.capacity(); place += i + 1) {
          sum += input.get(place);
        }
        output.put(i, wrong ? -sum - 100 : sum);
      }
    }

    private void sleep(int millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
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
