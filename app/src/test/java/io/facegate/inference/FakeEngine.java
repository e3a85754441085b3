package io.facegate.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine in plain Java that computes one output by a formula. It can be told to say something
 * else, to refuse, to fail, to hang and to take its time.
 */
public final class FakeEngine implements InferenceEngine {
  /** Outputs of the models that {@link EnginesTest} and its like draw up. */
  static final int FIGURES = 40;

  /** Runs, as "whole" or "twin", and "closed". */
  public final List<String> ran = new CopyOnWriteArrayList<>();

  /** How long a run takes. */
  public volatile int wholeMillis = 20;

  final AtomicInteger open = new AtomicInteger();
  volatile boolean wrong;
  volatile boolean broken;
  volatile boolean refusing;
  volatile boolean hanging;
  volatile int twinMillis = 20;

  /* From which run on it is broken. */
  volatile int failsAtRun = Integer.MAX_VALUE;

  volatile Set<ModelForm> reads = Set.of(ModelForm.FLOAT, ModelForm.INT8);

  /* What becomes of other sizes than the card's: "refuse", "hang", "err" or "twin errs". */
  volatile String larger = "";

  private final CountDownLatch hung = new CountDownLatch(1);
  private final String name;
  private final Formula formula;

  /** What the model computes. */
  public interface Formula {
    /** An element of the output. */
    float value(FloatBuffer input, int element);
  }

  /** An engine. */
  public FakeEngine(String name, Formula formula) {
    this.name = name;
    this.formula = formula;
  }

  /** One that adds up its input in as many ways as it has outputs. */
  FakeEngine(String name) {
    this(name, FakeEngine::sum);
  }

  private static float sum(FloatBuffer input, int element) {
    float sum = 0;
    for (int place = element; place < input.capacity(); place += element + 1) {
      sum += input.get(place);
    }
    return sum;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<ModelForm> reads() {
    return reads;
  }

  @Override
  public Model open(ModelCard card, byte[] content, InputSpec input) {
    String order = input.equals(card.input()) ? "" : larger;
    if (refusing || order.equals("refuse")) {
      throw new ModelRefusedException(name + " refuses " + card.file());
    }
    if (hanging || order.equals("hang")) {
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
      int figures = card.outputs().getFirst().elements();
      return new FakeRun(this, floats(input.elements()), floats(figures));
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }

    boolean isWrong() {
      boolean errs = larger.equals("err") || (twin && larger.equals("twin errs"));
      return wrong || (errs && !input.equals(card.input()));
    }
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private final class FakeRun implements ModelRun {
    private final FakeModel model;
    private final FloatBuffer input;
    private final FloatBuffer output;

    FakeRun(FakeModel model, FloatBuffer input, FloatBuffer output) {
      this.model = model;
      this.input = input;
      this.output = output;
    }

    @Override
    public FloatBuffer input() {
      return input;
    }

    @Override
    public void execute() {
      broken |= ran.size() >= failsAtRun;
      if (broken) {
        throw new EngineFaultException(name, "does not answer");
      }
      ran.add(model.twin ? "twin" : "whole");
      sleep(model.twin ? twinMillis : wholeMillis);
      for (int i = 0; i < output.capacity(); i++) {
        float value = formula.value(input, i);
        output.put(i, model.isWrong() ? -value - 100 : value);
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
