package io.facegate.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.facegate.gallery.rocks.RocksReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Backups of the gallery: a folder with a copy of the store, and a manifest with the checksum of
 * each of its files. It is there in whole or not at all.
 */
final class GalleryBackup {
  static final String GALLERY = "gallery";
  private static final String MANIFEST = "MANIFEST.json";
  private static final int MANIFEST_BYTES_MAX = 16 << 20;
  private static final Set<String> LEFT_OUT = Set.of("LOCK", "LOG");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private GalleryBackup() {}

  /**
   * Writes a backup.
   *
   * @param check has looked at the same records
   * @param folder must not exist
   */
  static BackupManifest write(
      RocksReader reader, GalleryCheck check, String version, Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    Path partial = PartialFolder.of(folder);
    reader.copyTo(partial.resolve(GALLERY));
    List<BackupManifest.FileEntry> files = entries(partial.resolve(GALLERY));
    BackupManifest manifest =
        new BackupManifest(
            BackupManifest.FORMAT,
            version,
            Instant.now().toString(),
            reader.schema(),
            reader.models(),
            check.persons(),
            check.faces(),
            files);
    Files.write(partial.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    Folders.sync(partial);
    PartialFolder.finish(partial, folder);
    return manifest;
  }

  private static List<BackupManifest.FileEntry> entries(Path gallery) throws IOException {
    List<BackupManifest.FileEntry> entries = new ArrayList<>();
    for (String name : names(gallery)) {
      Path file = gallery.resolve(name);
      if (LEFT_OUT.contains(name) || name.startsWith("LOG.old")) {
        Files.delete(file);
      } else {
        entries.add(new BackupManifest.FileEntry(name, Files.size(file), sha256(file)));
      }
    }
    return entries;
  }

  private static NavigableSet<String> names(Path folder) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    return names;
  }

  /**
   * Reads the manifest of a backup, and checks every file against it.
   *
   * @throws IOException saying what is wrong, when anything is
   */
  static BackupManifest check(Path backup) throws IOException {
    BackupManifest manifest = manifest(backup.resolve(MANIFEST));
    if (manifest.format() != BackupManifest.FORMAT) {
      throw new IOException(
          "%s is a backup of form %d; this program reads form %d"
              .formatted(backup, manifest.format(), BackupManifest.FORMAT));
    }
    Path gallery = backup.resolve(GALLERY);
    NavigableSet<String> left = names(gallery);
    for (BackupManifest.FileEntry entry : manifest.files()) {
      if (!left.remove(entry.name())) {
        throw new IOException("%s lacks %s".formatted(backup, entry.name()));
      }
      Path file = gallery.resolve(entry.name());
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) != entry.bytes()
          || !sha256(file).equals(entry.sha256())) {
        throw new IOException("%s is not what the backup was made with".formatted(file));
      }
    }
    left.removeIf(name -> LEFT_OUT.contains(name) || name.startsWith("LOG.old"));
    if (!left.isEmpty()) {
      throw new IOException("%s holds files of no backup: %s".formatted(gallery, left));
    }
    return manifest;
  }

  private static BackupManifest manifest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return JSON.readValue(in.readNBytes(MANIFEST_BYTES_MAX), BackupManifest.class);
    } catch (JsonProcessingException wrong) {
      throw new IOException(
          "%s is no manifest: %s".formatted(file, wrong.getOriginalMessage()), wrong);
    }
  }

  /**
   * Copies the store of a backup to a folder beside the gallery's, and checks what was copied.
   *
   * @return the folder, for {@link PartialFolder#finish}
   */
  static Path copied(Path backup, BackupManifest manifest, Path gallery) throws IOException {
    Path partial = PartialFolder.of(gallery);
    for (BackupManifest.FileEntry entry : manifest.files()) {
      Path copy = partial.resolve(entry.name());
      Files.copy(backup.resolve(GALLERY).resolve(entry.name()), copy);
      if (!sha256(copy).equals(entry.sha256())) {
        throw new IOException("%s is not what the backup was made with".formatted(copy));
      }
    }
    Folders.sync(partial);
    return partial;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[1 << 16];
      for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
        digest.update(piece, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
