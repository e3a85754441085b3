package io.facegate.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All keys as they were at one moment, ready to be looked up. */
final class KeyShelf {
  private static final String PURPOSE = "facegate access tokens 1";
  private static final long FILE_BYTES_MAX = 16L << 20;

  private final FileStamp stamp;
  private final List<ApiKey> keys;
  private final Map<String, ApiKey> byId;
  private final Map<String, List<ApiKey>> byAppNumber;
  private final byte[] sealKey;

  private KeyShelf(FileStamp stamp, List<ApiKey> keys, byte[] sealKey) {
    this.stamp = stamp;
    this.keys = List.copyOf(keys);
    this.byId = keys.stream().collect(Collectors.toMap(ApiKey::id, Function.identity()));
    this.byAppNumber = keys.stream().collect(Collectors.groupingBy(KeyShelf::appNumber));
    this.sealKey = sealKey;
  }

  /**
   * Reads a key file; one that does not exist holds no keys.
   *
   * @throws KeyStoreException when it or its master key cannot be read
   */
  static KeyShelf read(Path file, Path masterKeyFile) {
    try {
      FileStamp stamp = FileStamp.of(file);
      if (stamp.absent()) {
        return new KeyShelf(stamp, List.of(), new byte[0]);
      }
      if (stamp.size() > FILE_BYTES_MAX) {
        throw new KeyStoreException("the key store " + file + " is damaged: too large");
      }
      MasterKey master = MasterKey.load(masterKeyFile);
      List<ApiKey> keys = KeyCodec.decode(Files.readAllBytes(file), master);
      return new KeyShelf(stamp, keys, master.derive(PURPOSE));
    } catch (IOException fault) {
      throw new KeyStoreException("cannot read the key store " + file, fault);
    }
  }

  /** Of the file when it was read. */
  FileStamp stamp() {
    return stamp;
  }

  /** The oldest first, revoked ones included. */
  List<ApiKey> keys() {
    return keys;
  }

  /** The key in force of an id. */
  Optional<ApiKey> find(String id) {
    return Optional.ofNullable(byId.get(id)).filter(ApiKey::inForce);
  }

  /** The keys in force that carry an application's number. */
  List<ApiKey> ofAppNumber(String number) {
    return byAppNumber.getOrDefault(number, List.of()).stream()
        .filter(ApiKey::inForce)
        .toList();
  }

  /** A keyed hash that only this gateway can make, and makes alike after a restart. */
  byte[] seal(byte[] message) {
    return Hmac.sha256(sealKey, message);
  }

  private static String appNumber(ApiKey key) {
    return key.terms().appNumber();
  }
}
