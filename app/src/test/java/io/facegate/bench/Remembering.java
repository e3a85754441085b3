package io.facegate.bench;

import io.facegate.core.FaceService;
import io.facegate.core.PersonService;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers each question as it was answered the first time, at once: so the code around the use
 * cases is run in as on a gateway that has been up for hours.
 */
final class Remembering {
  private final Map<Method, Object> answers = new ConcurrentHashMap<>();

  /** Use cases that are asked once. */
  FaceService of(FaceService asked) {
    PersonService persons = spoken(PersonService.class, asked.persons());
    FaceService faces = spoken(FaceService.class, asked);
    return (FaceService)
        Proxy.newProxyInstance(
            FaceService.class.getClassLoader(),
            new Class<?>[] {FaceService.class},
            (proxy, method, arguments) ->
                method.getName().equals("persons") ? persons : method.invoke(faces, arguments));
  }

  private <T> T spoken(Class<T> type, T asked) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object answer = answers.get(method);
              if (answer == null) {
                answer = ask(asked, method, arguments);
                answers.put(method, answer);
              }
              return answer;
            }));
  }

  private static Object ask(Object asked, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(asked, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
