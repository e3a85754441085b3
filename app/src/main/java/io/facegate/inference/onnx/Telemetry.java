package io.facegate.inference.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Switches off the reports that ONNX Runtime sends home.
 *
 * <p>From 1.29 on the published library for Linux collects what runs on it, writes an identifier
 * to disk and uploads to its maker (pull request 27379), and it begins while its environment is
 * being created, before any call could stop it. Only the process environment variable
 * ORT_DISABLE_TELEMETRY is read early enough. An appliance that sees faces reports to nobody, and
 * must not depend on a start script for that, so the variable is set from within. It also avoids
 * the crash of this code on long command lines (issue 32173).
 */
final class Telemetry {
  private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  private Telemetry() {}

  /** Sets the variable in this process; to be called before the library is loaded. */
  static void switchOff() {
    MethodHandle setenv =
        function(
            "setenv",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(VARIABLE);
      MemorySegment value = arena.allocateFrom("1");
      int result = (int) setenv.invokeExact(name, value, 1);
      if (result != 0) {
        throw new IllegalStateException(VARIABLE + " cannot be set");
      }
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether native code of this process finds the variable set. */
  static boolean isOff() {
    MethodHandle getenv =
        function("getenv", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = (MemorySegment) getenv.invokeExact(arena.allocateFrom(VARIABLE));
      return value.address() != 0;
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @SuppressWarnings("restricted") // The process is started with native access enabled.
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
