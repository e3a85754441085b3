package io.facegate.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BceAuthV1Test {
  private static final String PATH = "/rest/2.0/face/v1/detect";
  private static final String TIME = "2026-11-21T10:00:00Z/1800";
  private static final String HOST_AND_DATE =
      "host:aip.baidubce.com\nx-bce-date:2026-11-21T10%3A00%3A00Z";
  private static final String CANONICAL = "POST\n" + PATH + "\naipSdk=python\n" + HOST_AND_DATE;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Host", "aip.baidubce.com",
          "x-bce-date", "2026-11-21T10:00:00Z",
          "Content-Type", "application/x-www-form-urlencoded",
          "User-Agent", "anything");

  private final SetClock clock = new SetClock("2026-11-21T10:00:30Z");
  private KeyFolders folders;
  private KeyStore keys;
  private BceAuthV1 bce;
  private ApiKey key;

  @BeforeEach
  void makeKey(@TempDir Path folder) throws IOException {
    folders = KeyFolders.in(folder);
    keys = folders.open(clock);
    bce = new BceAuthV1(keys, folders.config(), clock);
    key = keys.create(KeyTerms.of("gate"));
  }

  @Test
  void signedRequestIsGranted() throws Exception {
    String good = sign(TIME, "host;x-bce-date", CANONICAL);
    assertGranted(post(PATH, "aipSdk=python", good));
    assertGranted(post(PATH, "aipSdk=python", sign(TIME, "x-bce-date;host", CANONICAL)));
    assertGranted(post(PATH, "aipSdk=python", sign(TIME, "Host;X-Bce-Date", CANONICAL)));
    assertTrue(BceAuthV1.isOn(post(PATH, "", good)));
    assertFalse(BceAuthV1.isOn(post(PATH, "", "Bearer x")));
  }

  @Test
  void everyPartThatIsSignedCounts() throws Exception {
    String good = sign(TIME, "host;x-bce-date", CANONICAL);
    assertRefused(BceFault.BAD_SIGNATURE, post(PATH + "x", "aipSdk=python", good));
    assertRefused(BceFault.BAD_SIGNATURE, post(PATH, "aipSdk=node", good));
    assertRefused(BceFault.BAD_SIGNATURE, post(PATH, "", good));
    assertRefused(BceFault.BAD_SIGNATURE, post(PATH, "aipSdk=python&x=1", good));
    assertRefused(BceFault.BAD_SIGNATURE, request("GET", "aipSdk=python", HEADERS, good));
    assertRefused(
        BceFault.BAD_SIGNATURE,
        request("POST", "aipSdk=python", with("Host", "bfr.bj.baidubce.com"), good));
    assertRefused(
        BceFault.BAD_SIGNATURE,
        request("POST", "aipSdk=python", with("x-bce-date", "2026-11-21T10:00:01Z"), good));
    assertGranted(request("POST", "aipSdk=python", with("User-Agent", "other"), good));
  }

  @Test
  void everyPartOfTheAuthorizationCounts() throws Exception {
    String good = sign(TIME, "host;x-bce-date", CANONICAL);
    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == '1' ? '2' : '1';
      String changed = good.substring(0, i) + other + good.substring(i + 1);
      assertInstanceOf(
          Judgement.Refused.class, judge(post(PATH, "aipSdk=python", changed)), changed);
    }
    assertGranted(
        post(PATH, "aipSdk=python", good.substring(0, good.length() - 64)
            + good.substring(good.length() - 64).toUpperCase(Locale.ROOT)));
  }

  @Test
  void malformedHeadersAreToldApart() throws Exception {
    String good = sign(TIME, "host;x-bce-date", CANONICAL);
    for (String bad :
        List.of(
            "", "bce-auth-v1", "bce-auth-v1/a/b/c/d/e", good + "/x", good.replace("v1", "v2"),
            good.replace("10:00:00Z", "25:00:00Z"), good.replace("2026-11-21", "2026-02-30"),
            good.replace("/1800/", "/-1/"), good.replace("/1800/", "//"),
            good.substring(1), good.substring(0, good.length() - 1), "x".repeat(100_000))) {
      assertRefused(BceFault.BAD_HEADER, post(PATH, "aipSdk=python", bad));
    }
  }

  @Test
  void keysAreToldApart() throws Exception {
    String stranger =
        BceSigner.authorization("nobody", "secret", TIME, "host;x-bce-date", CANONICAL);
    assertRefused(BceFault.UNKNOWN_KEY, post(PATH, "aipSdk=python", stranger));
    String guess = BceSigner.authorization(key.id(), "guess", TIME, "host;x-bce-date", CANONICAL);
    assertRefused(BceFault.BAD_SIGNATURE, post(PATH, "aipSdk=python", guess));
    String good = sign(TIME, "host;x-bce-date", CANONICAL);
    keys.revoke(key.id());
    assertRefused(BceFault.UNKNOWN_KEY, post(PATH, "aipSdk=python", good));
    Files.write(folders.keyFile(), new byte[50]);
    assertInstanceOf(Judgement.Unavailable.class, judge(post(PATH, "aipSdk=python", good)));
  }

  @Test
  void keyCountsOnlyForItsDialects() throws Exception {
    key =
        keys.create(new KeyTerms("gate", "", Set.of("bfr"), Set.of(), Allowance.UNLIMITED, ""));
    SignedRequest signed =
        post(PATH, "aipSdk=python", sign(TIME, "host;x-bce-date", CANONICAL));
    assertRefused(BceFault.FORBIDDEN, signed);
    assertEquals(new Judgement.Granted<BceFault>(key), bce.judge("bfr", signed));
  }

  @Test
  void emptyListMeansTheDefaultHeadersThatArePresent() throws Exception {
    String canonical =
        """
        POST
        /rest/2.0/face/v2/match
        aipSdk=java
        content-length:5
        content-md5:5d41402abc4b2a76b9719d911017c592
        content-type:application%2Fx-www-form-urlencoded
        host:aip.baidubce.com
        x-bce-date:2026-11-21T10%3A00%3A00Z
        x-bce-request-id:a%20b""";
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put("Content-Length", "5");
    headers.put("CONTENT-MD5", "5d41402abc4b2a76b9719d911017c592");
    headers.put("x-bce-request-id", "  a b ");
    SignedRequest request =
        request("POST", "/rest/2.0/face/v2/match", "aipSdk=java", headers,
            sign(TIME, "", canonical));
    assertGranted(request);
    assertTrue(BceAuthV1.coversBody(request, bytes("hello")));
    assertFalse(BceAuthV1.coversBody(request, bytes("hullo")));
    headers.put("x-bce-more", "1");
    assertRefused(
        BceFault.BAD_SIGNATURE,
        request("POST", "/rest/2.0/face/v2/match", "aipSdk=java", headers,
            sign(TIME, "", canonical)));
  }

  @Test
  void bodyDigestCountsInBothWritingsAndOnlyWhenSigned() throws Exception {
    Map<String, String> headers = with("content-md5", "XUFAKrxLKna5cZ2REBfFkg==");
    SignedRequest signed =
        request("POST", "", headers, sign(TIME, "content-md5;host", CANONICAL));
    assertTrue(BceAuthV1.coversBody(signed, bytes("hello")));
    assertFalse(BceAuthV1.coversBody(signed, bytes("hullo")));
    SignedRequest unsigned = request("POST", "", headers, sign(TIME, "host", CANONICAL));
    assertTrue(BceAuthV1.coversBody(unsigned, bytes("hullo")));
  }

  @Test
  void headersThatAreMissingOrDoubleMakeASignatureWorthless() throws Exception {
    String canonical = "POST\n" + PATH + "\n\nhost:aip.baidubce.com";
    assertGranted(post(PATH, "", sign(TIME, "host", canonical)));
    assertRefused(BceFault.BAD_SIGNATURE, post(PATH, "", sign(TIME, "host;x-absent", canonical)));
    assertRefused(
        BceFault.BAD_SIGNATURE,
        post(PATH, "", sign(TIME, "x-bce-date", "POST\n" + PATH + "\n\n" + "x-bce-date:"
            + "2026-11-21T10%3A00%3A00Z")));
    String good = sign(TIME, "host", canonical);
    SignedRequest twice =
        new SignedRequest(
            "POST", PATH, "",
            Map.of(
                "host", List.of("aip.baidubce.com"),
                "HOST", List.of("evil"),
                "authorization", List.of(good)));
    assertRefused(BceFault.BAD_SIGNATURE, twice);
  }

  @Test
  void queryIsEncodedSortedAndFreeOfItsAuthorization() throws Exception {
    String canonical =
        "POST\n" + PATH + "\na%20b=c%2Fd&a=2&b=&name=%E4%BD%A0%26&z=~-._\nhost:aip.baidubce.com";
    String query = "z=~-._&b&authorization=x&Authorization=y&a=2&name=%e4%bd%a0%26&a%20b=c/d";
    assertGranted(post(PATH, query, sign(TIME, "host", canonical)));
    assertGranted(post(PATH, query.replace("a%20b", "a+b"), sign(TIME, "host", canonical)));
  }

  @Test
  void pathIsEncodedWithoutItsSlashes() throws Exception {
    String canonical = "POST\n/api/v1/faceverify/%20group/%E4%BD%A0%2Fx\n\nhost:aip.baidubce.com";
    assertGranted(
        post("/api/v1/faceverify/%20group/%e4%bd%a0%2fx", "", sign(TIME, "host", canonical)));
    assertRefused(
        BceFault.BAD_SIGNATURE,
        post("/api/v1/faceverify/%20group/%e4%bd%a0/x", "", sign(TIME, "host", canonical)));
  }

  @Test
  void queryThatNodeSendsTwiceIsReadOnce() throws Exception {
    String canonical = "POST\n" + PATH + "\naipSdk=node\nhost:aip.baidubce.com";
    assertGranted(post(PATH, "aipSdk=node?aipSdk=node", sign(TIME, "host", canonical)));
    assertRefused(
        BceFault.BAD_SIGNATURE,
        post(PATH, "aipSdk=node?aipSdk=evil", sign(TIME, "host", canonical)));
  }

  @Test
  void queryValuesThatDotNetEncodesTwiceAreAccepted() throws Exception {
    String canonical =
        "POST\n" + PATH + "\naipSdk=CSharp&uid=a%252Cb%2Fc\nhost:aip.baidubce.com";
    assertGranted(post(PATH, "aipSdk=CSharp&uid=a%2Cb/c", sign(TIME, "host", canonical)));
    String other = canonical.replace("CSharp", "python");
    assertRefused(
        BceFault.BAD_SIGNATURE,
        post(PATH, "aipSdk=python&uid=a%2Cb/c", sign(TIME, "host", other)));
  }

  @Test
  void signatureMayBeUsedAgainUntilItsEnd() throws Exception {
    SignedRequest request =
        post(PATH, "aipSdk=python", sign(TIME, "host;x-bce-date", CANONICAL));
    assertGranted(request);
    clock.set("2026-11-21T10:30:00Z");
    assertGranted(request);
    clock.set("2026-11-21T10:30:01Z");
    assertRefused(BceFault.EXPIRED, request);
    clock.set("2026-11-21T22:00:00Z");
    assertRefused(BceFault.EXPIRED, request);
  }

  @Test
  void longLivesAreCutShortAndShortOnesKept() throws Exception {
    SignedRequest forEver =
        post(PATH, "", sign("2026-11-21T10:00:00Z/999999999", "host", hostOnly()));
    SignedRequest brief = post(PATH, "", sign("2026-11-21T10:00:00Z/60", "host", hostOnly()));
    clock.set("2026-11-21T10:01:00Z");
    assertGranted(brief);
    clock.set("2026-11-21T10:01:01Z");
    assertRefused(BceFault.EXPIRED, brief);
    clock.set("2026-11-21T10:30:00Z");
    assertGranted(forEver);
    clock.set("2026-11-21T10:30:01Z");
    assertRefused(BceFault.EXPIRED, forEver);
  }

  @Test
  void clocksMayRunAheadABit() throws Exception {
    SignedRequest request = post(PATH, "", sign(TIME, "host", hostOnly()));
    clock.set("2026-11-21T09:45:00Z");
    assertGranted(request);
    clock.set("2026-11-21T09:44:59Z");
    assertRefused(BceFault.EXPIRED, request);
  }

  @Test
  void twelveHourDialOfTheJavaSdkIsUnderstood() throws Exception {
    String canonical = "POST\n" + PATH + "\naipSdk=java\nhost:aip.baidubce.com";
    Map<String, String> stampsByTime =
        Map.of(
            "2026-11-21T20:50:00Z", "2026-11-21T08:50:00Z",
            "2026-11-21T00:10:00Z", "2026-11-21T12:10:00Z",
            "2026-11-21T12:10:00Z", "2026-11-21T12:10:00Z",
            "2026-11-21T11:59:00Z", "2026-11-21T11:59:00Z",
            "2026-11-21T23:59:00Z", "2026-11-21T11:59:00Z");
    for (var pair : stampsByTime.entrySet()) {
      clock.set(pair.getKey());
      String stamp = sign(pair.getValue() + "/1800", "host", canonical);
      assertGranted(post(PATH, "aipSdk=java", stamp));
      clock.pass(Duration.ofMinutes(31));
      assertRefused(BceFault.EXPIRED, post(PATH, "aipSdk=java", stamp));
    }
    clock.set("2026-11-21T01:50:00Z");
    String afternoon = sign("2026-11-21T13:50:00Z/1800", "host", canonical);
    assertRefused(BceFault.EXPIRED, post(PATH, "aipSdk=java", afternoon));
  }

  private static String hostOnly() {
    return "POST\n" + PATH + "\n\nhost:aip.baidubce.com";
  }

  private String sign(String time, String headers, String canonical) throws Exception {
    return BceSigner.authorization(key, time, headers, canonical);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put(name, value);
    return headers;
  }

  private static SignedRequest post(String path, String query, String authorization) {
    return request("POST", path, query, HEADERS, authorization);
  }

  private static SignedRequest request(
      String method, String query, Map<String, String> headers, String authorization) {
    return request(method, PATH, query, headers, authorization);
  }

  private static SignedRequest request(
      String method,
      String path,
      String query,
      Map<String, String> headers,
      String authorization) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("Authorization", List.of(authorization));
    return new SignedRequest(method, path, query, all);
  }

  private Judgement<BceFault> judge(SignedRequest request) {
    return bce.judge("aip2", request);
  }

  private void assertGranted(SignedRequest request) {
    assertEquals(new Judgement.Granted<BceFault>(key), judge(request));
  }

  private void assertRefused(BceFault fault, SignedRequest request) {
    assertEquals(new Judgement.Refused<>(fault), judge(request));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
