package io.facegate.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts engines so that one whose library or drivers hang, fail or end the process is passed over.
 * ONNX Runtime comes with the program and is started as it is, and so is the only one allowed.
 */
final class EngineStart {
  private static final System.Logger LOG = System.getLogger(EngineStart.class.getName());
  private static final String ALL = "all models";
  private static final Duration TIME_MAX = Duration.ofMinutes(1);

  private final EnginesConfig config;
  private final CrashMarks marks;
  private final Map<String, String> faults = new LinkedHashMap<>();

  EngineStart(EnginesConfig config, CrashMarks marks) {
    this.config = config;
    this.marks = marks;
  }

  /** What became of those that are there and could not be started, by name. */
  Map<String, String> faults() {
    return Map.copyOf(faults);
  }

  /**
   * Starts all that are allowed, the preferred one first.
   *
   * @throws ModelRefusedException when none can be used, or the only one cannot
   */
  List<InferenceEngine> all(EngineStarter starter) {
    List<InferenceEngine> started = new ArrayList<>();
    try {
      for (String name : config.allowed()) {
        started.addAll(one(name, starter));
      }
      if (started.isEmpty()) {
        throw new ModelRefusedException(
            "none of the engines %s is on this machine %s".formatted(config.allowed(), faults));
      }
      return started;
    } catch (RuntimeException refused) {
      close(started);
      throw refused;
    }
  }

  private static void close(List<InferenceEngine> engines) {
    engines.forEach(InferenceEngine::close);
  }

  private List<InferenceEngine> one(String name, EngineStarter starter) {
    try {
      return config.allowed().size() == 1 || name.equals(EnginesConfig.ONNX)
          ? starter.start(name, () -> {})
          : guarded(name, starter);
    } catch (EngineAbsentException absent) {
      if (config.forced().isPresent()) {
        throw new ModelRefusedException(String.valueOf(absent.getMessage()), absent);
      }
      LOG.log(System.Logger.Level.DEBUG, absent.getMessage());
      return List.of();
    }
  }

  private List<InferenceEngine> guarded(String name, EngineStarter starter) {
    String who = name + " at its start";
    if (marks.isAside(who, ALL)) {
      faults.put(name, marks.told(who));
      return List.of();
    }
    Duration longest =
        config.openTimeMax().compareTo(TIME_MAX) < 0 ? config.openTimeMax() : TIME_MAX;
    try {
      List<InferenceEngine> started =
          TimedCall.of(
              longest,
              () -> starter.start(name, () -> marks.opening(who, ALL)),
              EngineStart::close,
              HangException::new);
      marks.forgive(who, ALL);
      return started;
    } catch (HangException hangs) {
      fault(name, "has not started after " + longest);
    } catch (ModelRefusedException | IllegalStateException failed) {
      marks.forgive(who, ALL);
      fault(name, String.valueOf(failed.getMessage()));
    }
    return List.of();
  }

  private void fault(String name, String why) {
    faults.put(name, why);
    LOG.log(System.Logger.Level.ERROR, "{0} is not used: {1}", name, why);
  }
}
