package io.facegate;

import java.lang.reflect.Proxy;

/**
 * The signal by which daemons are told to read their configuration again (signal(7), SIGHUP). Java
 * has no public API for signals; {@code sun.misc.Signal} of the module {@code jdk.unsupported} is
 * there to stay until it has one (JEP 260), and is reached from here only, by reflection, so that
 * the service also starts on a runtime without it.
 */
final class HangUp {
  private static final System.Logger LOG = System.getLogger(HangUp.class.getName());

  private HangUp() {}

  /**
   * Does something at every such signal from now on, one after the other, on threads of their own.
   *
   * @return whether this runtime can
   */
  static boolean runs(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              HangUp.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
      return true;
    } catch (ReflectiveOperationException absent) {
      LOG.log(System.Logger.Level.WARNING, "SIGHUP cannot be heard: {0}", absent.toString());
      return false;
    }
  }
}
