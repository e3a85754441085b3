package io.facegate.access;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The API keys, encrypted on disk. Several processes may use one folder: each sees what another one
 * changed within a second. Safe for use by many threads.
 */
public final class KeyStore {
  /** Keys kept, revoked ones included; the oldest of those give way to new keys. */
  public static final int KEYS_MAX = 1000;

  private static final Logger LOG = System.getLogger(KeyStore.class.getName());
  private static final Duration LOOK_PERIOD = Duration.ofSeconds(1);
  private static final Duration FAULT_PERIOD = Duration.ofMinutes(1);

  private final KeysConfig config;
  private final InstantSource clock;
  private final long lookPeriodNanos;
  private final Path file;
  private final NewKeys newKeys = new NewKeys();
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Seen seen;
  private long faultLoggedNanos = System.nanoTime() - FAULT_PERIOD.toNanos();

  /* The last look at the file, and what came of it. */
  private sealed interface Seen {
    long atNanos();
  }

  private record Legible(KeyShelf shelf, long atNanos) implements Seen {}

  private record Illegible(String reason, long atNanos) implements Seen {}

  private KeyStore(KeysConfig config, InstantSource clock, Duration lookPeriod) {
    this.config = config;
    this.clock = clock;
    this.lookPeriodNanos = lookPeriod.toNanos();
    this.file = config.folder().resolve("api-keys");
    checkMasterKey();
    this.seen = look();
  }

  /**
   * Opens the keys of a folder, which is made when it does not exist.
   *
   * @throws KeyStoreException when there are keys but not the master key to them, when others may
   *     read the master key, when it lies in the folder, or when a file is damaged
   */
  public static KeyStore open(KeysConfig config, InstantSource clock) {
    return open(config, clock, LOOK_PERIOD);
  }

  static KeyStore open(KeysConfig config, InstantSource clock, Duration lookPeriod) {
    return new KeyStore(config, clock, lookPeriod);
  }

  /**
   * The key in force of an id.
   *
   * @throws KeyStoreException when the keys cannot be read
   */
  public Optional<ApiKey> find(String id) {
    return shelf().find(id);
  }

  /**
   * All keys, revoked ones included, the oldest first.
   *
   * @throws KeyStoreException when the keys cannot be read
   */
  public List<ApiKey> all() {
    return shelf().keys();
  }

  /**
   * Makes a key; the first one brings about the master key, too.
   *
   * @return the key with its secret, which is not shown again
   * @throws KeyStoreException when it cannot be kept
   */
  public ApiKey create(KeyTerms terms) {
    return change(keys -> added(keys, newKeys.draw(terms, keys, now())));
  }

  /**
   * Takes in a pair that another one made, so that who has it need not be told of a new one.
   *
   * @throws IllegalArgumentException when a key has this id, be it a revoked one, or when id or
   *     secret have not the form of one: 8 to 64 of {@code [0-9A-Za-z_-]}, 16 to 128 visible
   *     characters
   * @throws KeyStoreException when it cannot be kept
   */
  public ApiKey adopt(String id, String secret, KeyTerms terms) {
    return change(keys -> added(keys, newKeys.adopted(id, secret, terms, keys, now())));
  }

  /**
   * Ends a key for good, and with it its access tokens.
   *
   * @return whether it was in force
   * @throws KeyStoreException when that cannot be kept
   */
  public boolean revoke(String id) {
    return change(keys -> revoked(keys, id, now()));
  }

  /* A store that became unreadable lets nobody in: a key that was revoked in it must not live on.
  One thread looks at the file once a period; the others go on with what was seen last. */
  KeyShelf shelf() {
    if (System.nanoTime() - seen.atNanos() >= lookPeriodNanos && changing.tryLock()) {
      try {
        seen = look();
      } catch (KeyStoreException fault) {
        seen = new Illegible(String.valueOf(fault.getMessage()), System.nanoTime());
        tell(fault);
      } finally {
        changing.unlock();
      }
    }
    return switch (seen) {
      case Legible legible -> legible.shelf();
      case Illegible illegible -> throw new KeyStoreException(illegible.reason());
    };
  }

