package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.access.AccessConfig;
import io.facegate.access.AccessPolicy;
import io.facegate.access.Allowance;
import io.facegate.access.ApiKey;
import io.facegate.access.BceSigner;
import io.facegate.access.KeyRing;
import io.facegate.access.KeyTerms;
import io.facegate.access.SetClock;
import io.facegate.access.SignedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in, and every code with which a caller is kept out. */
class KeyGatekeeperTest {
  private static final long NOW = 1795255200L;
  private static final String NO_TOKEN = "100 Invalid parameter";
  private static final String DEAD_TOKEN = "110 Access token invalid or no longer valid";
  private static final String BAD_SIGNATURE = "14 IAM Certification failed";
  private static final String TOO_OFTEN = "15 too many requests";

  private KeyRing ring;
  private ApiKey key;
  private DialectRouter router;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    ring = new KeyRing(folder, new SetClock("2026-11-21T10:00:00Z"));
    key = make(Set.of(), Set.of("lobby"), Allowance.UNLIMITED);
    router = router(0);
  }

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void tokenInTheQueryNamesTheApp() {
    String token = ring.token(key);
    assertApp(aip(token));
    assertApp(aip(token + "?aipSdk=node"));
  }

  @Test
  void badTokens() {
    assertDenied(NO_TOKEN, aip(""));
    assertDenied(NO_TOKEN, aip("null"));
    assertDenied(NO_TOKEN, ask("/aip/whose", Map.of(), Map.of(), "", ""));
    String token = ring.token(key);
    int place = token.indexOf('.') + 1;
    char other = token.charAt(place) == '0' ? '1' : '0';
    assertDenied(
        DEAD_TOKEN, aip(token.substring(0, place) + other + token.substring(place + 1)));
    ApiKey revoked = make(Set.of(), Set.of(), Allowance.UNLIMITED);
    String dead = ring.token(revoked);
    ring.store().revoke(revoked.id());
    assertDenied(DEAD_TOKEN, aip(dead));
    ring.pass(Duration.ofDays(30));
    assertDenied("111 Access token expired", aip(token));
  }

  @Test
  void keyOfAnotherDialect() throws Exception {
    ApiKey other = make(Set.of("youtu"), Set.of(), Allowance.UNLIMITED);
    assertDenied("6 No permission to access data", aip(ring.token(other)));
    assertDenied("6 No permission to access data", signed(other, "", ""));
    ApiKey notYoutu = make(Set.of("aip"), Set.of(), Allowance.UNLIMITED);
    assertDenied("11 secretid does not exist", youtu(notYoutu, multiUse(), "10000379", ""));
  }

  @Test
  void signatureNamesTheApp() throws Exception {
    assertApp(signed(key, "", ""));
    assertApp(signed(key, "", "null"));
    assertApp(signed(key, "", "24.not.a.token"));
  }

  @Test
  void badSignatures() throws Exception {
    ApiKey stranger =
        new ApiKey("x".repeat(24), key.secret(), key.terms(), key.created(), key.ends());
    assertDenied(BAD_SIGNATURE, signed(stranger, "", ""));
    assertDenied(BAD_SIGNATURE, authorized("bce-auth-v1/nonsense"));
    String good = authorization(key, "");
    assertDenied(BAD_SIGNATURE, authorized(good.substring(0, good.length() - 1) + "x"));
    assertDenied(BAD_SIGNATURE, ask("/aip/whose", Map.of(), Map.of(), good, "x=1"));
    ring.pass(Duration.ofMinutes(31));
    assertDenied(BAD_SIGNATURE, authorized(good));
    assertDenied(NO_TOKEN, authorized("Bearer something"));
  }

  @Test
  void signatureCoversTheBody() throws Exception {
    assertApp(signed(key, "image=abc", ""));
    String good = authorization(key, "image=abc");
    assertDenied(BAD_SIGNATURE, withBody(good, "image=abc", "image=abd"));
  }

  @Test
  void eitherIsEnoughAndTheTokenTellsWhy() throws Exception {
    String token = ring.token(key);
    String wrong = authorization(key, "").replaceFirst(".$", "x");
    assertApp(both(wrong, token));
    assertApp(both(authorization(key, ""), token));
    assertDenied(BAD_SIGNATURE, both(wrong, "null"));
    ring.pass(Duration.ofDays(30));
    assertDenied("111 Access token expired", both(wrong, token));
  }

  @Test
  void limitsOfKeysAndOfTheGateway() throws Exception {
    String perSecond = ring.token(make(Set.of(), Set.of(), new Allowance(1, 0, 0)));
    assertApp(aip(perSecond));
    assertDenied("18 Open api qps request limit reached", aip(perSecond));
    ApiKey daily = make(Set.of(), Set.of(), new Allowance(0, 1, 0));
    assertApp(signed(daily, "", ""));
    assertDenied("17 Open api daily request limit reached", signed(daily, "", ""));
    ApiKey total = make(Set.of(), Set.of(), new Allowance(0, 0, 1));
    assertApp(youtu(total, multiUse(), "10000379", ""));
    assertDenied(TOO_OFTEN, youtu(total, multiUse(), "10000379", ""));
    assertDenied("19 Open api total request limit reached", aip(ring.token(total)));
    router = router(1);
    assertApp(aip(ring.token(key)));
    assertDenied("4 Open api request limit reached", aip(ring.token(key)));
    assertDenied(TOO_OFTEN, youtu(key, multiUse(), "10000379", "lobby"));
  }

  @Test
  void unreadableKeysLetNobodyIn() throws Exception {
    String token = ring.token(key);
    ring.damage();
    assertDenied("2 Service temporarily unavailable", aip(token));
    assertDenied("2 Service temporarily unavailable", signed(key, "", ""));
    assertDenied(
        "108 authentication service unavailable", youtu(key, multiUse(), "10000379", ""));
  }

  @Test
  void youtuSignatureNamesTheApp() {
    for (int i = 0; i < 2; i++) {
      assertApp(youtu(key, multiUse(), "10000379", "lobby"));
    }
    String once = "a=10000379&b=lobby&k=%s&e=0&t=" + NOW + "&r=1&u=0&f=/10000379/lobby/x";
    assertApp(youtu(key, once, "10000379", "lobby"));
    assertDenied("13 signature was used before", youtu(key, once, "10000379", "lobby"));
  }

  @Test
  void badYoutuSignatures() {
    assertDenied("4 signature is empty", youtuSent("", "10000379", "lobby"));
    assertDenied("5 signature string is wrong", youtuSent("nonsense", "10000379", "lobby"));
    String mismatch = "6 appid or bucket of the signature does not match the request";
    assertDenied(mismatch, youtu(key, multiUse(), "10000380", "lobby"));
    String forLobby = "a=10000379&b=lobby&k=%s&t=" + NOW + "&e=" + (NOW + 100);
    assertDenied(mismatch, youtu(key, forLobby, "10000379", "attic"));
    String past = "a=10000379&k=%s&t=" + NOW + "&e=" + (NOW - 1);
    assertDenied("9 signature has expired", youtu(key, past, "10000379", "lobby"));
    String elsewhere = multiUse().replace("10000379", "99");
    assertDenied("10 appid does not exist", youtu(key, elsewhere, "99", "lobby"));
    String nobody = multiUse().formatted("nobody");
    assertDenied("11 secretid does not exist", youtu(key, nobody, "10000379", "lobby"));
    ApiKey office = ring.store().create(KeyTerms.of("office"));
    assertDenied(
        "12 appid and secretid do not match", youtu(office, multiUse(), "10000379", "lobby"));
    String forged = KeyRing.youtu(office, multiUse().formatted(key.id()));
    assertDenied("14 signature verification failed", youtuSent(forged, "10000379", "lobby"));
    assertDenied("16 bucket does not exist", youtu(key, multiUse(), "10000379", "attic"));
  }

  @Test
  void tokenInTheBodyWhereTheDocumentSaysSo() {
    String token = ring.token(key);
    String form = "image=abc&access_token=" + token;
    assertApp(ask("/aip/open", Map.of(), Map.of(), "", "", form));
    assertApp(ask("/aip/open", Map.of(), Map.of(), "", "", "{\"access_token\":\"" + token + "\"}"));
    assertApp(ask("/aip/open", Map.of("access_token", List.of(token)), Map.of(), "", "", "x"));
    assertDenied(NO_TOKEN, ask("/aip/open", Map.of(), Map.of(), "", "", "image=abc"));
    assertDenied(NO_TOKEN, ask("/aip/whose", Map.of(), Map.of(), "", "", form));
  }

  @Test
  void callersWithoutKeysAreLeftToTheNetwork() {
    assertEquals(
        "{\"failure\":\"OPERATION_UNKNOWN\"}",
        ask("/plain/nothing", Map.of(), Map.of(), "", "", ""));
  }

  private ApiKey make(Set<String> dialects, Set<String> buckets, Allowance allowance) {
    return ring.store()
        .create(new KeyTerms("gate", "10000379", dialects, buckets, allowance, ""));
  }

  private DialectRouter router(int gatewayPerSecond) {
    return new DialectRouter(
        List.of(
            new KeyedDialect("aip", Credentials.ACCESS_TOKEN),
            new KeyedDialect("youtu", Credentials.YOUTU_SIGNATURE),
            new KeyedDialect("plain", Credentials.NETWORK)),
        new CannedFaceService().service(),
        new KeyGatekeeper(
            new NetworkGatekeeper(new AccessPolicy(AccessConfig.defaults())),
            ring.tokens(),
            ring.bce(),
            ring.youtu(),
            ring.limits(gatewayPerSecond)),
        (dialect, operation, outcome, took) -> {},
        HttpLimits.defaults(),
        InstantSource.system());
  }

  private static String multiUse() {
    return "a=10000379&k=%s&t=" + NOW + "&e=" + (NOW + 100);
  }

  private String aip(String token) {
    return ask("/aip/whose", Map.of("access_token", List.of(token)), Map.of(), "", "", "");
  }

  private String both(String authorization, String token) {
    return ask(
        "/aip/whose",
        Map.of("access_token", List.of(token)),
        signedHeaders(""),
        authorization,
        "",
        "");
  }

  private String signed(ApiKey signer, String body, String token) throws Exception {
    return ask(
        "/aip/whose",
        token.isEmpty() ? Map.of() : Map.of("access_token", List.of(token)),
        signedHeaders(body),
        authorization(signer, body),
        "",
        body);
  }

  private String withBody(String authorization, String declared, String body) {
    return ask("/aip/whose", Map.of(), signedHeaders(declared), authorization, "", body);
  }

  private String authorized(String authorization) {
    return ask("/aip/whose", Map.of(), signedHeaders(""), authorization, "", "");
  }

  private static String authorization(ApiKey signer, String body) throws Exception {
    return BceSigner.authorization(
        signer.id(),
        signer.secret().reveal(),
        "2026-11-21T10:00:00Z/1800",
        "content-md5;host",
        "POST\n/aip/whose\n\ncontent-md5:" + Md5.hex(body) + "\nhost:aip.baidubce.com");
  }

  private static Map<String, String> signedHeaders(String body) {
    return Map.of("host", "aip.baidubce.com", "content-md5", Md5.hex(body));
  }

  private String youtu(ApiKey signer, String text, String appId, String bucket) {
    return youtuSent(KeyRing.youtu(signer, text), appId, bucket);
  }

  private String youtuSent(String authorization, String appId, String bucket) {
    Map<String, List<String>> query =
        Map.of("appid", List.of(appId), "bucket", List.of(bucket));
    return ask("/youtu/target", query, Map.of(), authorization, "", "");
  }

  private String ask(
      String path,
      Map<String, List<String>> query,
      Map<String, String> headers,
      String authorization,
      String rawQuery) {
    return ask(path, query, headers, authorization, rawQuery, "");
  }

  private String ask(
      String path,
      Map<String, List<String>> query,
      Map<String, String> headers,
      String authorization,
      String rawQuery,
      String body) {
    Map<String, String> all = new HashMap<>(headers);
    if (!authorization.isEmpty()) {
      all.put("authorization", authorization);
    }
    Map<String, List<String>> lists = new HashMap<>();
    all.forEach((name, value) -> lists.put(name, List.of(value)));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return router
        .answer(
            new HttpRequest(
                "POST",
                path,
                query,
                all,
                InetAddress.getLoopbackAddress(),
                bytes.length,
                new ByteArrayInputStream(bytes),
                new SignedRequest("POST", path, rawQuery, lists)))
        .json()
        .toString();
  }

  private static void assertApp(String answer) {
    assertEquals("{\"app\":\"gate\"}", answer);
  }

  private static void assertDenied(String denial, String answer) {
    assertEquals("{\"denied\":\"" + denial + "\"}", answer);
  }
}
