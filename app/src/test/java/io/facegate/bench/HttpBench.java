package io.facegate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.AccessConfig;
import io.facegate.dialect.DialectHost;
import io.facegate.dialect.HttpLimits;
import io.facegate.dialect.OpenGate;
import io.facegate.dialect.faceapi.FaceApiDialect;
import io.facegate.testing.RealService;
import io.facegate.testing.Shared;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Prints how many identifications a second face-api answers over HTTP, and how long each takes.
 * Arguments: an address such as {@code http://127.0.0.1:8300} (else a server of its own is
 * started), seconds for each row (10), connections of each row (1,2,4,8).
 */
public final class HttpBench {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PEOPLE = 30;
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HttpBench(String base) {
    this.base = base;
  }

  /** Prints the table. */
  public static void main(String[] args) throws Exception {
    if (!BenchPacks.arePhotosThere("requests over HTTP")) {
      return;
    }
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    List<Integer> connections =
        Stream.of((args.length > 2 ? args[2] : "1,2,4,8").split(",")).map(Integer::valueOf)
            .toList();
    if (args.length > 0 && args[0].startsWith("http")) {
      new HttpBench(args[0]).run(seconds, connections);
      return;
    }
    Path folder = Files.createTempDirectory("http-bench");
    try (RealService service = new RealService(folder)) {
      WebServer server = server(service);
      new HttpBench("http://127.0.0.1:" + server.port()).run(seconds, connections);
      server.stop();
    } finally {
      Folders.delete(folder);
    }
  }

  private static WebServer server(RealService service) {
    DialectHost host =
        new DialectHost(
            List.of(new FaceApiDialect()),
            service.faces(),
            new OpenGate(AccessConfig.defaults()),
            (dialect, operation, outcome, took) -> {},
            HttpLimits.defaults());
    HttpRouting.Builder routing = HttpRouting.builder();
    host.mount(routing);
    var builder =
        WebServer.builder().address(InetAddress.getLoopbackAddress()).port(0).routing(routing);
    host.guard(builder);
    return builder.build().start();
  }

  private void run(int seconds, List<Integer> connections) throws Exception {
    List<Path> photos = photos();
    for (int i = 0; i < photos.size(); i++) {
      ObjectNode person = photo(photos.get(i)).put("group_id", "bench").put("user_id", "p" + i);
      post("face/update", person.put("action_type", "REPLACE").toString());
    }
    List<String> bodies =
        photos.stream().map(file -> photo(file).put("group_id_list", "bench").toString()).toList();
    load(bodies, 2, WARM_UP);
    System.out.printf(
        Locale.ROOT,
        "identify over HTTP: a photo of 250 x 250 as base64, %d people%n"
            + "connections  requests/s   p50 ms   p99 ms   max ms  failed%n",
        photos.size());
    for (int count : connections) {
      Row row = load(bodies, count, Duration.ofSeconds(seconds));
      System.out.printf(
          Locale.ROOT, "%11d %11.1f %8.1f %8.1f %8.1f %7d%n", count,
          row.times.getTotalCount() / (double) seconds, row.millis(50), row.millis(99),
          row.times.getMaxValue() / 1e3, row.failed.get());
    }
  }

  private Row load(List<String> bodies, int connections, Duration time) throws Exception {
    Row row = new Row(new ConcurrentHistogram(3), new AtomicInteger());
    AtomicInteger next = new AtomicInteger();
    long endNanos = System.nanoTime() + time.toNanos();
    Callable<Boolean> caller =
        () -> {
          while (System.nanoTime() < endNanos) {
            String body = bodies.get(next.getAndIncrement() % bodies.size());
            long startNanos = System.nanoTime();
            if (post("face/identify", body).path("error_code").asInt(-1) != 0) {
              row.failed.incrementAndGet();
            }
            row.times.recordValue((System.nanoTime() - startNanos) / 1000);
          }
          return true;
        };
    try (ExecutorService callers = Executors.newFixedThreadPool(connections)) {
      for (Future<Boolean> ended : callers.invokeAll(Collections.nCopies(connections, caller))) {
        ended.get();
      }
    }
    return row;
  }

  private JsonNode post(String operation, String body) throws IOException, InterruptedException {
    URI address = URI.create(base + "/face-api/v3/" + operation + "?appid=bench");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static List<Path> photos() throws IOException {
    try (Stream<Path> walk = Files.walk(Shared.path("faces/lfw"))) {
      return walk.filter(file -> file.toString().endsWith("_0001.jpg"))
          .sorted()
          .limit(PEOPLE)
          .toList();
    }
  }

  private static ObjectNode photo(Path file) {
    try {
      String text = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
      return JSON.createObjectNode().put("image", text).put("image_type", "BASE64");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What one load showed, in microseconds. */
  private record Row(Histogram times, AtomicInteger failed) {
    double millis(double percentile) {
      return times.getValueAtPercentile(percentile) / 1e3;
    }
  }
}
