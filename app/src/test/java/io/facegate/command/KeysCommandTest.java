package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.access.Allowance;
import io.facegate.access.ApiKey;
import io.facegate.access.KeyStore;
import io.facegate.access.KeyTerms;
import io.facegate.access.KeysConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir private Path place;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config =
        Files.writeString(
            place.resolve("facegate.yaml"), "data: %s\n".formatted(place.resolve("data")));
  }

  @Test
  void secretIsShownOnceAndNeverListed() {
    assertEquals("There are no keys.\n", run("list"));
    String made = run("create", "gate", "--note", "north gate");
    ApiKey key = keys().getFirst();
    assertTrue(made.contains(key.id()) && made.contains(key.secret().reveal()), made);
    String list = run("list");
    assertTrue(list.contains(key.id()) && list.contains("north gate"), list);
    assertFalse(list.contains(key.secret().reveal()));
  }

  @Test
  void optionsBecomeTerms() {
    run(
        "create", "gate", "--number", "10000379", "--dialects", "aip1,youtu", "--buckets", "lobby",
        "--per-second", "5", "--per-day", "1000", "--total", "9999999999");
    assertEquals(
        new KeyTerms(
            "gate",
            "10000379",
            Set.of("aip1", "youtu"),
            Set.of("lobby"),
            new Allowance(5, 1000, 9999999999L),
            ""),
        keys().getFirst().terms());
  }

  @Test
  void pairsOfOthersAreTakenIn(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "Abcdefghijklmnop0123456789\n");
    String[] words = {
      "import", "gate", "--id", "AKIDabcdef0123456789", "--secret-file", secret.toString(),
      "--number", "10000379"
    };
    String taken = run(words);
    assertFalse(taken.contains("Abcdefgh"), taken);
    ApiKey key = key("AKIDabcdef0123456789").orElseThrow();
    assertEquals("Abcdefghijklmnop0123456789", key.secret().reveal());
    assertEquals("10000379", key.terms().appNumber());
    assertRefused(words);
    run("revoke", key.id());
    assertRefused(words);
    words[3] = "short";
    assertRefused(words);
    words[3] = "AKIDanother";
    Files.writeString(secret, "too short");
    assertRefused(words);
    words[5] = folder + "/absent";
    assertEquals(1, say(words).status());
    assertRefused("import", "gate", "--id", "AKIDanother");
    assertRefused("create", "gate", "--id", "AKIDanother");
  }

  @Test
  void revokedKeyIsListedAsSuch() {
    run("create", "gate");
    String id = keys().getFirst().id();
    assertTrue(run("list").contains("in force"));
    assertEquals(id + " is revoked.\n", run("revoke", id));
    assertTrue(run("list").matches("(?s).*revoked 20\\d\\d-.*"));
    assertRefused("revoke", id);
  }

  @Test
  void nonsenseIsRefusedAndChangesNothing() {
    assertRefused();
    assertRefused("destroy");
    assertRefused("create");
    assertRefused("create", "--note", "x");
    assertRefused("create", "two words");
    assertRefused("create", "gate", "--note");
    assertRefused("create", "gate", "--colour", "red");
    assertRefused("create", "gate", "--per-day", "-1");
    assertRefused("create", "gate", "--per-second", "99999999999");
    assertRefused("create", "gate", "--number", "12a");
    assertRefused("create", "gate", "--dialects", "a,,b");
    assertRefused("create", "gate", "--note", "x", "--note", "y");
    assertRefused("revoke");
    assertRefused("revoke", "nobody");
    assertEquals(List.of(), keys());
  }

  private List<ApiKey> keys() {
    Path data = place.resolve("data");
    return KeyStore.open(
            KeysConfig.at(data, data.resolveSibling("data-master.key")), InstantSource.system())
        .all();
  }

  private Optional<ApiKey> key(String id) {
    return keys().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private Said say(String... words) {
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(words));
    if (words.length > 0) {
      all.addAll(List.of("--config", config.toString()));
    }
    return Said.in(Map.of(), all.toArray(String[]::new));
  }

  private String run(String... words) {
    Said said = say(words);
    assertEquals(0, said.status(), said.err());
    assertEquals("", said.err());
    return said.out();
  }

  private void assertRefused(String... words) {
    Said said = say(words);
    assertEquals(64, said.status(), said.err());
    assertEquals("", said.out());
    assertFalse(said.err().isBlank());
  }
}
