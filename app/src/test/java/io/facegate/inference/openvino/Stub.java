package io.facegate.inference.openvino;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The stand-in for OpenVINO in {@code native/openvino-stub}: built, loaded, given orders. */
@SuppressWarnings("MethodName") // The names are those of C.
interface Stub extends Library {
  /** Kinds of handles, as stub.h numbers them. */
  int REQUESTS = 3;

  int ALL = -1;

  int stub_set(String pair);

  void stub_fail(String function, int status, String message, int times);

  void stub_reset();

  long stub_live(int kind);

  long stub_calls(String function);

  String stub_last_properties();

  void stub_release_hung();

  long stub_hung();

  /** The compiler, where this machine has one. */
  static Optional<Path> compiler() {
    String configured = System.getenv("CC");
    String name = configured == null || configured.isBlank() ? "cc" : configured;
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Builds the library into a folder, unless it is there and newer than its sources. */
  static Path build(Path folder, String... flags) {
    Path sources = Path.of("../native/openvino-stub");
    Path library = folder.toAbsolutePath().resolve("libopenvino_c.so");
    try {
      if (isNewer(library, sources)) {
        return library;
      }
      Files.createDirectories(folder);
      Path partial = library.resolveSibling("building-" + ProcessHandle.current().pid() + ".so");
      List<String> command = new ArrayList<>(List.of(compiler().orElseThrow().toString()));
      command.addAll(
          List.of(
              "-std=c11", "-O1", "-g", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra",
              "-Werror", "-pthread", "-shared", "-o", partial.toString()));
      command.addAll(List.of(flags));
      command.addAll(List.of("control.c", "core.c", "tensor.c", "run.c"));
      Process process =
          new ProcessBuilder(command).directory(sources.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError("the stub does not compile: " + said);
      }
      return Files.move(partial, library, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static boolean isNewer(Path library, Path sources) throws IOException {
    if (!Files.exists(library)) {
      return false;
    }
    try (Stream<Path> files = Files.list(sources)) {
      long built = Files.getLastModifiedTime(library).toMillis();
      return files.allMatch(file -> file.toFile().lastModified() < built);
    }
  }

  /** The orders of a library that is loaded, or gets loaded by this. */
  static Stub of(Path library) {
    return Native.load(library.toString(), Stub.class);
  }
}
