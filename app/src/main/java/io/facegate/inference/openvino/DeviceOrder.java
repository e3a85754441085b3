package io.facegate.inference.openvino;

import io.facegate.inference.EngineFaultException;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import io.facegate.inference.SelfTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens each model on the first configured device that can run it and computes it rightly. */
final class DeviceOrder {
  private static final System.Logger LOG = System.getLogger(OpenVinoEngine.class.getName());

  private final OvCore core;
  private final OpenVinoConfig config;
  private final List<DeviceWatch> devices;

  DeviceOrder(OvCore core, OpenVinoConfig config) {
    this.core = core;
    this.config = config;
    this.devices =
        config.devices().stream()
            .map(name -> new DeviceWatch(name, config.runTimeMax()))
            .toList();
  }

  /** Devices asked for, and those there are: other ones measure and crash differently. */
  String identity() {
    List<String> present = new ArrayList<>();
    for (String name : core.devices()) {
      present.add(
          told(() -> core.property(name, "FULL_DEVICE_NAME")).map(full -> name + " " + full)
              .orElse(name));
    }
    return "%s %s of %s".formatted(config.devices(), config.performanceHint(), present);
  }

  int abandoned() {
    return devices.stream().mapToInt(DeviceWatch::abandoned).sum();
  }

  /**
   * Opens a model.
   *
   * @throws ModelRefusedException when no device takes it, with what each said
   * @throws OvException when OpenVINO cannot read it
   */
  OpenVinoModel open(ModelSource source) {
    List<String> refusals = new ArrayList<>();
    for (DeviceWatch device : devices) {
      if (device.isStopped()) {
        refusals.add(device.name() + ": hangs");
        continue;
      }
      try {
        OpenVinoModel model = open(source, device);
        if (!refusals.isEmpty()) {
          LOG.log(
              System.Logger.Level.WARNING,
              "model {0} runs on {1}, since other devices refused it: {2}",
              source.card().id(),
              device.name(),
              refusals);
        }
        return model;
      } catch (OvException | EngineFaultException failed) {
        refusals.add(device.name() + ": " + failed.getMessage());
      }
    }
    throw new ModelRefusedException(
        "no device of OpenVINO runs model %s: %s".formatted(source.card().file(), refusals));
  }

  private OpenVinoModel open(ModelSource source, DeviceWatch device) {
    List<OvHandle> made = new ArrayList<>();
    OpenVinoModel model;
    try {
      ModelSource.Read read = source.read(core);
      made.addAll(read.weights());
      OvCompiledModel compiled;
      try (OvModel graph = read.model()) {
        compiled =
            core.compile(
                graph, device.name(), Map.of("PERFORMANCE_HINT", config.performanceHint()));
        made.add(compiled);
      }
      PortPlan ports =
          PortPlan.of(
              source.card(),
              source.input(),
              PortPlan.input(source.card(), source.input(), compiled.inputs(), name -> true),
              compiled.outputs(),
              compiled::output,
              source.isIr());
      model =
          new OpenVinoModel(
              source.card(), source.input(), ports, compiled, device, made, config.requests());
    } catch (RuntimeException failed) {
      made.reversed().forEach(OvHandle::close);
      throw failed;
    }
    OpenVinoModel good = tried(model, device, source.deviationMax());
    LOG.log(
        System.Logger.Level.INFO,
        "model {0} is compiled for {1} ({2})",
        source.card().id(),
        device.name(),
        told(good::executionDevices).or(() -> told(() -> fullName(device))).orElse("?"));
    return good;
  }

  private String fullName(DeviceWatch device) {
    return core.property(device.name(), "FULL_DEVICE_NAME");
  }

  /* Not every device knows every property; this is for the log alone. */
  private static Optional<String> told(Supplier<String> property) {
    try {
      return Optional.of(property.get());
    } catch (OvException unknown) {
      return Optional.empty();
    }
  }

  /* A first run tells of a device that hangs, fails or errs before anyone depends on it. */
  private static OpenVinoModel tried(
      OpenVinoModel model, DeviceWatch device, double deviationMax) {
    try {
      if (hasGolden(model)) {
        SelfTest.Result result = SelfTest.run(model);
        if (!(result.deviation() <= deviationMax)) {
          throw new EngineFaultException(
              device.name(),
              "does not reproduce the golden figures: %.1f times what is tolerated"
                  .formatted(result.deviation()));
        }
      } else {
        try (ModelRun run = model.begin()) {
          run.execute();
        }
      }
      return model;
    } catch (RuntimeException failed) {
      model.close();
      throw failed;
    }
  }

  private static boolean hasGolden(OpenVinoModel model) {
    return model.input().equals(model.card().input())
        && model.card().outputs().stream().map(OutputSpec::golden).noneMatch(List::isEmpty);
  }
}
