package io.facegate.config;

import io.facegate.access.tls.TlsIdentity;
import io.facegate.config.GatewayConfig.HttpsConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where the vendor APIs listen for TLS, and with which certificate. */
final class HttpsReader {
  private static final String NAME =
      "[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?(\\.[0-9A-Za-z-]+)*|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";

  private HttpsReader() {}

  static HttpsConfig read(Section section, Path data) {
    boolean enabled = section.flag("enabled", false);
    HttpsConfig read =
        new HttpsConfig(
            enabled,
            section.text("address", "0.0.0.0"),
            section.integer("port", 443, 0, 65_535),
            identity(section, data));
    section.done();
    return read;
  }

  private static TlsIdentity identity(Section section, Path data) {
    Path folder = section.path("folder", data.resolve("tls"));
    if (section.has("folder")) {
      section.note("folder", folder, NamedFile.Kind.WRITTEN_FOLDER);
    }
    TlsIdentity own = new TlsIdentity.OwnAuthority(folder, names(section));
    Optional<Path> chain = section.file("certificateFile", NamedFile.Kind.PUBLIC);
    Optional<Path> key = section.file("keyFile", NamedFile.Kind.SECRET);
    if (chain.isPresent() != key.isPresent()) {
      section.problem(
          chain.isPresent() ? "certificateFile" : "keyFile",
          "needs both, certificateFile and keyFile");
    }
    return chain.isPresent() && key.isPresent()
        ? new TlsIdentity.OperatorFiles(chain.get(), key.get())
        : own;
  }

  private static List<String> names(Section section) {
    List<String> names = new ArrayList<>();
    for (String name : section.texts("names", List.of())) {
      if (name.matches(NAME)) {
        names.add(name);
      } else {
        section.problem(
            "names", "holds \"%s\", which is neither a host name nor an address".formatted(name));
      }
    }
    return names;
  }
}
