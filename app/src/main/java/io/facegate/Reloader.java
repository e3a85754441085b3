package io.facegate;

import io.facegate.config.ConfigException;
import io.facegate.config.ConfigReport;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import io.facegate.ops.Logs;
import io.facegate.ops.ServiceNotifier;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the configuration again while the service runs. One that is wrong changes nothing. What can
 * change without a restart does; what cannot is named.
 */
final class Reloader {
  private static final Logger LOG = System.getLogger(Reloader.class.getName());

  /* The sections of the file that are read at the start only. */
  private static final Map<String, Function<GatewayConfig, Object>> FIXED = fixed();

  private final Path file;
  private final Map<String, String> environment;
  private final Succession gateway;
  private final ServiceNotifier notifier;

  /* With fixed sections as at the start, so that each reload names what still waits. */
  private final GatewayConfig first;
  private GatewayConfig current;

  Reloader(
      Path file,
      Map<String, String> environment,
      GatewayConfig config,
      Succession gateway,
      ServiceNotifier notifier) {
    this.file = file;
    this.environment = Map.copyOf(environment);
    this.first = config;
    this.current = config;
    this.gateway = gateway;
    this.notifier = notifier;
  }

  /** The sections that are read at the start only, and how they are had of a configuration. */
  static Map<String, Function<GatewayConfig, Object>> fixed() {
    Map<String, Function<GatewayConfig, Object>> fixed = new LinkedHashMap<>();
    fixed.put("data", GatewayConfig::data);
    fixed.put("http", GatewayConfig::http);
    fixed.put("http.limits", GatewayConfig::limits);
    fixed.put("https", GatewayConfig::https);
    fixed.put("ops", GatewayConfig::ops);
    fixed.put("keys", GatewayConfig::keys);
    fixed.put("download (networks, hosts)", GatewayConfig::outbound);
    fixed.put("download", GatewayConfig::download);
    fixed.put("models, pictures", GatewayConfig::vision);
    fixed.put("models (packs)", GatewayConfig::packs);
    fixed.put("models.threads", GatewayConfig::inferenceThreads);
    fixed.put("engines", GatewayConfig::engines);
    fixed.put("engines.openvino", GatewayConfig::openvino);
    fixed.put("service", GatewayConfig::service);
    fixed.put("gallery", GatewayConfig::gallery);
    fixed.put("gallery.keepCrops", GatewayConfig::keepCrops);
    fixed.put("device, events", GatewayConfig::events);
    fixed.put("broker", GatewayConfig::broker);
    return fixed;
  }

  /** Reads it now. */
  synchronized void reload() {
    notifier.reloading();
    try {
      LOG.log(Level.INFO, "reads {0} again", file);
      ConfigReport report = new GatewayConfigReader(environment).check(file);
      report.warnings().forEach(warning -> LOG.log(Level.WARNING, file + ": " + warning));
      adopt(report.config());
    } catch (ConfigException wrong) {
      LOG.log(
          Level.ERROR, "the configuration stays as it was, for the new one has {0} problems",
          wrong.problems().size());
      wrong.problems().forEach(problem -> LOG.log(Level.ERROR, file + ": " + problem));
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "the configuration could not be taken over", fault);
    } finally {
      notifier.ready(gateway.status());
    }
  }

  private void adopt(GatewayConfig config) {
    if (!config.log().equals(current.log())) {
      Logs.configure(config.log());
      LOG.log(Level.INFO, "log is as configured anew");
    }
    if (!config.access().equals(current.access())) {
      LOG.log(Level.INFO, "access is as configured anew");
    }
    gateway.adopt(config).forEach(done -> LOG.log(Level.INFO, done));
    List<String> waiting = waiting(first, config);
    if (!waiting.isEmpty()) {
      LOG.log(
          Level.WARNING, "changed, and needs a restart: {0}", String.join("; ", waiting));
    }
    current = config;
    LOG.log(Level.INFO, "the configuration is taken over");
  }

  /** The sections in which two configurations differ that only a restart takes over. */
  static List<String> waiting(GatewayConfig running, GatewayConfig wanted) {
    return FIXED.entrySet().stream()
        .filter(part -> !part.getValue().apply(running).equals(part.getValue().apply(wanted)))
        .map(Map.Entry::getKey)
        .toList();
  }
}
