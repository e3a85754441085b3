package io.facegate.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;

/**
 * One session for each file, whatever the sizes it is opened at: scratch memory is then what the
 * largest run needs, not the sum of what each size needs. Any number of threads may use it.
 */
final class SharedSessions {
  private final Map<String, Shared> byContent = new HashMap<>();

  /** Makes a session of a file. */
  interface Maker {
    /** A new one. */
    OrtSession make() throws OrtException;
  }

  /** A session that several models may use; each closes it once. */
  final class Shared {
    private final String content;
    private final OrtSession session;
    private int users;

    private Shared(String content, OrtSession session) {
      this.content = content;
      this.session = session;
    }

    OrtSession session() {
      return session;
    }

    /** One user less; the last one ends the session. */
    void close() {
      giveBack(this);
    }
  }

  /**
   * The session of a file.
   *
   * @param content what tells the file from others
   */
  synchronized Shared of(String content, Maker maker) throws OrtException {
    Shared shared = byContent.get(content);
    if (shared == null) {
      shared = new Shared(content, maker.make());
      byContent.put(content, shared);
    }
    shared.users++;
    return shared;
  }

  private synchronized void giveBack(Shared shared) {
    shared.users--;
    if (shared.users > 0) {
      return;
    }
    byContent.remove(shared.content);
    try {
      shared.session.close();
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
