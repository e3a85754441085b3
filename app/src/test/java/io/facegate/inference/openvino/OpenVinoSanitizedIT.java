package io.facegate.inference.openvino;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import io.facegate.testing.ChildJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The binding's tests again, in a JVM under AddressSanitizer, with a stub built for it: what the
 * binding hands over too short, frees too early or uses too late ends that process. The JVM's own
 * memory is none of its business, hence no search for leaks: the stub counts handles itself.
 */
class OpenVinoSanitizedIT {
  private static final Path FOLDER = Path.of("target/native/asan");

  @Test
  void allTestsOfTheBindingPassUnderAddressSanitizer(TestReporter reporter) throws Exception {
    Optional<Path> sanitizer = sanitizer();
    if (sanitizer.isEmpty()) {
      String message = "DID NOT RUN: there is no C compiler with AddressSanitizer";
      reporter.publishEntry("openvino stub", message);
      System.out.println(message);
      assertTrue(!"true".equals(System.getenv("CI")), message);
      return;
    }
    Path stub = Stub.build(FOLDER, "-fsanitize=address", "-fno-omit-frame-pointer");
    Path said = FOLDER.resolve("output.txt");
    Process process = process(sanitizer.get(), stub).redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String output = Files.readString(said);
    assertTrue(ended, output);
    assertTrue(output.contains("binding tests that passed: " + BindingRunner.expected()), output);
    assertEquals(0, process.exitValue(), output);
    assertTrue(!output.contains("AddressSanitizer"), output);
    System.out.println("under AddressSanitizer: " + BindingRunner.expected() + " binding tests");
  }

  @Test
  void theSanitizerIsAtWork(TestReporter reporter) throws Exception {
    Optional<Path> sanitizer = sanitizer();
    if (sanitizer.isEmpty()) {
      reporter.publishEntry("openvino stub", "DID NOT RUN: no AddressSanitizer");
      return;
    }
    Path stub = Stub.build(FOLDER, "-fsanitize=address", "-fno-omit-frame-pointer");
    Path said = FOLDER.resolve("misuse.txt");
    ProcessBuilder builder = process(sanitizer.get(), stub, Misuse.class.getName());
    Process process = builder.redirectOutput(said.toFile()).start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    String output = Files.readString(said);
    assertTrue(output.contains("AddressSanitizer: heap-use-after-free"), output);
  }

  /** Reads a tensor's memory from C after it was freed. */
  static final class Misuse {
    private Misuse() {}

    public static void main(String[] arguments) {
      OvRuntime runtime = OvRuntime.load(WithStub.library().toString());
      OvTensor tensor = OvTensor.create(runtime, ElementType.F32, List.of(4L));
      Pointer address = tensor.address();
      tensor.close();
      runtime.library().ov_tensor_free(address);
    }
  }

  private static ProcessBuilder process(Path sanitizer, Path stub) throws IOException {
    return process(sanitizer, stub, BindingRunner.class.getName());
  }

  private static ProcessBuilder process(Path sanitizer, Path stub, String main)
      throws IOException {
    List<String> command = ChildJava.command(FOLDER);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-D" + BindingRunner.STUB + "=" + stub,
            "-cp",
            ChildJava.classPath(),
            main));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_PRELOAD", sanitizer.toString());
    builder
        .environment()
        .put(
            "ASAN_OPTIONS",
            "handle_segv=0:handle_sigbus=0:handle_sigfpe=0:detect_leaks=0:exitcode=99");
    return builder;
  }

  /** The sanitizer's library, where the compiler has it. */
  private static Optional<Path> sanitizer() throws IOException, InterruptedException {
    Optional<Path> compiler = Stub.compiler();
    if (compiler.isEmpty()) {
      return Optional.empty();
    }
    Process process =
        new ProcessBuilder(compiler.get().toString(), "-print-file-name=libasan.so").start();
    Path library = Path.of(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    process.waitFor();
    return Optional.of(library).filter(Path::isAbsolute).filter(Files::exists);
  }
}
