package io.facegate.config;

import io.facegate.access.AccessConfig;
import io.facegate.access.KeysConfig;
import io.facegate.access.OutboundConfig;
import io.facegate.access.tls.TlsIdentity;
import io.facegate.camera.CameraConfig;
import io.facegate.core.FaceServiceConfig;
import io.facegate.core.UrlFetchConfig;
import io.facegate.dialect.HttpLimits;
import io.facegate.events.EventsConfig;
import io.facegate.events.mqtt.BrokerConfig;
import io.facegate.gallery.GalleryLimits;
import io.facegate.inference.EnginesConfig;
import io.facegate.inference.openvino.OpenVinoConfig;
import io.facegate.ops.LogConfig;
import io.facegate.ops.OpsConfig;
import io.facegate.pack.PacksConfig;
import io.facegate.vision.VisionConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be configured, as the packages own it.
 *
 * @param data the folder that holds gallery and outbox
 * @param packs where packs of models are
 * @param inferenceThreads threads of one run of a model, 1 to the number of cores
 * @param keepCrops whether the gallery keeps of each enrolled face a small picture, so that another
 *     embedder can take over; default no
 * @param broker empty when events go to the log only
 */
public record GatewayConfig(
    Path data,
    HttpConfig http,
    HttpsConfig https,
    OpsConfig ops,
    LogConfig log,
    AccessConfig access,
    KeysConfig keys,
    OutboundConfig outbound,
    UrlFetchConfig download,
    HttpLimits limits,
    VisionConfig vision,
    PacksConfig packs,
    EnginesConfig engines,
    OpenVinoConfig openvino,
    int inferenceThreads,
    FaceServiceConfig service,
    GalleryLimits gallery,
    boolean keepCrops,
    EventsConfig events,
    Optional<BrokerConfig> broker,
    List<CameraConfig> cameras) {

  /** The same configuration with other cameras. */
  public GatewayConfig withCameras(List<CameraConfig> others) {
    return new GatewayConfig(
        data, http, https, ops, log, access, keys, outbound, download, limits, vision, packs,
        engines, openvino, inferenceThreads, service, gallery, keepCrops, events, broker,
        others);
  }

  /** The same configuration with what may change while the service runs: log, access, cameras. */
  public GatewayConfig taking(GatewayConfig other) {
    return new GatewayConfig(
        data, http, https, ops, other.log, other.access, keys, outbound, download, limits, vision,
        packs, engines, openvino, inferenceThreads, service, gallery, keepCrops, events, broker,
        other.cameras);
  }

  /**
   * Where the vendor APIs listen.
   *
   * @param address the interface; {@code 0.0.0.0} for all
   * @param port 0 takes any free port
   */
  public record HttpConfig(String address, int port) {}

  /**
   * Where they listen for TLS.
   *
   * @param enabled whether they do
   * @param address the interface; {@code 0.0.0.0} for all
   * @param port 0 takes any free port
   * @param identity the certificate that is shown
   */
  public record HttpsConfig(
      boolean enabled, String address, int port, TlsIdentity identity) {}
}
