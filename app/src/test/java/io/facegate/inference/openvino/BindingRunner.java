package io.facegate.inference.openvino;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the binding's tests in a process of their own, whose stub was built as that process wants
 * it; prints each one's name, and at the end how many ran.
 */
final class BindingRunner {
  /* System property: the stub to use instead of the one that WithStub builds. */
  static final String STUB = "facegate.test.openvino.stub";

  private static final List<Class<?>> TESTS =
      List.of(OpenVinoEngineTest.class, OpenVinoFaultTest.class, FoundLibraryTest.class);

  private final Path folder;
  private int count;

  private BindingRunner(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("binding");
    try {
      BindingRunner runner = new BindingRunner(folder);
      for (Class<?> type : TESTS) {
        runner.runAll(type);
      }
      System.out.println("binding tests that passed: " + runner.count);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  /** How many tests it runs. */
  static long expected() {
    return TESTS.stream().flatMap(BindingRunner::tests).count();
  }

  private static Stream<Method> tests(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class));
  }

  private void runAll(Class<?> type) throws Exception {
    for (Method test : tests(type).toList()) {
      System.out.println(type.getSimpleName() + "." + test.getName());
      WithStub.stub().stub_reset();
      Object instance = instance(type);
      Object[] parameters = new Object[test.getParameterCount()];
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = temporary();
      }
      invoke(test, instance, parameters);
      for (Method after : type.getDeclaredMethods()) {
        if (after.isAnnotationPresent(AfterEach.class)) {
          invoke(after, instance);
        }
      }
      count++;
    }
  }

  private Object instance(Class<?> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(TempDir.class)) {
        field.setAccessible(true);
        field.set(instance, temporary());
      }
    }
    return instance;
  }

  private static void invoke(Method method, Object instance, Object... parameters)
      throws Exception {
    method.setAccessible(true);
    method.invoke(instance, parameters);
  }

  private Path temporary() throws IOException {
    return Files.createTempDirectory(folder, "test");
  }
}
