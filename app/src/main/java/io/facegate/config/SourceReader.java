package io.facegate.config;

import io.facegate.camera.Credentials;
import io.facegate.camera.SourceConfig;
import io.facegate.camera.TlsTrust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where a camera's pictures come from. */
final class SourceReader {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Section section;

  private enum Kind {
    RTSP,
    SNAPSHOT,
    SNAP,
    FILE
  }

  SourceReader(Section section) {
    this.section = section;
  }

  Optional<SourceConfig> read() {
    Optional<String> kind = section.text("kind");
    if (kind.isEmpty() || !kind.get().matches("rtsp|snapshot|snap|file")) {
      section.problem("kind", "is \"%s\", not one of %s"
          .formatted(kind.orElse(""), Arrays.toString(Kind.values()).toLowerCase(Locale.ROOT)));
      return Optional.empty();
    }
    Optional<SourceConfig> source =
        switch (section.choice("kind", Kind.RTSP)) {
          case RTSP -> rtsp();
          case SNAPSHOT -> snapshot();
          case SNAP -> snap();
          case FILE -> file();
        };
    section.done();
    return source;
  }

  private Optional<SourceConfig> rtsp() {
    Optional<URI> address = address("rtsp");
    SourceConfig.Rtsp usual = SourceConfig.Rtsp.of(address.orElse(URI.create("rtsp://none/")));
    SourceConfig.Rtsp read =
        new SourceConfig.Rtsp(
            usual.address(),
            credentials(),
            section.choice("transport", usual.transport()),
            section.duration("openTimeout", usual.openTimeout(), SHORT, LONG),
            section.duration("readTimeout", usual.readTimeout(), SHORT, LONG),
            section.number("framesPerSecondMax", usual.framesPerSecondMax(), 0.1, 60),
            section.integer("widthPxMax", usual.widthPxMax(), 64, 8192));
    return address.map(given -> read);
  }

  private Optional<SourceConfig> snapshot() {
    Optional<URI> address = address("http", "https");
    SourceConfig.Snapshot usual =
        SourceConfig.Snapshot.of(address.orElse(URI.create("http://none/")));
    SourceConfig.Snapshot read =
        new SourceConfig.Snapshot(
            usual.address(),
            credentials(),
            section.duration("interval", usual.interval(), SHORT, LONG),
            section.duration("connectTimeout", usual.connectTimeout(), SHORT, LONG),
            section.duration("readTimeout", usual.readTimeout(), SHORT, LONG),
            (int) section.bytes("bytesMax", usual.bytesMax(), 1 << 10, 64 << 20),
            trust());
    return address.map(given -> read);
  }

  private Optional<SourceConfig> snap() {
    Credentials given = credentials();
    Credentials credentials = given == null ? new Credentials("", "") : given;
    if (credentials.password().length() < 8) {
      /* A file that cannot be read was told already. */
      if (!credentials.password().isEmpty() || !section.has("passwordFile")) {
        section.problem("password", "is needed to push pictures, with 8 characters or more");
      }
      credentials = new Credentials("", "missing-password");
    }
    SourceConfig.SnapPush usual = SourceConfig.SnapPush.of(credentials);
    return Optional.of(
        new SourceConfig.SnapPush(
            credentials,
            (int) section.bytes("bytesMax", usual.bytesMax(), 1 << 10, 64 << 20),
            section.integer("picturesMax", usual.picturesMax(), 1, 64),
            section.integer("waitingMax", usual.waitingMax(), 1, 256)));
  }

  private Optional<SourceConfig> file() {
    String file = section.text("file", "");
    boolean named = section.has("folder") && !file.isEmpty();
    Path folder =
        named
            ? section.folder("folder", Path.of(""), NamedFile.Kind.READ_FOLDER)
            : Path.of(section.text("folder", ""));
    SourceConfig.VideoFile usual = SourceConfig.VideoFile.of(folder, file);
    SourceConfig.VideoFile read =
        new SourceConfig.VideoFile(
            usual.folder(),
            usual.file(),
            section.flag("repeat", usual.repeat()),
            section.flag("realTime", usual.realTime()),
            section.number("framesPerSecondMax", usual.framesPerSecondMax(), 0.1, 60),
            section.integer("widthPxMax", usual.widthPxMax(), 64, 8192));
    if (!named) {
      section.problem("file", "and folder are both needed");
      return Optional.empty();
    }
    return Optional.of(read);
  }

  private Optional<URI> address(String... schemes) {
    String text = section.text("address", "");
    try {
      URI address = URI.create(text);
      if (address.getUserInfo() != null) {
        section.problem("address", "holds credentials; they belong in user and password");
        return Optional.empty();
      }
      if (address.getHost() != null && List.of(schemes).contains(address.getScheme())) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException e) {
      /* Reported below, without the text, which may hold a password. */
    }
    section.problem("address", "is not an address that begins with " + String.join(":// or ",
        schemes) + "://");
    return Optional.empty();
  }

  private @Nullable Credentials credentials() {
    String user = section.text("user", "");
    Optional<String> password = section.secret("password");
    if (user.isEmpty() && password.isEmpty()) {
      return null;
    }
    return new Credentials(user, password.orElse(""));
  }

  private TlsTrust trust() {
    Optional<Path> authority = section.file("tlsAuthorityFile", NamedFile.Kind.PUBLIC);
    Optional<String> fingerprint = section.text("tlsFingerprint");
    if (authority.isPresent() && fingerprint.isPresent()) {
      section.problem("tlsFingerprint", "and tlsAuthorityFile cannot both be given");
    }
    if (authority.isPresent()) {
      return new TlsTrust.OwnAuthority(authority.get());
    }
    if (fingerprint.isPresent()) {
      try {
        return new TlsTrust.Fingerprint(fingerprint.get());
      } catch (IllegalArgumentException e) {
        section.problem("tlsFingerprint", "is not 64 hexadecimal digits");
      }
    }
    return new TlsTrust.Authorities();
  }
}
