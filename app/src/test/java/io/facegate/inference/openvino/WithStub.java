package io.facegate.inference.openvino;

import java.lang.reflect.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs the tests of a class against the stub, which needs a C compiler. A machine without one does
 * not run them, and each says so in the report; where CI is set, they fail instead.
 */
final class WithStub implements InvocationInterceptor, BeforeEachCallback, AfterEachCallback {
  private static final Path FOLDER = Path.of("target/native");

  /** The library; only where there is a compiler. */
  static Path library() {
    String given = System.getProperty(BindingRunner.STUB);
    return given == null ? Stub.build(FOLDER) : Path.of(given);
  }

  static Stub stub() {
    return Stub.of(library());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (Stub.compiler().isPresent()) {
      stub().stub_reset();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (Stub.compiler().isPresent()) {
      stub().stub_reset();
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    if (Stub.compiler().isPresent()) {
      invocation.proceed();
      return;
    }
    String message = "DID NOT RUN, there is no C compiler: " + context.getDisplayName();
    context.publishReportEntry("openvino stub", message);
    System.out.println(message);
    invocation.skip();
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
  }
}
