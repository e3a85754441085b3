package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.GatewayProcess;
import io.facegate.testing.Shared;
import io.facegate.testing.people.AipPeople;
import io.facegate.testing.people.BfrPeople;
import io.facegate.testing.people.Caller;
import io.facegate.testing.people.FaceApiPeople;
import io.facegate.testing.people.PeopleApi;
import io.facegate.testing.people.YoutuPeople;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One gallery, five languages: who is enrolled through one API is found, listed, verified, updated
 * and deleted through each, over sockets, with real models and real credentials.
 */
class PeopleMatrixIT {
  private static final String GROUP = "staff";
  private static final Map<String, PeopleApi> APIS = new LinkedHashMap<>();

  @TempDir static Path folder;

  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    gateway = GatewayProcess.start(folder, "");
    Caller caller = gateway.key("matrix", "10000379");
    URI base = gateway.api("/");
    APIS.put("aip1", AipPeople.first(base, caller));
    APIS.put("aip2", AipPeople.second(base, caller));
    APIS.put("bfr", new BfrPeople(base, caller));
    APIS.put("faceapi", new FaceApiPeople(base, caller.app()));
    APIS.put("youtu", new YoutuPeople(base, caller));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<Arguments> pairs() {
    return Stream.of("aip1", "aip2", "bfr", "faceapi", "youtu")
        .flatMap(
            first ->
                Stream.of("aip1", "aip2", "bfr", "faceapi", "youtu")
                    .map(second -> Arguments.of(first, second)));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @MethodSource("pairs")
  void meet(String first, String second) throws IOException {
    PeopleApi here = APIS.get(first);
    PeopleApi there = APIS.get(second);
    String person = first + "_" + second;

    here.enroll(person, GROUP, "told by " + first, photo("Ana_Palacio", 1));
    assertEquals(Optional.of(person), there.find(GROUP, photo("Ana_Palacio", 7)));
    assertEquals(Optional.empty(), there.find(GROUP, photo("Jon_Voight", 1)));
    assertTrue(there.verify(person, GROUP, photo("Ana_Palacio", 7)));
    assertFalse(there.verify(person, GROUP, photo("Jon_Voight", 1)));
    assertTrue(there.groups().contains(GROUP));
    assertEquals(List.of(person), there.people(GROUP));
    assertEquals(Optional.of("told by " + first), there.info(person, GROUP));

    there.update(person, GROUP, "told by " + second, photo("Jon_Voight", 1));
    assertEquals(Optional.of(person), here.find(GROUP, photo("Jon_Voight", 3)));
    assertEquals(Optional.empty(), here.find(GROUP, photo("Ana_Palacio", 7)));
    assertEquals(
        Optional.of("told by " + (there.setsInfo() ? second : first)), here.info(person, GROUP));

    there.delete(person, GROUP);
    assertEquals(Optional.empty(), here.info(person, GROUP));
    assertEquals(List.of(), here.people(GROUP));
  }

  private static byte[] photo(String person, int number) throws IOException {
    return Files.readAllBytes(
        Shared.path("faces/lfw/%s/%s_%04d.jpg".formatted(person, person, number)));
  }
}
