package io.facegate.gallery.rocks;

import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Why a gallery does not open, in words for the operator. */
final class OpenFailure {
  private OpenFailure() {}

  static String explain(Path folder, Exception failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("LOCK") || message.contains("lock hold")) {
      return "the gallery in %s is in use by another process (%s)".formatted(folder, message);
    }
    if (failure instanceof RocksDBException rocks
        && rocks.getStatus() != null
        && rocks.getStatus().getCode() == Status.Code.Corruption) {
      return "the gallery in %s is damaged; restore a backup (%s)".formatted(folder, message);
    }
    return "the gallery in %s does not open (%s)".formatted(folder, message);
  }
}
