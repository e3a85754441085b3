package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.access.BceSigner;
import io.facegate.testing.Await;
import io.facegate.testing.FreePort;
import io.facegate.testing.GatewayProcess;
import io.facegate.testing.GatewayProcess.Outcome;
import io.facegate.testing.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real service with keys and TLS: what operators do, and what clients see of it. */
class CredentialsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUPS = "/rest/2.0/faceverify/v1/faceset/group/getlist";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> secrets = new ArrayList<>();
  private final int httpsPort = FreePort.next();

  @TempDir private Path folder;
  private Path run;
  private String config;

  /** A key as its maker is told. */
  private record Made(String id, String secret, String appNumber) {}

  @BeforeEach
  void configure() throws IOException {
    run = Files.createDirectory(folder.resolve("run"));
    config =
        """
        https: {enabled: true, address: 127.0.0.1, port: %d, names: [gate.example.org]}
        keys: {masterKeyFile: %s}
        log: {level: trace}
        """
            .formatted(httpsPort, folder.resolve("master.key"));
  }

  @Test
  void clientsComeInByBothProtocolsAndAllCredentials() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(run, config)) {
      Made key = make("gate", "--note", "north");
      HttpClient plain = HttpClient.newHttpClient();
      String token = token(plain, gateway.api("/"), key);
      assertGranted(ask(plain, gateway.api(GROUPS + "?access_token=" + token)));
      for (HttpClient.Version version : HttpClient.Version.values()) {
        if (version.name().startsWith("HTTP_3")) {
          continue;
        }
        HttpClient client =
            HttpClient.newBuilder().sslContext(Trust.in(authority())).version(version).build();
        String another = token(client, https("/"), key);
        HttpResponse<String> answer = ask(client, https(GROUPS + "?access_token=" + another));
        assertEquals(version, answer.version());
        assertGranted(answer);
        assertGranted(signed(client, key));
        assertYoutu(0, youtu(client, key, key.appNumber()));
      }
      checkRefusals(gateway, plain, token, key);
      checkHealth(gateway);
      assertNothingSecretIn(gateway.log());
      assertEquals(143, gateway.stop(PATIENCE), gateway::log);
    }
    try (GatewayProcess again = GatewayProcess.start(run, config)) {
      HttpClient plain = HttpClient.newHttpClient();
      assertDenied(110, ask(plain, again.api(GROUPS + "?access_token=" + secrets.getLast())));
    }
  }

  private void checkRefusals(GatewayProcess gateway, HttpClient plain, String token, Made key)
      throws Exception {
    assertDenied(100, ask(plain, gateway.api(GROUPS)));
    assertDenied(100, ask(plain, gateway.api(GROUPS + "?access_token=null")));
    assertYoutu(4, plain.send(
        HttpRequest.newBuilder(gateway.api("/face/getgroupids"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.ofString()));
    assertYoutu(10, youtu(plain, gateway.api("/face/getgroupids"), key, "99"));
    Made slow = make("gate", "--per-second", "1");
    String slowToken = token(plain, gateway.api("/"), slow);
    assertGranted(ask(plain, gateway.api(GROUPS + "?access_token=" + slowToken)));
    assertDenied(18, ask(plain, gateway.api(GROUPS + "?access_token=" + slowToken)));
    assertEquals(0, command("keys", "revoke", key.id()).status());
    secrets.add(token);
    Await.until(
        PATIENCE,
        () -> code(ask(plain, gateway.api(GROUPS + "?access_token=" + token))) == 110,
        "a running service notices that a key was revoked");
    assertEquals(401, tokenAnswer(plain, gateway.api("/"), key).statusCode());
  }

  private void checkHealth(GatewayProcess gateway) throws Exception {
    HttpClient plain = HttpClient.newHttpClient();
    String health = ask(plain, gateway.ops("/health")).body();
    assertTrue(health.contains("\"certificate\""), health);
    String metrics = ask(plain, gateway.ops("/metrics")).body();
    assertTrue(metrics.contains("certificate_days_left"), metrics);
  }

  @Test
  void curlAndUnchangedHostNames() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(run, config)) {
      Made key = make("gate");
      String token = token(HttpClient.newHttpClient(), gateway.api("/"), key);
      for (String version : List.of("1.1", "2")) {
        for (String host :
            List.of("aip.baidubce.com", "bfr.bj.baidubce.com", "service.image.myqcloud.com",
                "recognition.image.myqcloud.com", "gate.example.org")) {
          String answer =
              curl("--http" + version, "--cacert", authority().toString(), "--connect-to",
                  "::127.0.0.1:" + httpsPort, "-w", "%{http_version}", "--data", "num=1",
                  "https://" + host + GROUPS + "?access_token=" + token);
          assertTrue(answer.endsWith("}" + version), answer);
          assertFalse(answer.contains("error_code"), answer);
        }
      }
    }
  }

  @Test
  void operatorsCommands() throws Exception {
    GatewayProcess.start(run, config).close();
    Made key = make("gate", "--dialects", "aip1,youtu");
    Outcome list = command("keys", "list");
    assertTrue(list.output().contains(key.id()), list.output());
    assertFalse(list.output().contains(key.secret()), list.output());
    Outcome authority = command("ca");
    assertEquals(0, authority.status());
    assertTrue(authority.output().endsWith(Files.readString(authority())), authority.output());
    assertEquals(64, command("keys", "destroy").status());
    assertEquals(64, command("keys", "revoke", "nobody").status());
    assertEquals(64, GatewayProcess.command(folder, "keys", "list", "--config").status());
    Outcome help = GatewayProcess.command(folder, "keys", "create", "--help");
    assertEquals(0, help.status());
    assertTrue(help.output().contains("facegate keys create [-h]"), help.output());
    assertEquals(
        78, GatewayProcess.command(folder, "ca", "--config", folder + "/absent").status());
  }

  @Test
  void serviceDoesNotStartOnKeysThatOthersMayRead() throws Exception {
    GatewayProcess.start(run, config).close();
    make("gate");
    Files.setPosixFilePermissions(
        folder.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));
    Outcome refused =
        GatewayProcess.command(folder, "--config", run.resolve("facegate.yaml").toString());
    assertEquals(1, refused.status());
    assertTrue(refused.output().contains("names a file that others than its owner may use"),
        refused.output());
    assertEquals(1, command("keys", "list").status());
  }

  private Made make(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("keys", "create"));
    all.addAll(List.of(words));
    Outcome made = command(all.toArray(String[]::new));
    assertEquals(0, made.status(), made.output());
    Made key =
        new Made(
            word(made, "key id"), word(made, "secret"), word(made, "app number"));
    secrets.add(key.secret());
    return key;
  }

  private static String word(Outcome made, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + "\\s+(\\S+)").matcher(made.output());
    assertTrue(line.find(), made.output());
    return line.group(1);
  }

  private Outcome command(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", run.resolve("facegate.yaml").toString()));
    return GatewayProcess.command(folder, all.toArray(String[]::new));
  }

  private Path authority() {
    return run.resolve("data/tls/authority.pem");
  }

  private URI https(String path) {
    return URI.create("https://localhost:" + httpsPort + path);
  }

  /* The service sees a new key within a second. */
  private String token(HttpClient client, URI base, Made key) throws Exception {
    Await.until(
        PATIENCE, () -> tokenAnswer(client, base, key).statusCode() == 200, "a token for a key");
    HttpResponse<String> answer = tokenAnswer(client, base, key);
    String token = JSON.readTree(answer.body()).get("access_token").textValue();
    secrets.add(token);
    return token;
  }

  private static HttpResponse<String> tokenAnswer(HttpClient client, URI base, Made key) {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(key.id(), key.secret());
    return send(
        client,
        HttpRequest.newBuilder(base.resolve("/oauth/2.0/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private HttpResponse<String> signed(HttpClient client, Made key) throws Exception {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS) + "/1800";
    String canonical =
        "POST\n" + GROUPS + "\naipSdk=python\nhost:localhost%3A" + httpsPort;
    String authorization =
        BceSigner.authorization(key.id(), key.secret(), time, "host", canonical);
    secrets.add(authorization.replaceFirst(".*/", ""));
    return client.send(
        HttpRequest.newBuilder(https(GROUPS + "?aipSdk=python"))
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> youtu(HttpClient client, Made key, String appNumber)
      throws Exception {
    return youtu(client, https("/face/getgroupids"), key, appNumber);
  }

  private HttpResponse<String> youtu(HttpClient client, URI place, Made key, String appNumber)
      throws Exception {
    long now = Instant.now().getEpochSecond();
    String text =
        "a=%s&b=b&k=%s&e=%d&t=%d&r=1&u=0&f=".formatted(appNumber, key.id(), now + 60, now);
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[20 + plain.length];
    System.arraycopy(mac.doFinal(plain), 0, both, 0, 20);
    System.arraycopy(plain, 0, both, 20, plain.length);
    String authorization = Base64.getEncoder().encodeToString(both);
    secrets.add(authorization);
    return client.send(
        HttpRequest.newBuilder(place)
            .header("Authorization", authorization)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"appid\":\"%s\",\"bucket\":\"b\"}".formatted(appNumber)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> ask(HttpClient client, URI place) {
    return send(client, HttpRequest.newBuilder(place).build());
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private String curl(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("curl", "-s", "-S", "--max-time", "20"));
    all.addAll(List.of(words));
    Process curl = new ProcessBuilder(all).redirectErrorStream(true).start();
    String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, curl.waitFor(), output);
    return output;
  }

  private static int code(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body()).path("error_code").asInt();
    } catch (IOException noJson) {
      throw new AssertionError(answer.body(), noJson);
    }
  }

  private static void assertGranted(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode());
    assertFalse(answer.body().contains("error_code"), answer.body());
  }

  private static void assertDenied(int code, HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode());
    assertEquals(code, code(answer), answer.body());
  }

  private static void assertYoutu(int code, HttpResponse<String> answer) throws IOException {
    JsonNode said = JSON.readTree(answer.body());
    assertEquals(code, said.path("code").asInt(-1), answer.body());
  }

  private void assertNothingSecretIn(String log) {
    assertTrue(log.contains("facegate"), log);
    for (String secret : secrets) {
      assertFalse(log.contains(secret), "a secret stands in the log");
    }
  }
}
