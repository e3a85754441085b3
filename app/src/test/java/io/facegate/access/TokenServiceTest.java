package io.facegate.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenServiceTest {
  private final SetClock clock = new SetClock("2026-11-21T10:00:00Z");
  private KeyFolders folders;
  private KeyStore keys;
  private TokenService tokens;
  private ApiKey key;

  @BeforeEach
  void makeKey(@TempDir Path folder) throws IOException {
    folders = KeyFolders.in(folder);
    keys = folders.open(clock);
    tokens = new TokenService(keys, clock);
    key = keys.create(KeyTerms.of("gate"));
  }

  @Test
  void grantHasTheDocumentedForm() {
    TokenAnswer.Granted grant = grant();
    long end = clock.instant().getEpochSecond() + 2592000;
    assertTrue(
        grant.accessToken().matches(
            "24\\.[0-9a-f]{32}\\.2592000\\." + end + "\\.\\d{6}-" + key.terms().appNumber()),
        grant.accessToken());
    assertTrue(grant.refreshToken().matches("25\\.[0-9a-f]{32}\\.315360000\\.\\d+\\.\\d{6}-\\d+"));
    assertEquals(Duration.ofDays(30), grant.expiresIn());
    assertTrue(Arrays.asList(grant.scope().split(" ")).contains("brain_all_scope"));
    assertFalse(grant.sessionKey().isEmpty() || grant.sessionSecret().isEmpty());
    assertFalse(grant.toString().contains(grant.accessToken()));
  }

  @Test
  void wrongCredentialsAreRefusedInTheVendorsWords() {
    assertEquals(
        new TokenAnswer.Refused("invalid_client", "unknown client id", false),
        tokens.grant("client_credentials", "nobody", key.secret().reveal()));
    assertEquals(
        new TokenAnswer.Refused("invalid_client", "Client authentication failed", true),
        tokens.grant("client_credentials", key.id(), "guess"));
    assertEquals(
        new TokenAnswer.Refused("invalid_client", "Client authentication failed", true),
        tokens.grant("client_credentials", key.id(), ""));
    assertInstanceOf(
        TokenAnswer.Refused.class, tokens.grant("password", key.id(), key.secret().reveal()));
  }

  @Test
  void tokenIsKnownAlsoAfterARestart() {
    String token = grant().accessToken();
    assertEquals(new Judgement.Granted<TokenFault>(key), judge(token));
    TokenService restarted = new TokenService(folders.open(clock), clock);
    assertEquals(new Judgement.Granted<TokenFault>(key), restarted.judge("aip1", token));
  }

  @Test
  void tailOfNodeIsCutOff() {
    assertInstanceOf(Judgement.Granted.class, judge(grant().accessToken() + "?aipSdk=node"));
  }

  @Test
  void whatIsNoTokenIsMalformed() {
    String token = grant().accessToken();
    for (String none : List.of("", "null", "?", "24", token + "x", " " + token, "x".repeat(9999))) {
      assertRefused(TokenFault.MALFORMED, none);
    }
    assertRefused(TokenFault.MALFORMED, grant().refreshToken());
  }

  @Test
  void everyChangedCharacterMakesATokenUnknownOrMalformed() {
    String token = grant().accessToken();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == '1' ? '2' : '1';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      Judgement<TokenFault> judgement = judge(changed);
      assertTrue(
          judgement.equals(new Judgement.Refused<>(TokenFault.UNKNOWN))
              || judgement.equals(new Judgement.Refused<>(TokenFault.MALFORMED)),
          changed);
    }
    assertRefused(
        TokenFault.UNKNOWN,
        "24.f9ba9c5241b67688bb4adbed8bc91dec.2592000.1485570332.282335-8574074");
  }

  @Test
  void tokenEndsAfterThirtyDays() {
    String token = grant().accessToken();
    clock.pass(Duration.ofSeconds(2592000 - 1));
    assertInstanceOf(Judgement.Granted.class, judge(token));
    clock.pass(Duration.ofSeconds(1));
    assertRefused(TokenFault.EXPIRED, token);
  }

  @Test
  void tokenDiesWithItsKeyAndNoOther() {
    ApiKey sibling = keys.create(KeyTerms.of("gate"));
    assertEquals(key.terms().appNumber(), sibling.terms().appNumber());
    String token = grant().accessToken();
    TokenAnswer.Granted other =
        (TokenAnswer.Granted)
            tokens.grant("client_credentials", sibling.id(), sibling.secret().reveal());
    assertNotEquals(token, other.accessToken());
    keys.revoke(key.id());
    assertRefused(TokenFault.UNKNOWN, token);
    assertEquals(new Judgement.Granted<TokenFault>(sibling), judge(other.accessToken()));
    assertEquals(
        new TokenAnswer.Refused("invalid_client", "unknown client id", false),
        tokens.grant("client_credentials", key.id(), key.secret().reveal()));
  }

  @Test
  void keyCountsOnlyForItsDialects() {
    ApiKey narrow =
        keys.create(
            new KeyTerms("gate", "", Set.of("bfr"), Set.of(), Allowance.UNLIMITED, ""));
    TokenAnswer.Granted grant =
        (TokenAnswer.Granted)
            tokens.grant("client_credentials", narrow.id(), narrow.secret().reveal());
    assertInstanceOf(Judgement.Granted.class, tokens.judge("bfr", grant.accessToken()));
    assertRefused(TokenFault.FORBIDDEN, grant.accessToken());
  }

  @Test
  void unreadableKeysLetNobodyIn() throws IOException {
    String token = grant().accessToken();
    Files.write(folders.keyFile(), new byte[50]);
    assertInstanceOf(Judgement.Unavailable.class, judge(token));
    assertInstanceOf(
        TokenAnswer.Unavailable.class,
        tokens.grant("client_credentials", key.id(), key.secret().reveal()));
  }

  private TokenAnswer.Granted grant() {
    return (TokenAnswer.Granted)
        tokens.grant("client_credentials", key.id(), key.secret().reveal());
  }

  private Judgement<TokenFault> judge(String token) {
    return tokens.judge("aip1", token);
  }

  private void assertRefused(TokenFault fault, String token) {
    assertEquals(new Judgement.Refused<>(fault), judge(token));
  }
}