  private interface Edit<R> {
    Change<R> apply(List<ApiKey> keys);
  }

  private record Change<R>(List<ApiKey> keys, R result) {}

  private <R> R change(Edit<R> edit) {
    changing.lock();
    try (FolderLock _ = FolderLock.take(config.folder().resolve("api-keys.lock"))) {
      List<ApiKey> before = KeyShelf.read(file, config.masterKeyFile()).keys();
      Change<R> change = edit.apply(before);
      if (!change.keys().equals(before)) {
        AtomicFile.write(file, KeyCodec.encode(change.keys(), masterKey()));
      }
      seen = new Legible(KeyShelf.read(file, config.masterKeyFile()), System.nanoTime());
      return change.result();
    } catch (IOException fault) {
      throw new KeyStoreException("cannot write the key store " + file, fault);
    } finally {
      changing.unlock();
    }
  }

  private MasterKey masterKey() {
    Path master = config.masterKeyFile();
    return Files.exists(master) || Files.exists(file)
        ? MasterKey.load(master)
        : MasterKey.create(master);
  }

  private Seen look() {
    long now = System.nanoTime();
    try {
      if (seen instanceof Legible last && last.shelf().stamp().equals(FileStamp.of(file))) {
        return new Legible(last.shelf(), now);
      }
    } catch (IOException fault) {
      throw new KeyStoreException("cannot look at the key store " + file, fault);
    }
    return new Legible(KeyShelf.read(file, config.masterKeyFile()), now);
  }

  private void tell(KeyStoreException fault) {
    if (System.nanoTime() - faultLoggedNanos >= FAULT_PERIOD.toNanos()) {
      faultLoggedNanos = System.nanoTime();
      LOG.log(Level.ERROR, "cannot read the API keys, so nobody is let in by one", fault);
    }
  }

  private void checkMasterKey() {
    Path master = config.masterKeyFile().toAbsolutePath().normalize();
    try {
      Files.createDirectories(config.folder());
      Path data = config.folder().toRealPath();
      boolean leadsThere = Files.exists(master) && master.toRealPath().startsWith(data);
      if (leadsThere || realFolder(master).startsWith(data)) {
        throw new KeyStoreException(
            "the master key file " + master + " lies in the data folder, where it would be stolen"
                + " together with the keys");
      }
    } catch (IOException fault) {
      throw new KeyStoreException("cannot use the key folder " + config.folder(), fault);
    }
    if (Files.exists(master)) {
      MasterKey.load(master);
    }
  }

  private static Path realFolder(Path file) throws IOException {
    Path folder = file.resolveSibling(".");
    return Files.exists(folder) ? folder.toRealPath() : folder.normalize();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Change<ApiKey> added(List<ApiKey> keys, ApiKey key) {
    List<ApiKey> changed = new ArrayList<>(keys);
    if (changed.size() >= KEYS_MAX) {
      ApiKey oldest =
          changed.stream()
              .min(Comparator.comparing(ApiKey::ends))
              .filter(revoked -> revoked.ends().isBefore(Instant.MAX))
              .orElseThrow(() -> new KeyStoreException("there are " + KEYS_MAX + " keys already"));
      changed.remove(oldest);
    }
    changed.add(key);
    return new Change<>(changed, key);
  }

  private static Change<Boolean> revoked(List<ApiKey> keys, String id, Instant now) {
    boolean found = false;
    List<ApiKey> changed = new ArrayList<>();
    for (ApiKey key : keys) {
      boolean meant = key.id().equals(id) && key.inForce();
      found |= meant;
      changed.add(meant ? key.endedAt(now) : key);
    }
    return new Change<>(changed, found);
  }
}
