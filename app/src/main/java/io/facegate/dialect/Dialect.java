package io.facegate.dialect;

import io.facegate.access.Denial;
import io.facegate.core.FaceService;
import io.facegate.face.FaceException;
import java.util.List;

/**
 * A vendor's HTTP API: translation between its words and the use cases, and nothing else.
 *
 * <p>Found by {@link java.util.ServiceLoader}; stateless, made without arguments.
 */
public interface Dialect {
  /** A short name for configuration, metrics and events: {@code faceapi}. */
  String id();

  /** Paths that belong to this dialect with all that lies below them, such as {@code /face-api}. */
  List<String> prefixes();

  /** How its callers prove that they may call. */
  Credentials credentials();

  /** What it can do, spoken to these use cases. */
  List<Operation> operations(FaceService faces);

  /** What it tells of a face beside place, probability and angles, as far as models can. */
  default FaceFieldTable faceFields() {
    return FaceFieldTable.EMPTY;
  }

  /** What a caller is told who asked below a prefix for something that is no operation. */
  Answer failure(Call call, FaceException failure);

  /** What a caller is told who is not let in, or not now. */
  Answer denied(Call call, Denial denial);
}
