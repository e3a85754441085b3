package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7616, 3.9.1, and what cameras offer. */
class HttpLoginTest {
  private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");
  private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  private static final String REST =
      " realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

  private static AuthChallenge challenge(String header) {
    return HttpLogin.strongest(AuthChallenge.parse(List.of(header))).orElseThrow();
  }

  private static String authorize(String header) {
    return new HttpLogin(MUFASA, challenge(header), () -> CLIENT_NONCE)
        .authorize("GET", "/dir/index.html");
  }

  @Test
  void md5IsAsInTheRfc() {
    String header = authorize("Digest" + REST.formatted("MD5"));
    assertTrue(header.contains("response=\"8ca523f5e9506fed4657c9700eebdbec\""), header);
    assertTrue(header.contains("nc=00000001"), header);
    assertTrue(header.contains("qop=auth,"), header);
    assertTrue(
        header.contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""), header);
  }

  @Test
  void sha256IsAsInTheRfc() {
    String header = authorize("Digest" + REST.formatted("SHA-256"));
    assertTrue(
        header.contains(
            "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""),
        header);
  }

  @Test
  void theOldFormWithoutQualityIsAnswered() {
    HttpLogin login =
        new HttpLogin(
            new Credentials("Mufasa", "Circle Of Life"),
            challenge(
                "Digest realm=\"testrealm@host.com\","
                    + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""),
            () -> "unused");
    String header = login.authorize("GET", "/dir/index.html");
    assertTrue(header.contains("response=\"670fd8c2df070c60b045671b8b24ff02\""), header);
    assertFalse(header.contains("qop"), header);
    assertFalse(header.contains("cnonce"), header);
  }

  @Test
  void theCountRisesWithEachRequest() {
    HttpLogin login =
        new HttpLogin(MUFASA, challenge("Digest" + REST.formatted("MD5")), () -> CLIENT_NONCE);
    assertTrue(login.authorize("GET", "/").contains("nc=00000001"));
    assertTrue(login.authorize("GET", "/").contains("nc=00000002"));
  }

  @Test
  void digestIsPreferredToBasicInWhateverOrder() {
    List<AuthChallenge> offered =
        AuthChallenge.parse(
            List.of(
                "Basic realm=\"camera, \\\"gate\\\"\", Digest realm=\"x\", nonce=\"one\"",
                "Digest realm=\"x\",nonce=\"two\" , algorithm=SHA-256,qop=\"auth\""));
    assertEquals(3, offered.size());
    assertEquals("camera, \"gate\"", offered.getFirst().get("realm"));
    assertEquals("two", HttpLogin.strongest(offered).orElseThrow().get("nonce"));
  }

  @Test
  void whatCannotBeAnsweredIsPassedOver() {
    List<AuthChallenge> offered =
        AuthChallenge.parse(
            List.of(
                "Negotiate YII=, Digest realm=\"x\", nonce=\"n\", qop=\"auth-int\"",
                "Digest realm=\"x\", nonce=\"n\", algorithm=SHA-512-256",
                "Basic realm=\"x\""));
    assertEquals("basic", HttpLogin.strongest(offered).orElseThrow().scheme());
    List<AuthChallenge> nonsense = AuthChallenge.parse(List.of("Bearer", ", ,=\"", ""));
    assertEquals(Optional.empty(), HttpLogin.strongest(nonsense));
  }

  @Test
  void basicIsAsInItsRfc() {
    HttpLogin login =
        new HttpLogin(
            new Credentials("Aladdin", "open sesame"), challenge("Basic realm=\"x\""), () -> "");
    assertEquals("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", login.authorize("GET", "/"));
  }

  @Test
  void credentialsAreNeverShown() {
    Credentials credentials = new Credentials("admin", "geheim");
    SourceConfig.SnapPush push = SourceConfig.SnapPush.of(credentials);
    assertFalse(push.toString().contains("geheim"));
    assertFalse(push.toString().contains("admin"));
    assertTrue(credentials.matches("admin", "geheim"));
    assertFalse(credentials.matches("admin", "Geheim"));
    assertFalse(credentials.matches("admi", "ngeheim"));
  }
}
