package io.facegate.inference.openvino;

import io.facegate.inference.EngineAbsentException;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelForm;
import io.facegate.inference.ModelRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * OpenVINO on whatever devices it finds, by its C API (OpenVINO 2024 to 2026).
 *
 * <p>A model is compiled for the first of the configured devices that can and that reproduces the
 * card's golden figures. A run that does not end in time is given up: its request and memory are
 * never freed, its device gets no more work, and neither the run nor any later one returns but by
 * {@link io.facegate.inference.EngineFaultException}.
 */
public final class OpenVinoEngine implements InferenceEngine {
  private static final System.Logger LOG = System.getLogger(OpenVinoEngine.class.getName());

  private final FoundLibrary library;
  private final OvCore core;
  private final DeviceOrder devices;
  private final String identity;

  /* While a model is being compiled the library must not be ended under it. */
  private final AtomicInteger opening = new AtomicInteger();

  private OpenVinoEngine(FoundLibrary library, OvCore core, OpenVinoConfig config) {
    this.library = library;
    this.core = core;
    this.devices = new DeviceOrder(core, config);
    this.identity = name() + ", " + devices.identity();
  }

  /**
   * Finds OpenVINO and starts it.
   *
   * @throws EngineAbsentException when it is not on this machine; the message names the places
   * @throws ModelRefusedException when it is there and does not start
   */
  public static OpenVinoEngine open(OpenVinoConfig config) {
    return open(config, () -> {});
  }

  /**
   * As {@link #open(OpenVinoConfig)}.
   *
   * @param drivers is run when it has been found, before it loads drivers of devices
   */
  public static OpenVinoEngine open(OpenVinoConfig config, Runnable drivers) {
    FoundLibrary library = LibrarySearch.ofThisMachine(config).find();
    drivers.run();
    try {
      OvCore core = OvCore.create(library.runtime());
      return started(library, core, config);
    } catch (OvException failed) {
      throw new ModelRefusedException(
          "OpenVINO from %s does not start: %s".formatted(library.origin(), failed.getMessage()),
          failed);
    }
  }

  private static OpenVinoEngine started(FoundLibrary library, OvCore core, OpenVinoConfig config) {
    try {
      Path cache = CacheTrust.usable(config.cacheFolder());
      if (cache != null) {
        core.setProperty("CACHE_DIR", cache.toAbsolutePath().toString());
      }
      OpenVinoEngine engine = new OpenVinoEngine(library, core, config);
      LOG.log(System.Logger.Level.INFO, "{0}, devices {1}", engine.name(), core.devices());
      return engine;
    } catch (OvException failed) {
      core.close();
      throw failed;
    } catch (IOException unwritable) {
      core.close();
      throw new ModelRefusedException(
          "OpenVINO's cache " + config.cacheFolder() + " cannot be made", unwritable);
    }
  }

  @Override
  public String name() {
    return "OpenVINO %s (%s)".formatted(library.runtime().version(), library.origin());
  }

  @Override
  public String identity() {
    return identity;
  }

  /** The devices of this machine, as OpenVINO names them. */
  public List<String> devices() {
    return core.devices();
  }

  /** The device a model of this engine runs on, as OpenVINO names it. */
  public String deviceOf(Model model) {
    return ((OpenVinoModel) model).device();
  }

  /** Runs given up because they did not end; their memory is never freed. */
  public int abandoned() {
    return devices.abandoned();
  }

  @Override
  public Set<ModelForm> reads() {
    return EnumSet.allOf(ModelForm.class);
  }

  @Override
  public Model open(ModelCard card, byte[] content, InputSpec input) {
    return open(card, content, null, input, false);
  }

  @Override
  public Model open(ModelCard card, byte[] graph, byte[] weights, InputSpec input) {
    return open(card, graph, weights, input, true);
  }

  private Model open(
      ModelCard card, byte[] graph, byte @Nullable [] weights, InputSpec input, boolean isIr) {
    opening.incrementAndGet();
    try {
      return devices.open(new ModelSource(card, graph, weights, input, isIr));
    } catch (OvException failed) {
      throw new ModelRefusedException(
          "model %s cannot be opened by OpenVINO: %s".formatted(card.file(), failed.getMessage()),
          failed);
    } finally {
      opening.decrementAndGet();
    }
  }

  /** Handles of OpenVINO that live; for tests. */
  int live() {
    return library.runtime().live();
  }

  /** Ends OpenVINO, unless a run or a compilation hangs: then it is left until the process ends. */
  @Override
  public void close() {
    if (devices.abandoned() == 0 && opening.get() == 0) {
      core.close();
    }
  }
}
