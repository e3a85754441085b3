package io.facegate.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRefusedException;

/** ONNX Runtime on the processor. */
public final class OnnxEngine implements InferenceEngine {
  private final OrtEnvironment environment;
  private final int threads;

  /**
   * An engine.
   *
   * @param threads that share the work of one run; 1 to the number of cores. One thread gives the
   *     most runs a second when several callers run at a time, more shorten a lone run
   */
  public OnnxEngine(int threads) {
    if (threads < 1 || threads > Math.max(1, Runtime.getRuntime().availableProcessors())) {
      throw new IllegalArgumentException("%d threads".formatted(threads));
    }
    Telemetry.switchOff();
    this.environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    this.threads = threads;
  }

  @Override
  public String name() {
    return "ONNX Runtime " + environment.getVersion();
  }

  @Override
  public Model open(ModelCard card, byte[] content, InputSpec input) {
    try (SessionOptions options = options()) {
      OrtSession session = environment.createSession(ScalarPRelu.rewritten(content), options);
      return OnnxModel.open(environment, session, card, input);
    } catch (OrtException failure) {
      throw new ModelRefusedException(
          "model %s cannot be opened: %s".formatted(card.file(), failure.getMessage()), failure);
    }
  }

  /*
   * Threads that spin while they wait cost a two-core machine more than they save. Weights stay
   * out of the arena, so that the arena holds one run's scratch memory per concurrent caller and,
   * shapes being fixed, stops growing after the first.
   */
  private SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.set_denormal_as_zero", "1");
    options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
    return options;
  }

  /** Does nothing: the environment lives as long as the process, as the library wants it. */
  @Override
  public void close() {}
}
