package io.facegate.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.baidu.aip.auth.CloudAuth;
import com.baidu.aip.http.AipRequest;
import com.baidu.aip.util.SignUtil;
import com.baidubce.auth.BceV1Signer;
import com.baidubce.auth.DefaultBceCredentials;
import com.baidubce.auth.SignOptions;
import com.baidubce.http.HttpMethodName;
import com.baidubce.internal.InternalRequest;
import com.qcloud.image.sign.Credentials;
import com.qcloud.image.sign.Sign;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendors' own signers sign, and we check. */
class RealSignersTest {
  private final SetClock clock = new SetClock("2026-11-21T20:50:00Z");
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
  void bceSdkSignsItsDefaultHeaders() {
    InternalRequest request = bceRequest();
    new BceV1Signer().sign(request, credentials(key.secret().reveal()), at(clock.instant()));
    assertTrue(request.getHeaders().get("Authorization").contains("/1800/"));
    SignedRequest wire = wire(request);
    assertEquals(new Judgement.Granted<BceFault>(key), bce.judge("bfr", wire));
    assertTrue(BceAuthV1.coversBody(wire, "hello".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bceSdkSignsChosenHeaders() {
    InternalRequest request = bceRequest();
    SignOptions options = at(clock.instant());
    options.setHeadersToSign(Set.of("host", "x-bce-date", "Content-Type"));
    new BceV1Signer().sign(request, credentials(key.secret().reveal()), options);
    assertEquals(new Judgement.Granted<BceFault>(key), bce.judge("bfr", wire(request)));
  }

  @Test
  void bceSdkWithAWrongSecretOrAnOldSignatureIsRefused() {
    InternalRequest guessed = bceRequest();
    new BceV1Signer().sign(guessed, credentials("guess"), at(clock.instant()));
    assertEquals(
        new Judgement.Refused<>(BceFault.BAD_SIGNATURE), bce.judge("bfr", wire(guessed)));
    InternalRequest old = bceRequest();
    new BceV1Signer()
        .sign(
            old, credentials(key.secret().reveal()), at(clock.instant().minusSeconds(1801)));
    assertEquals(new Judgement.Refused<>(BceFault.EXPIRED), bce.judge("bfr", wire(old)));
  }

  @Test
  void aipJavaSdkSignsWithItsTwelveHourClock() throws Exception {
    String body = "image=abc&max_face_num=1";
    AipRequest request = new AipRequest();
    request.setUri(new URI("https://aip.baidubce.com/rest/2.0/face/v2/match"));
    request.addParam("aipSdk", "java");
    Map<String, String> headers = new HashMap<>();
    headers.put("Host", "aip.baidubce.com");
    headers.put("x-bce-date", "2026-11-21T08:50:00Z");
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Content-Length", Integer.toString(body.length()));
    headers.put("Content-MD5", SignUtil.md5(body, "UTF-8"));
    headers.forEach(request::addHeader);
    String authorization =
        CloudAuth.sign(request, key.id(), key.secret().reveal(), "2026-11-21T08:50:00Z");
    headers.put("Authorization", authorization);
    SignedRequest wire =
        new SignedRequest(
            request.getHttpMethod().toString(),
            "/rest/2.0/face/v2/match",
            "aipSdk=java",
            multi(headers));
    assertEquals(new Judgement.Granted<BceFault>(key), bce.judge("aip2", wire));
    assertTrue(BceAuthV1.coversBody(wire, body.getBytes(StandardCharsets.UTF_8)));
    clock.set("2026-11-21T21:21:00Z");
    assertEquals(new Judgement.Refused<>(BceFault.EXPIRED), bce.judge("aip2", wire));
  }

  @Test
  void tencentSdkSigns() throws Exception {
    Clock real = Clock.systemUTC();
    ApiKey bound =
        keys.create(
            new KeyTerms(
                "gate", "10000379", Set.of(), Set.of("lobby"), Allowance.UNLIMITED, ""));
    try (UsedSignatures used = UsedSignatures.open(folders.data(), real)) {
      YoutuSignatures youtu = new YoutuSignatures(keys, used, real);
      Credentials owner = new Credentials("10000379", bound.id(), bound.secret().reveal());
      String signature = Sign.appSign(owner, "lobby", 300);
      for (int i = 0; i < 3; i++) {
        YoutuVerdict.Granted granted =
            assertInstanceOf(YoutuVerdict.Granted.class, youtu.judge("youtu", signature));
        assertEquals(bound, granted.key());
        assertEquals(Optional.empty(), granted.against("10000379", "lobby"));
      }
      Credentials thief = new Credentials("10000379", bound.id(), "guess");
      assertEquals(
          new YoutuVerdict.Refused(YoutuFault.BAD_SIGNATURE),
          youtu.judge("youtu", Sign.appSign(thief, "lobby", 300)));
      assertEquals(
          new YoutuVerdict.Refused(YoutuFault.EXPIRED),
          youtu.judge("youtu", Sign.appSign(owner, "lobby", -10)));
    }
  }

  private static InternalRequest bceRequest() {
    InternalRequest request =
        new InternalRequest(
            HttpMethodName.POST,
            URI.create("http://bfr.bj.baidubce.com/api/v1/faceverify/user/identify"));
    request.addHeader("x-bce-date", "2026-11-21T20:50:00Z");
    request.addHeader("Content-Type", "application/x-www-form-urlencoded;");
    request.addHeader("Content-Length", "5");
    request.addHeader("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==");
    request.addHeader("x-bce-empty", "");
    request.addHeader("User-Agent", "test");
    request.addParameter("b", "1 2/3");
    request.addParameter("a", "");
    return request;
  }

  private static SignedRequest wire(InternalRequest request) {
    return new SignedRequest(
        request.getHttpMethod().name(),
        request.getUri().getRawPath(),
        "b=1%202%2F3&a=",
        multi(request.getHeaders()));
  }

  private static Map<String, List<String>> multi(Map<String, String> headers) {
    Map<String, List<String>> multi = new HashMap<>();
    headers.forEach((name, value) -> multi.put(name, List.of(value)));
    return multi;
  }

  private static SignOptions at(Instant moment) {
    SignOptions options = new SignOptions();
    options.setTimestamp(Date.from(moment));
    return options;
  }

  private DefaultBceCredentials credentials(String secret) {
    return new DefaultBceCredentials(key.id(), secret);
  }
}
