package io.facegate.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreTest {
  private static final KeyTerms TERMS =
      new KeyTerms(
          "gate",
          "1251234567",
          Set.of("aip1", "youtu"),
          Set.of("lobby"),
          new Allowance(5, 1000, 2000),
          "the north gate");

  private final SetClock clock = new SetClock("2026-11-21T10:00:00Z");
  private KeyFolders folders;

  @BeforeEach
  void makeFolders(@TempDir Path folder) throws IOException {
    folders = KeyFolders.in(folder);
  }

  @Test
  void keyOutlivesTheProcess() {
    ApiKey made = folders.open(clock).create(TERMS);
    assertEquals(made, folders.open(clock).find(made.id()).orElseThrow());
    assertTrue(made.id().matches("[0-9A-Za-z]{24}"));
    assertTrue(made.secret().reveal().matches("[0-9A-Za-z]{32}"));
    assertEquals(TERMS, made.terms());
    assertEquals(Instant.MAX, made.ends());
  }

  @Test
  void thereAreNoKeysAtFirst() {
    KeyStore store = folders.open(clock);
    assertEquals(List.of(), store.all());
    assertTrue(store.find("x").isEmpty());
    assertFalse(Files.exists(folders.masterKeyFile()), "no master key without need");
  }

  @Test
  void diskGivesNothingAway() throws IOException {
    ApiKey made = folders.open(clock).create(TERMS);
    String bytes = Files.readString(folders.keyFile(), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains(made.secret().reveal()));
    assertFalse(bytes.contains(made.id()));
    assertFalse(made.toString().contains(made.secret().reveal()));
    for (Path file : List.of(folders.keyFile(), folders.masterKeyFile())) {
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void revokedKeyIsGoneAndStaysListed() {
    KeyStore store = folders.open(clock);
    ApiKey first = store.create(TERMS);
    ApiKey second = store.create(TERMS);
    assertTrue(store.revoke(first.id()));
    assertFalse(store.revoke(first.id()), "once is enough");
    assertFalse(store.revoke("nobody"));
    assertTrue(store.find(first.id()).isEmpty());
    assertTrue(folders.open(clock).find(first.id()).isEmpty());
    assertEquals(List.of(first.endedAt(clock.instant()), second), folders.open(clock).all());
  }

  @Test
  void revokedKeyStaysSoWhenTheClockIsSetBack() {
    KeyStore store = folders.open(clock);
    ApiKey key = store.create(TERMS);
    store.revoke(key.id());
    clock.set("2000-01-01T00:00:00Z");
    assertTrue(store.find(key.id()).isEmpty());
    assertTrue(folders.open(clock).find(key.id()).isEmpty());
  }

  @Test
  void keysOfOneApplicationShareItsNumber() {
    KeyStore store = folders.open(clock);
    String number = store.create(KeyTerms.of("gate")).terms().appNumber();
    assertTrue(number.matches("\\d{8}"));
    assertEquals(number, store.create(KeyTerms.of("gate")).terms().appNumber());
    assertNotEquals(number, store.create(KeyTerms.of("office")).terms().appNumber());
  }

  @Test
  void otherStoreSeesChangesWithinItsPeriod() {
    KeyStore service = KeyStore.open(folders.config(), clock, Duration.ofMillis(50));
    KeyStore command = folders.open(clock);
    ApiKey made = command.create(TERMS);
    Await.until(
        Duration.ofSeconds(5), () -> service.find(made.id()).isPresent(), "the key is known");
    command.revoke(made.id());
    Await.until(
        Duration.ofSeconds(5), () -> service.find(made.id()).isEmpty(), "the key is gone");
  }

  @Test
  void missingMasterKeyIsRefused() throws IOException {
    folders.open(clock).create(TERMS);
    Files.delete(folders.masterKeyFile());
    assertRefused("missing");
    assertFalse(Files.exists(folders.masterKeyFile()), "a new one would help nobody");
  }

  @Test
  void masterKeyOpenToOthersIsRefused() throws IOException {
    folders.open(clock).create(TERMS);
    for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(
          folders.masterKeyFile(), PosixFilePermissions.fromString(mode));
      assertRefused("chmod 600");
    }
    Files.setPosixFilePermissions(
        folders.masterKeyFile(), PosixFilePermissions.fromString("r--------"));
    assertEquals(1, folders.open(clock).all().size());
  }

  @Test
  void masterKeyBesideTheKeysIsRefused() throws IOException {
    KeysConfig beside = KeysConfig.at(folders.data(), folders.data().resolve("sub/master.key"));
    assertThrows(KeyStoreException.class, () -> KeyStore.open(beside, clock));
    Path link =
        Files.createSymbolicLink(
            folders.secrets().resolve("link.key"), folders.data().resolve("master.key"));
    KeysConfig linked = KeysConfig.at(folders.data(), link);
    KeyStore fresh = KeyStore.open(linked, clock);
    fresh.create(TERMS);
    assertFalse(Files.exists(folders.data().resolve("master.key")), "the link is replaced");
    Files.move(link, folders.data().resolve("master.key"));
    Files.createSymbolicLink(link, folders.data().resolve("master.key"));
    assertThrows(KeyStoreException.class, () -> KeyStore.open(linked, clock));
    KeysConfig winding =
        KeysConfig.at(folders.data(), folders.secrets().resolve("../data/master.key"));
    assertThrows(KeyStoreException.class, () -> KeyStore.open(winding, clock));
  }

  @Test
  void folderOfTheMasterKeyIsNotMade() {
    KeysConfig nowhere = KeysConfig.at(folders.data(), Path.of("/nonexistent/master.key"));
    KeyStore store = KeyStore.open(nowhere, clock);
    assertThrows(KeyStoreException.class, () -> store.create(TERMS));
    assertFalse(Files.exists(folders.keyFile()));
  }

  @Test
  void otherMasterKeyIsRefused() throws IOException {
    folders.open(clock).create(TERMS);
    MasterKey.create(folders.masterKeyFile());
    assertRefused("another master key");
    Files.writeString(folders.masterKeyFile(), "rubbish");
    assertRefused("damaged");
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    folders.open(clock).create(TERMS);
    byte[] bytes = Files.readAllBytes(folders.keyFile());
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(folders.keyFile(), changed);
      assertRefused("damaged");
    }
    for (int length : List.of(0, 8, 30, bytes.length - 1)) {
      Files.write(folders.keyFile(), Arrays.copyOf(bytes, length));
      assertRefused("damaged");
    }
  }

  @Test
  void storeThatBecomesUnreadableLetsNobodyInUntilItIsBack() throws IOException {
    KeyStore store = folders.open(clock);
    ApiKey made = store.create(TERMS);
    byte[] bytes = Files.readAllBytes(folders.keyFile());
    Files.write(folders.keyFile(), new byte[100]);
    assertThrows(KeyStoreException.class, () -> store.find(made.id()));
    assertThrows(KeyStoreException.class, () -> store.create(TERMS));
    Files.write(folders.keyFile(), bytes);
    assertTrue(store.find(made.id()).isPresent());
  }

  @Test
  void crashWhileWritingLeavesTheOldKeys() throws IOException {
    ApiKey made = folders.open(clock).create(TERMS);
    Path unfinished = AtomicFile.unfinished(folders.keyFile());
    Files.write(unfinished, new byte[10]);
    KeyStore store = folders.open(clock);
    assertEquals(List.of(made), store.all());
    store.create(TERMS);
    assertEquals(2, folders.open(clock).all().size());
    assertFalse(Files.exists(unfinished));
  }

  @Test
  void fullStoreForgetsTheOldestRevokedKeyOnly() throws IOException {
    MasterKey master = MasterKey.create(folders.masterKeyFile());
    NewKeys draw = new NewKeys();
    List<ApiKey> keys = new ArrayList<>();
    for (int i = 0; i < KeyStore.KEYS_MAX; i++) {
      keys.add(draw.draw(TERMS, List.of(), clock.instant()));
    }
    keys.set(7, keys.get(7).endedAt(clock.instant().minusSeconds(5)));
    keys.set(3, keys.get(3).endedAt(clock.instant().minusSeconds(2)));
    AtomicFile.write(folders.keyFile(), KeyCodec.encode(keys, master));
    KeyStore store = folders.open(clock);
    store.create(TERMS);
    store.create(TERMS);
    assertThrows(KeyStoreException.class, () -> store.create(TERMS));
    List<ApiKey> left = store.all();
    assertEquals(KeyStore.KEYS_MAX, left.size());
    assertFalse(left.contains(keys.get(3)) || left.contains(keys.get(7)));
  }

  @Test
  void threadsAndProcessesLoseNoKeyOfEachOther() throws Exception {
    folders.open(clock).create(TERMS);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(KeyMakingProcess.start(folders, 4));
    }
    List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      KeyStore store = folders.open(clock);
      threads.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, fault) -> faults.add(fault))
              .start(() -> KeyMakingProcess.make(store, 4)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (Process process : processes) {
      assertEquals(0, process.waitFor());
    }
    assertEquals(List.of(), faults);
    assertEquals(1 + 5 * 4, folders.open(clock).all().size());
  }

  private void assertRefused(String word) {
    String message =
        assertThrows(KeyStoreException.class, () -> folders.open(clock)).getMessage();
    assertTrue(message.contains(word), message);
  }
}
