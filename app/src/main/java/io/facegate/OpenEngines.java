package io.facegate;

import io.facegate.config.GatewayConfig;
import io.facegate.inference.EngineAbsentException;
import io.facegate.inference.Engines;
import io.facegate.inference.EnginesConfig;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.onnx.OnnxEngine;
import java.util.ArrayList;
import java.util.List;

/** The engines of a configuration, as far as their libraries are on this machine. */
final class OpenEngines {
  private static final System.Logger LOG = System.getLogger(OpenEngines.class.getName());

  private OpenEngines() {}

  /**
   * Opens them all.
   *
   * @throws ModelRefusedException when the one that is forced is not there, or none is
   */
  static Engines of(GatewayConfig config) {
    List<InferenceEngine> engines = new ArrayList<>();
    try {
      for (String name : config.engines().allowed()) {
        try {
          engines.add(open(name, config));
        } catch (EngineAbsentException absent) {
          if (config.engines().forced().isPresent()) {
            throw new ModelRefusedException(String.valueOf(absent.getMessage()), absent);
          }
          LOG.log(System.Logger.Level.DEBUG, absent.getMessage());
        }
      }
      if (engines.isEmpty()) {
        throw new ModelRefusedException(
            "none of the engines %s is on this machine".formatted(config.engines().allowed()));
      }
      return new Engines(engines, config.engines());
    } catch (RuntimeException refused) {
      engines.forEach(InferenceEngine::close);
      throw refused;
    }
  }

  private static InferenceEngine open(String name, GatewayConfig config) {
    return switch (name) {
      case EnginesConfig.ONNX -> new OnnxEngine(config.inferenceThreads());
      default -> throw new ModelRefusedException("engine %s is not known".formatted(name));
    };
  }
}
