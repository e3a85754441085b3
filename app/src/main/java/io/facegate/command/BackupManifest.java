package io.facegate.command;

import java.util.List;

/**
 * What a backup says of itself.
 *
 * @param format of backups; 1
 * @param version of the program that made it
 * @param made when, in UTC
 * @param schema of the gallery
 * @param models that made the embeddings
 * @param files all of them
 */
record BackupManifest(
    int format,
    String version,
    String made,
    long schema,
    List<String> models,
    int persons,
    int faces,
    List<FileEntry> files) {
  static final int FORMAT = 1;

  /**
   * A file of a backup.
   *
   * @param name within the folder of the gallery
   * @param sha256 in small hexadecimal digits
   */
  record FileEntry(String name, long bytes, String sha256) {}
}
