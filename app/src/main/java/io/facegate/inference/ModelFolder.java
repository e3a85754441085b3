package io.facegate.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A folder of model files, read against the catalog.
 *
 * <p>The bytes that were checked are the bytes an engine gets: a file is read once, so nobody can
 * change it between check and use.
 */
public final class ModelFolder {
  private final Path folder;

  /** A folder; it need not exist, then it holds nothing. */
  public ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The bytes of a model, checked; empty when the file is not there.
   *
   * @throws ModelRefusedException when size or checksum differ, or the file cannot be read
   */
  public Optional<byte[]> read(ModelCard card) {
    return read(card.file(), card.bytes(), card.sha256());
  }

  /** The bytes of a twin, as {@link #read(ModelCard)}. */
  public Optional<byte[]> read(ModelTwin twin) {
    return read(twin.file(), twin.bytes(), twin.sha256());
  }

  private Optional<byte[]> read(String name, long bytes, String expected) {
    Path file = folder.resolve(name);
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(Math.toIntExact(bytes + 1));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new ModelRefusedException("model " + file + " cannot be read", unreadable);
    }
    if (content.length != bytes) {
      throw new ModelRefusedException(
          "model %s is not the file of the catalog: its size is not %d bytes"
              .formatted(file, bytes));
    }
    String sha256 = HexFormat.of().formatHex(digest().digest(content));
    if (!sha256.equals(expected)) {
      throw new ModelRefusedException(
          "model %s is not the file of the catalog: its sha256 is %s, not %s"
              .formatted(file, sha256, expected));
    }
    return Optional.of(content);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
