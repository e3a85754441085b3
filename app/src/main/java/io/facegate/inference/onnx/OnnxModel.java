package io.facegate.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import io.facegate.inference.RunsUnderWay;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** A session at one input size, and the buffers its runs reuse. */
final class OnnxModel implements Model {
  /* What is kept between runs: sizes are many, and the large ones rare. */
  private static final long IDLE_BYTES_MAX = 4 << 20;

  private final OrtEnvironment environment;
  private final SharedSessions.Shared session;
  private final ModelCard card;
  private final InputSpec input;
  private final List<long[]> outputShapes;
  private final BiFunction<ModelCard, OrtException, RuntimeException> failures;

  private final Queue<OnnxRun> idle = new ConcurrentLinkedQueue<>();
  private final AtomicLong idleBytes = new AtomicLong();
  private final RunsUnderWay underWay = new RunsUnderWay(this::free);

  private OnnxModel(
      OrtEnvironment environment,
      SharedSessions.Shared session,
      ModelCard card,
      InputSpec input,
      List<long[]> outputShapes,
      BiFunction<ModelCard, OrtException, RuntimeException> failures) {
    this.environment = environment;
    this.session = session;
    this.card = card;
    this.input = input;
    this.outputShapes = outputShapes;
    this.failures = failures;
  }

  /**
   * A model, which gives its part of the session back when it is closed, or cannot be opened.
   *
   * @param failures what to throw of a run that fails
   */
  static OnnxModel open(
      OrtEnvironment environment,
      SharedSessions.Shared session,
      ModelCard card,
      InputSpec input,
      BiFunction<ModelCard, OrtException, RuntimeException> failures)
      throws OrtException {
    try {
      checkInput(session.session(), card, input);
      List<long[]> shapes = OnnxRun.shapes(environment, session.session(), card, input);
      boolean asCatalogued = input.equals(card.input());
      for (int i = 0; i < shapes.size(); i++) {
        if (asCatalogued) {
          checkOutput(card, card.outputs().get(i), shapes.get(i));
        }
      }
      return new OnnxModel(environment, session, card, input, shapes, failures);
    } catch (OrtException | RuntimeException failure) {
      session.close();
      throw failure;
    }
  }

  private static void checkInput(OrtSession session, ModelCard card, InputSpec input)
      throws OrtException {
    if (session.getNumInputs() != 1 || !session.getInputNames().contains(input.name())) {
      throw new ModelRefusedException(
          "model %s has inputs %s, not %s"
              .formatted(card.file(), session.getInputNames(), input.name()));
    }
    for (OutputSpec output : card.outputs()) {
      if (!session.getOutputNames().contains(output.name())) {
        throw new ModelRefusedException(
            "model %s has no output %s".formatted(card.file(), output.name()));
      }
    }
    for (var node : session.getInputInfo().values()) {
      if (!(node.getInfo() instanceof TensorInfo tensor)
          || tensor.type != OnnxJavaType.FLOAT
          || !fits(tensor.getShape(), OnnxRun.shape(input))) {
        throw new ModelRefusedException(
            "model %s wants %s, not %s"
                .formatted(card.file(), node.getInfo(), Arrays.toString(OnnxRun.shape(input))));
      }
    }
  }

  private static boolean fits(long[] declared, long[] wanted) {
    boolean fits = declared.length == wanted.length;
    for (int i = 0; fits && i < wanted.length; i++) {
      fits = declared[i] < 0 || declared[i] == wanted[i];
    }
    return fits;
  }

  private static void checkOutput(ModelCard card, OutputSpec output, long[] shape) {
    if (!Arrays.equals(output.shape().stream().mapToLong(Integer::longValue).toArray(), shape)) {
      throw new ModelRefusedException(
          "output %s of model %s is %s, not %s"
              .formatted(output.name(), card.file(), Arrays.toString(shape), output.shape()));
    }
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
    underWay.begin();
    OnnxRun run = idle.poll();
    if (run != null) {
      idleBytes.addAndGet(-run.bytes());
      return run;
    }
    try {
      return new OnnxRun(environment, session.session(), this, outputShapes);
    } catch (RuntimeException | OutOfMemoryError failed) {
      underWay.end();
      throw failed;
    }
  }

  RuntimeException failure(OrtException failure) {
    return failures.apply(card, failure);
  }

  void giveBack(OnnxRun run) {
    if (idleBytes.addAndGet(run.bytes()) <= IDLE_BYTES_MAX) {
      idle.add(run);
    } else {
      idleBytes.addAndGet(-run.bytes());
      run.free();
    }
    underWay.end();
  }

  @Override
  public void close() {
    underWay.close();
  }

  private void free() {
    for (OnnxRun run = idle.poll(); run != null; run = idle.poll()) {
      run.free();
    }
    session.close();
  }
}
