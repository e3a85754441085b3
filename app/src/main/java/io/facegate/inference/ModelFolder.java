package io.facegate.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of model files, or one for each role, read against the catalog.
 *
 * <p>The bytes that were checked are the bytes an engine gets: a file is read once, so nobody can
 * change it between check and use.
 */
public final class ModelFolder {
  private final Path usual;
  private final Map<ModelRole, Path> byRole;

  /** A folder; it need not exist, then it holds nothing. */
  public ModelFolder(Path folder) {
    this(folder, Map.of());
  }

  /**
   * Folders by role.
   *
   * @param usual of the roles that are not named
   */
  public ModelFolder(Path usual, Map<ModelRole, Path> byRole) {
    this.usual = usual;
    this.byRole = Map.copyOf(byRole);
  }

  /** The folder of a role. */
  public Path of(ModelRole role) {
    return byRole.getOrDefault(role, usual);
  }

  /**
   * The bytes of a model, checked; empty when the file is not there.
   *
   * @throws ModelRefusedException when size or checksum differ, or the file cannot be read
   */
  public Optional<byte[]> read(ModelCard card) {
    return read(card.role(), card.whole());
  }

  /** The bytes of another file of a model, as {@link #read(ModelCard)}. */
  public Optional<byte[]> read(ModelRole role, ModelTwin twin) {
    return read(of(role).resolve(twin.file()), twin.bytes(), twin.sha256());
  }

  private static Optional<byte[]> read(Path file, long bytes, String expected) {
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
    String sha256 = sha256(content);
    if (!sha256.equals(expected)) {
      throw new ModelRefusedException(
          "model %s is not the file of the catalog: its sha256 is %s, not %s"
              .formatted(file, sha256, expected));
    }
    return Optional.of(content);
  }

  /** A file's checksum, as catalogs write it. */
  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
