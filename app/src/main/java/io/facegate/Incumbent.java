package io.facegate;

import io.facegate.config.GatewayConfig;
import io.facegate.ops.VitalCheck;
import java.io.IOException;
import java.util.List;

/** A gateway that runs, as whoever replaces it sees it. */
interface Incumbent extends AutoCloseable {
  /** What runs where, in a line. */
  String summary();

  /** How it goes, in a line. */
  String status();

  /** What must come back and be well for it to count as alive. */
  List<VitalCheck> vitals();

  /** Takes over what may change while it runs; says what was done. */
  List<String> adopt(GatewayConfig config);

  @Override
  void close();

  /** Makes one and starts it. */
  @FunctionalInterface
  interface Start {
    /**
     * Starts one.
     *
     * @param replace called when another is to take its place; may be called on a thread of its own
     * @param listens called before it takes its ports
     */
    Incumbent of(GatewayConfig config, Runnable replace, Runnable listens) throws IOException;
  }
}
