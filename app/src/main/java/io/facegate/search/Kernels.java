package io.facegate.search;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Chooses how vectors are multiplied: by SIMD where the JVM runs with {@code --add-modules
 * jdk.incubator.vector}, else plainly. The system property {@value #PROPERTY} forces {@code scalar}
 * or {@code vector}.
 */
public final class Kernels {
  /** The property that forces a kernel. */
  public static final String PROPERTY = "facegate.search.kernel";

  private static final Logger LOG = System.getLogger(Kernels.class.getName());

  private Kernels() {}

  /**
   * The kernel for this JVM; logs which.
   *
   * @throws IllegalStateException when the property names no kernel, or one that cannot run
   */
  public static DotProduct choose() {
    String fastest = vectorModulePresent() ? "vector" : "scalar";
    DotProduct kernel = named(System.getProperty(PROPERTY, fastest));
    LOG.log(Level.INFO, "search kernel: {0}", kernel.name());
    return kernel;
  }

  /**
   * The kernel of a name, {@code scalar} or {@code vector}.
   *
   * @throws IllegalStateException when there is none, or it cannot run in this JVM
   */
  public static DotProduct named(String name) {
    return switch (name) {
      case "scalar" -> new ScalarDotProduct();
      case "vector" -> {
        if (!vectorModulePresent()) {
          throw new IllegalStateException(
              "search kernel 'vector' needs --add-modules jdk.incubator.vector");
        }
        yield new VectorDotProduct();
      }
      default ->
          throw new IllegalStateException(
              "%s is '%s'; it may be scalar or vector".formatted(PROPERTY, name));
    };
  }

  private static boolean vectorModulePresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
