package io.facegate.pack;

import io.facegate.inference.EngineAbsentException;
import io.facegate.inference.Engines;
import io.facegate.inference.EnginesConfig;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.inference.openvino.OpenVinoConfig;
import io.facegate.inference.openvino.OpenVinoEngine;
import java.util.ArrayList;
import java.util.List;

/** The engines that may serve, as far as their libraries are on this machine. */
public final class MachineEngines {
  private static final System.Logger LOG = System.getLogger(MachineEngines.class.getName());

  private MachineEngines() {}

  /**
   * Opens them all; one that is there and does not start is passed over.
   *
   * @param threads of one run on the processor
   * @throws ModelRefusedException when the one that is forced is not there, or none is
   */
  public static Engines open(EnginesConfig config, OpenVinoConfig openvino, int threads) {
    return Engines.start(
        config, (name, drivers) -> open(name, openvino, threads, drivers));
  }

  /** Opens them all, or fails; each is to be closed by the caller. */
  static List<InferenceEngine> each(EnginesConfig config, OpenVinoConfig openvino, int threads) {
    List<InferenceEngine> engines = new ArrayList<>();
    try {
      for (String name : config.allowed()) {
        try {
          engines.addAll(open(name, openvino, threads, () -> {}));
        } catch (EngineAbsentException absent) {
          if (config.forced().isPresent()) {
            throw new ModelRefusedException(String.valueOf(absent.getMessage()), absent);
          }
          LOG.log(System.Logger.Level.DEBUG, absent.getMessage());
        }
      }
      if (engines.isEmpty()) {
        throw new ModelRefusedException(
            "none of the engines %s is on this machine".formatted(config.allowed()));
      }
      return engines;
    } catch (RuntimeException refused) {
      engines.forEach(InferenceEngine::close);
      throw refused;
    }
  }

  private static List<InferenceEngine> open(
      String name, OpenVinoConfig openvino, int threads, Runnable drivers) {
    return switch (name) {
      case EnginesConfig.ONNX -> OnnxEngine.each(threads);
      case EnginesConfig.OPENVINO -> List.of(OpenVinoEngine.open(openvino, drivers));
      default -> throw new ModelRefusedException("engine %s is not known".formatted(name));
    };
  }
}
