package io.facegate.dialect;

import io.facegate.face.FaceException;
import java.util.List;
import java.util.Set;

/**
 * One thing a dialect can do.
 *
 * @param name unique within the dialect, for metrics and logs: {@code face-detect}
 * @param methods HTTP methods, upper case
 * @param paths all under which it is found, without trailing slash
 * @param handler translates a call into use cases and back; throws FaceException
 * @param failures says a failure in the words of this operation
 * @param bodyBytesMax of a request, if the host allows as much
 * @param tokenInBody whether the access token may come as a parameter of the body, which is then
 *     read of callers who may turn out to be strangers
 */
public record Operation(
    String name,
    Set<String> methods,
    List<String> paths,
    Handler handler,
    Failures failures,
    int bodyBytesMax,
    boolean tokenInBody) {

  /** An operation whose callers are known before their body is read. */
  public Operation(
      String name,
      Set<String> methods,
      List<String> paths,
      Handler handler,
      Failures failures,
      int bodyBytesMax) {
    this(name, methods, paths, handler, failures, bodyBytesMax, false);
  }

  /** The same, for callers who may also send their access token as a parameter of the body. */
  public Operation withTokenInBody() {
    return new Operation(name, methods, paths, handler, failures, bodyBytesMax, true);
  }

  /** Answers calls. */
  @FunctionalInterface
  public interface Handler {
    /** Answers, or fails with a FaceException. */
    Answer handle(Call call);
  }

  /** Answers calls that failed. */
  @FunctionalInterface
  public interface Failures {
    /** Says what went wrong; never fails itself. */
    Answer answer(Call call, FaceException failure);
  }
}
