package io.facegate.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.facegate.inference.EngineFaultException;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelRefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** ONNX Runtime on the processor, by its own kernels or by XNNPACK's. */
public final class OnnxEngine implements InferenceEngine {
  private static final System.Logger LOG = System.getLogger(OnnxEngine.class.getName());

  private final OrtEnvironment environment;
  private final int threads;
  private final boolean isXnnpack;
  private final SharedSessions sessions = new SharedSessions();

  /**
   * An engine.
   *
   * @param threads that share the work of one run; 1 to the number of cores. One thread gives the
   *     most runs a second when several callers run at a time, more shorten a lone run
   */
  public OnnxEngine(int threads) {
    this(threads, false);
  }

  private OnnxEngine(int threads, boolean isXnnpack) {
    if (threads < 1 || threads > Math.max(1, Runtime.getRuntime().availableProcessors())) {
      throw new IllegalArgumentException("%d threads".formatted(threads));
    }
    Telemetry.switchOff();
    this.environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    this.threads = threads;
    this.isXnnpack = isXnnpack;
  }

  /** The engines that ONNX Runtime offers on this machine, the plain one last. */
  public static List<InferenceEngine> each(int threads) {
    OnnxEngine plain = new OnnxEngine(threads);
    return plain.andXnnpack(OrtEnvironment.getAvailableProviders(), System.getProperty("os.arch"));
  }

  /* XNNPACK is for ARM first of all; the builds of ONNX Runtime for servers lack it. */
  List<InferenceEngine> andXnnpack(Set<OrtProvider> offered, String architecture) {
    boolean isArm = architecture.toLowerCase(Locale.ROOT).matches("aarch64|arm.*");
    boolean isMeasured = isArm && offered.contains(OrtProvider.XNNPACK);
    LOG.log(
        isArm ? System.Logger.Level.INFO : System.Logger.Level.DEBUG,
        "{0} offers {1}: XNNPACK {2}",
        name(),
        offered,
        isMeasured ? "is measured, too" : "takes no part");
    return isMeasured ? List.of(new OnnxEngine(threads, true), this) : List.of(this);
  }

  @Override
  public String name() {
    return "ONNX Runtime %s%s".formatted(environment.getVersion(), isXnnpack ? ", XNNPACK" : "");
  }

  @Override
  public String identity() {
    return "%s, threads %d".formatted(name(), threads);
  }

  @Override
  public boolean isPlain() {
    return !isXnnpack;
  }

  @Override
  public Model open(ModelCard card, byte[] content, InputSpec input) {
    try {
      SharedSessions.Shared session =
          sessions.of(ModelFolder.sha256(content), () -> session(content));
      return OnnxModel.open(environment, session, card, input, this::failure);
    } catch (OrtException failure) {
      throw new ModelRefusedException(
          "model %s cannot be opened: %s".formatted(card.file(), failure.getMessage()), failure);
    }
  }

  private OrtSession session(byte[] content) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      set(options);
      return environment.createSession(ScalarPRelu.rewritten(content), options);
    }
  }

  /* The plain engine cannot do what it was asked; any other, that it is not to be trusted. */
  private RuntimeException failure(ModelCard card, OrtException failure) {
    String words = "model %s failed: %s".formatted(card.id(), failure.getMessage());
    return isPlain()
        ? new IllegalStateException(words, failure)
        : new EngineFaultException("XNNPACK", words);
  }

  /*
   * Threads that spin while they wait cost a two-core machine more than they save. Weights stay
   * out of the arena, so that the arena holds the scratch memory of as many runs as there are
   * callers at a time, of the largest size.
   */
  private void set(SessionOptions options) throws OrtException {
    options.setIntraOpNumThreads(isXnnpack ? 1 : threads);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.set_denormal_as_zero", "1");
    options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
    if (isXnnpack) {
      /* It has threads of its own. */
      options.addXnnpack(Map.of("intra_op_num_threads", Integer.toString(threads)));
    }
  }

  /** Does nothing: the environment lives as long as the process, as the library wants it. */
  @Override
  public void close() {}
}
