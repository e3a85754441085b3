package io.facegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegate.core.Control;
import io.facegate.core.EnrollCommand;
import io.facegate.core.EnrollMode;
import io.facegate.core.FaceService;
import io.facegate.core.ImageRef;
import io.facegate.core.LookupQuery;
import io.facegate.core.Probe;
import io.facegate.dialect.Dialect;
import io.facegate.dialect.DialectDoor;
import io.facegate.dialect.DialectHost;
import io.facegate.dialect.Gatekeeper;
import io.facegate.dialect.HttpLimits;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import io.facegate.testing.RealService;
import io.facegate.testing.Shared;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Prints what each API costs over asking the core directly: identify with the same photo, in turns,
 * by one caller on a virtual thread, as the server's handlers are. A dialect is asked in memory
 * (judging credentials, reading, answering), and through a socket with one open connection, where
 * what the kernel and the HTTP server take counts too. Argument: rounds (400).
 */
public final class DialectBench {
  private static final String APP = "bench";
  private static final String GROUP = "staff";
  private static final String CORE = "core";
  private static final int PEOPLE = 30;
  private static final int RUN_IN_ROUNDS = 4000;
  private static final int WARM_UP_ROUNDS = 60;

  private final Map<String, Way> ways = new LinkedHashMap<>();

  /** One way to ask who it is; tells whether it was answered well. */
  private interface Way {
    boolean ask() throws IOException;
  }

  private DialectBench() {}

  /** Prints the table. */
  public static void main(String[] args) throws Exception {
    if (!BenchPacks.arePhotosThere("what the APIs cost")) {
      return;
    }
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 400;
    Path folder = Files.createTempDirectory("dialect-bench");
    Path data = Files.createDirectory(folder.resolve("keys"));
    try (RealService service = new RealService(Files.createDirectory(folder.resolve("gallery")));
        KeyRing keys = new KeyRing(data, folder.resolve("master.key"), APP)) {
      FaceService faces = service.faces();
      byte[] photo = enroll(faces);
      var questions =
          new DialectRequests(keys.key(), keys.token(), photo, GROUP).identify();
      runIn(new Remembering().of(faces), keys.gatekeeper(), questions);
      WebServer server = server(faces, keys.gatekeeper());
      try (RawClient client = new RawClient(server.port())) {
        DialectDoor door = new DialectDoor(faces, keys.gatekeeper());
        DialectBench bench = new DialectBench();
        bench.ways.put(CORE, () -> core(faces, photo));
        questions.forEach((name, question) -> bench.add(name, question, door, client));
        FutureTask<Map<String, long[]>> run = new FutureTask<>(() -> bench.run(rounds));
        Thread.ofVirtual().start(run);
        print(run.get(), rounds, photo.length);
      }
      server.stop();
    } finally {
      Folders.delete(folder);
    }
  }

  /* The dialects' own code is small and called seldom here: without this most of it would still be
  interpreted. */
  private static void runIn(
      FaceService faces, Gatekeeper gatekeeper, Map<String, Question> questions)
      throws IOException {
    WebServer server = server(faces, gatekeeper);
    try (RawClient client = new RawClient(server.port())) {
      DialectBench bench = new DialectBench();
      DialectDoor door = new DialectDoor(faces, gatekeeper);
      questions.forEach((name, question) -> bench.add(name, question, door, client));
      for (int i = 0; i < RUN_IN_ROUNDS; i++) {
        for (Way way : bench.ways.values()) {
          way.ask();
        }
      }
    }
    server.stop();
  }

  private void add(String name, Question question, DialectDoor door, RawClient client) {
    byte[] raw = question.raw();
    ways.put(
        name,
        () ->
            new String(
                    door.post(
                        question.path(), question.query(), question.headers(), question.body()),
                    UTF_8)
                .contains("\"p0\""));
    ways.put(name + ", socket", () -> client.ask(raw).contains("\"p0\""));
  }

  private static WebServer server(FaceService faces, Gatekeeper gatekeeper) {
    DialectHost host =
        new DialectHost(
            ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList(),
            faces,
            gatekeeper,
            (dialect, operation, outcome, took) -> {},
            HttpLimits.defaults());
    HttpRouting.Builder routing = HttpRouting.builder();
    host.mount(routing);
    var builder =
        WebServer.builder().address(InetAddress.getLoopbackAddress()).port(0).routing(routing);
    host.guard(builder);
    return builder.build().start();
  }

  private static byte[] enroll(FaceService faces) throws IOException {
    List<Path> photos;
    try (Stream<Path> walk = Files.walk(Shared.path("faces/lfw"))) {
      photos =
          walk.filter(file -> file.toString().endsWith("_0001.jpg"))
              .sorted()
              .limit(PEOPLE)
              .toList();
    }
    for (int i = 0; i < photos.size(); i++) {
      faces.enroll(
          new EnrollCommand(
              new PersonKey(APP, GROUP, "p" + i),
              new Probe(
                  new ImageRef.Bytes(Files.readAllBytes(photos.get(i))),
                  PictureSpec.COMMON,
                  Control.NONE,
                  Control.NONE),
              "",
              EnrollMode.REPLACE));
    }
    return Files.readAllBytes(photos.getFirst());
  }

  private static boolean core(FaceService faces, byte[] photo) {
    LookupQuery query =
        new LookupQuery(
            CORE,
            APP,
            List.of(new ImageRef.Bytes(photo)),
            List.of(GROUP),
            true,
            1,
            1,
            Set.of());
    return !faces.persons().lookUp(query).persons().isEmpty();
  }

  private Map<String, long[]> run(int rounds) throws IOException {
    Map<String, long[]> nanos = new LinkedHashMap<>();
    ways.keySet().forEach(name -> nanos.put(name, new long[rounds]));
    List<String> order = new ArrayList<>(ways.keySet());
    Random random = new Random(7);
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (String name : order) {
        long startNanos = System.nanoTime();
        if (!ways.get(name).ask()) {
          throw new IOException(name + " did not find the person");
        }
        if (round >= 0) {
          nanos.get(name)[round] = System.nanoTime() - startNanos;
        }
      }
    }
    return nanos;
  }

  private static void print(Map<String, long[]> nanos, int rounds, int photoBytes) {
    System.out.printf(
        Locale.ROOT,
        "identify, one caller, %d rounds in turns, a photo of %d bytes, %d people%n"
            + "asked through     p50 ms   p90 ms   over core%n",
        rounds, photoBytes, PEOPLE);
    nanos.values().forEach(Arrays::sort);
    double core = nanos.get(CORE)[rounds / 2];
    nanos.forEach(
        (name, times) ->
            System.out.printf(
                Locale.ROOT, "%-15s %8.2f %8.2f %+10.1f %%%n", name, times[rounds / 2] / 1e6,
                times[rounds * 9 / 10] / 1e6, 100 * (times[rounds / 2] / core - 1)));
  }
}
