package io.facegate.packaging;

import io.facegate.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small Debian of a test's own with the package installed. The service runs as the package's
 * user, the operator is root; both see nothing of the machine around it but processes, devices and
 * network.
 */
final class InstalledBox {
  private static final String SERVICE = "facegate:facegate";
  private static final String OPERATOR = "root:root";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /* The mounts are seen by what is started here alone, and are gone with it. */
  private static final String ENTER =
      "mount --rbind /proc $0/proc && mount --rbind /dev $0/dev && who=$1 && shift"
          + " && exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot --userspec=$who $0 \"$@\"";

  private final Path folder;
  private final Path root;

  private InstalledBox(Path folder, Path root) {
    this.folder = folder;
    this.root = root;
  }

  /** Installs a package with dpkg, in a new root below a folder. */
  static InstalledBox install(Path deb, Path folder) throws IOException, InterruptedException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Path tools = Path.of("").toAbsolutePath().resolve("src/package");
    Shell.run(tools.resolve("throw-away-root").toString(), root.toString());
    Shell.run("install", "-d", root + "/proc");
    Shell.run("install", "-d", "-m", "1777", root + "/tmp");
    Shell.run("dpkg", "--root=" + root, "--log=" + folder + "/dpkg.log", "-i", deb.toString());
    return new InstalledBox(folder, root);
  }

  /** How a command ended, and what it printed. */
  record Outcome(int status, String output) {}

  /** Says a command as root. */
  Outcome say(String... words) throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "said", ".log");
    Process process = enter(OPERATOR, said, words);
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(List.of(words) + " does not end: " + Files.readString(said));
      }
      return new Outcome(process.exitValue(), Files.readString(said));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Says a line in the shell as root. */
  void asRoot(String line) throws IOException, InterruptedException {
    List<String> words = command(OPERATOR, "/bin/sh", "-c", line);
    Shell.run(words.toArray(String[]::new));
  }

  /** Reads a file as root. */
  String read(String path) throws IOException {
    return Files.readString(inside(path));
  }

  /** Where a file of the box lies for those around it. */
  private Path inside(String path) {
    return root.resolve(Path.of("/").relativize(Path.of(path)));
  }

  /** Writes a configuration over the one that is there, or as a new one with its owner and mode. */
  void configure(String path, String yaml) throws IOException, InterruptedException {
    Path file = inside(path);
    boolean there = Files.exists(file);
    Files.writeString(file, yaml);
    if (!there) {
      asRoot("chmod 640 " + path + " && chgrp facegate " + path);
    }
  }

  /** Starts the service by the installed launcher, and waits until it is ready. */
  Running serve(String config, int opsPort) throws IOException {
    Path log = Files.createTempFile(folder, "service", ".log");
    Process process = enter(SERVICE, log, "facegate", "serve", "--config", config);
    Running running = new Running(process, log);
    try {
      running.awaitReady(opsPort);
      return running;
    } catch (AssertionError notReady) {
      running.close();
      throw notReady;
    }
  }

  /** The root as the processes in it have it. */
  Path root() throws IOException {
    return root.toRealPath();
  }

  private Process enter(String user, Path output, String... words) throws IOException {
    return new ProcessBuilder(command(user, words))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /* Each word is replaced by the next, so the process that is started is in the end the service. */
  private List<String> command(String user, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--mount", "/bin/sh", "-c", ENTER, root.toString(), user));
    command.addAll(List.of(words));
    return command;
  }

  /** The service, until it is closed. */
  static final class Running implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Running(Process process, Path log) {
      this.process = process;
      this.log = log;
    }

    /** Its process id. */
    long pid() {
      return process.pid();
    }

    /** Everything it has printed. */
    String log() throws IOException {
      return Files.readString(log);
    }

    /** Asks it to stop as systemd does, and tells with which status it ended. */
    int terminate() throws IOException, InterruptedException {
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it does not stop: " + log());
      }
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }

    private void awaitReady(int opsPort) throws IOException {
      URI ready = URI.create("http://127.0.0.1:" + opsPort + "/health/ready");
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        Await.until(
            PATIENCE, () -> ended() || Readiness.isUp(client, request), "it is ready: " + log);
      }
      if (ended()) {
        throw new AssertionError("it ended while it started: " + log());
      }
    }

    private boolean ended() {
      return !process.isAlive();
    }
  }
}
