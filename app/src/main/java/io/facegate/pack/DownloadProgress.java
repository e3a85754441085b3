package io.facegate.pack;

/** Hears how far a download has come. */
@FunctionalInterface
public interface DownloadProgress {
  /** So many bytes of a file are on the disk. */
  void at(String file, long bytes, long of);
}
