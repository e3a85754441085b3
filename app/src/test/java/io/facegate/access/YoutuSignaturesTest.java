package io.facegate.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoutuSignaturesTest {
  private static final long NOW = 1795255200L;

  private final SetClock clock = new SetClock("2026-11-21T10:00:00Z");
  private KeyFolders folders;
  private KeyStore keys;
  private UsedSignatures used;
  private YoutuSignatures youtu;
  private ApiKey key;
  private ApiKey other;

  @BeforeEach
  void makeKeys(@TempDir Path folder) throws IOException {
    assertEquals(NOW, clock.instant().getEpochSecond());
    folders = KeyFolders.in(folder);
    keys = folders.open(clock);
    used = UsedSignatures.open(folders.data(), clock);
    youtu = new YoutuSignatures(keys, used, clock);
    key =
        keys.create(
            new KeyTerms(
                "gate", "10000379", Set.of(), Set.of("lobby"), Allowance.UNLIMITED, ""));
    other = keys.create(KeyTerms.of("office"));
  }

  @AfterEach
  void close() {
    used.close();
  }

  @Test
  void fieldsMayComeInAnyOrderAndNumber() throws Exception {
    for (String text :
        List.of(
            "a=10000379&b=lobby&k=%s&e=1795255300&t=1795255200&r=123&u=0&f=",
            "a=10000379&b=lobby&k=%s&t=1795255200&e=1795255500",
            "a=10000379&k=%s&e=1795255300&t=1795255200&r=9999999999&u=0&f=",
            "f=&r=1&t=1795255200&e=1795255230&k=%s&b=&a=10000379&x=y")) {
      YoutuVerdict.Granted granted =
          assertInstanceOf(YoutuVerdict.Granted.class, judge(sign(text.formatted(key.id()))));
      assertEquals(key, granted.key());
      assertEquals(Optional.empty(), granted.against("10000379", "lobby"));
    }
  }

  @Test
  void repeatsAreFineUntilTheEnd() throws Exception {
    String signature = sign("a=10000379&b=lobby&k=%s&t=1795255200&e=1795255500");
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(YoutuVerdict.Granted.class, judge(signature));
    }
    clock.pass(Duration.ofMinutes(5));
    assertInstanceOf(YoutuVerdict.Granted.class, judge(signature));
    clock.pass(Duration.ofSeconds(1));
    assertRefused(YoutuFault.EXPIRED, signature);
  }

  @Test
  void lifeIsThreeMonthsAtMost() throws Exception {
    long quarter = NOW + Duration.ofDays(90).toSeconds();
    assertInstanceOf(
        YoutuVerdict.Granted.class, judge(sign("a=10000379&k=%s&t=1795255200&e=" + quarter)));
    long year = NOW + Duration.ofDays(365).toSeconds();
    assertRefused(YoutuFault.MALFORMED, sign("a=10000379&k=%s&t=1795255200&e=" + year));
  }

  @Test
  void noneAndMalformedOnesAreToldApart() throws Exception {
    assertRefused(YoutuFault.EMPTY, "");
    assertRefused(YoutuFault.EMPTY, "  ");
    for (String bad :
        List.of(
            "FCHXdPTEwMDAwMzc5Jms9QUtJRGVRZDBrRU1yM2J4ZjhRckJi==", "!!!", "YQ==",
            "A".repeat(99_999), Base64.getEncoder().encodeToString(new byte[20]),
            Base64.getEncoder().encodeToString(new byte[60]))) {
      assertRefused(YoutuFault.MALFORMED, bad);
    }
    for (String text :
        List.of(
            "k=%s&e=1795255300&t=1795255200", "a=10000379&e=1795255300&t=1795255200",
            "a=10000379&k=%s&t=1795255200", "a=10000379&k=%s&e=1795255300",
            "a=10000379&k=%s&e=soon&t=1795255200", "a=10000379&k=%s&e=1795255300&t=-5",
            "a=10000379&a=10000379&k=%s&e=1795255300&t=1795255200",
            "a=10000379&k=%s&e=99999999999999999999&t=1795255200")) {
      assertRefused(YoutuFault.MALFORMED, sign(text));
    }
  }

  @Test
  void wrongOwnersAreToldApart() throws Exception {
    assertRefused(YoutuFault.APP_UNKNOWN, sign("a=1&k=%s&e=1795255300&t=1795255200"));
    assertRefused(
        YoutuFault.SECRET_ID_UNKNOWN, sign("a=10000379&k=nobody&e=1795255300&t=1795255200"));
    assertRefused(
        YoutuFault.APP_MISMATCH,
        sign("a=10000379&k=" + other.id() + "&e=1795255300&t=1795255200"));
    assertRefused(
        YoutuFault.BAD_SIGNATURE,
        sign("guess", "a=10000379&k=" + key.id() + "&e=1795255300&t=1795255200"));
    keys.create(
        new KeyTerms("gate", "10000379", Set.of("bfr"), Set.of(), Allowance.UNLIMITED, ""));
    keys.revoke(key.id());
    assertRefused(
        YoutuFault.SECRET_ID_UNKNOWN, sign("a=10000379&k=%s&e=1795255300&t=1795255200"));
  }

  @Test
  void everyChangedByteIsNoticed() throws Exception {
    byte[] bytes =
        Base64.getDecoder().decode(sign("a=10000379&b=lobby&k=%s&t=1795255200&e=1795255500"));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertInstanceOf(
          YoutuVerdict.Refused.class, judge(Base64.getEncoder().encodeToString(changed)));
    }
  }

  @Test
  void targetIsHeldAgainstTheBody() throws Exception {
    YoutuVerdict.Granted bound =
        (YoutuVerdict.Granted) judge(sign("a=10000379&b=lobby&k=%s&t=1795255200&e=1795255500"));
    assertEquals(Optional.of(YoutuFault.TARGET_MISMATCH), bound.against("10000379", "other"));
    assertEquals(Optional.of(YoutuFault.TARGET_MISMATCH), bound.against("10000378", "lobby"));
    assertEquals(Optional.of(YoutuFault.TARGET_MISMATCH), bound.against("", ""));
    YoutuVerdict.Granted loose =
        (YoutuVerdict.Granted) judge(sign("a=10000379&k=%s&t=1795255200&e=1795255500"));
    assertEquals(Optional.empty(), loose.against("10000379", "lobby"));
    assertEquals(Optional.of(YoutuFault.BUCKET_UNKNOWN), loose.against("10000379", "other"));
    YoutuVerdict.Granted anywhere =
        new YoutuVerdict.Granted(other, "");
    assertEquals(Optional.empty(), anywhere.against(other.terms().appNumber(), "any"));
  }

  @Test
  void signatureWithoutEndCountsOnceAlsoAfterARestart() throws Exception {
    String once = sign("a=10000379&b=lobby&k=%s&e=0&t=1795255200&r=1&u=0&f=door");
    String again = sign("a=10000379&b=lobby&k=%s&e=0&t=1795255200&r=2&u=0&f=door");
    assertInstanceOf(YoutuVerdict.Granted.class, judge(once));
    assertRefused(YoutuFault.REPLAYED, once);
    assertInstanceOf(YoutuVerdict.Granted.class, judge(again));
    used.close();
    Path file = folders.data().resolve("used-signatures");
    assertEquals(2 * 28, Files.size(file));
    Files.write(file, new byte[5], StandardOpenOption.APPEND);
    used = UsedSignatures.open(folders.data(), clock);
    youtu = new YoutuSignatures(keys, used, clock);
    assertRefused(YoutuFault.REPLAYED, once);
    assertRefused(YoutuFault.REPLAYED, again);
    clock.pass(Duration.ofSeconds(601));
    assertRefused(YoutuFault.EXPIRED, once);
    used.close();
    used = UsedSignatures.open(folders.data(), clock);
    assertEquals(0, Files.size(file), "old ones are forgotten");
  }

  @Test
  void usedSignatureIsRememberedThoughTheClockIsBehindAfterAPowerCut() throws Exception {
    String once = sign("a=10000379&b=lobby&k=%s&e=0&t=1795255200&r=1&u=0&f=door");
    assertInstanceOf(YoutuVerdict.Granted.class, judge(once));
    used.close();
    clock.set("2000-01-01T00:00:00Z");
    used = UsedSignatures.open(folders.data(), clock);
    youtu = new YoutuSignatures(keys, used, clock);
    clock.set("2026-11-21T10:01:00Z");
    assertRefused(YoutuFault.REPLAYED, once);
  }

  @Test
  void oneThatFailedToBeKeptSpoilsNoOthers() throws Exception {
    String first = sign("a=10000379&b=lobby&k=%s&e=0&t=1795255200&r=1&u=0&f=door");
    assertInstanceOf(YoutuVerdict.Granted.class, judge(first));
    String second = sign("a=10000379&b=lobby&k=%s&e=0&t=1795255200&r=2&u=0&f=door");
    Thread.currentThread().interrupt();
    assertInstanceOf(YoutuVerdict.Unavailable.class, judge(second));
    assertTrue(Thread.interrupted());
    String third = sign("a=10000379&b=lobby&k=%s&e=0&t=1795255200&r=3&u=0&f=door");
    assertInstanceOf(YoutuVerdict.Granted.class, judge(third));
    used.close();
    used = UsedSignatures.open(folders.data(), clock);
    youtu = new YoutuSignatures(keys, used, clock);
    assertRefused(YoutuFault.REPLAYED, first);
    assertRefused(YoutuFault.REPLAYED, third);
  }

  @Test
  void signatureWithoutEndNeedsAResourceAndAFreshStamp() throws Exception {
    assertRefused(YoutuFault.MALFORMED, sign("a=10000379&k=%s&e=0&t=1795255200&f="));
    assertRefused(YoutuFault.MALFORMED, sign("a=10000379&k=%s&e=0&t=1795255200"));
    assertRefused(YoutuFault.EXPIRED, sign("a=10000379&k=%s&e=0&t=1795254599&f=x"));
    assertRefused(YoutuFault.EXPIRED, sign("a=10000379&k=%s&e=0&t=1795255801&f=x"));
    String wrong = sign("guess", "a=10000379&k=" + key.id() + "&e=0&t=1795255200&f=x");
    assertRefused(YoutuFault.BAD_SIGNATURE, wrong);
    String ahead = sign("a=10000379&k=%s&e=0&t=1795255800&f=x");
    assertInstanceOf(YoutuVerdict.Granted.class, judge(ahead));
    clock.pass(Duration.ofMinutes(20));
    assertRefused(YoutuFault.REPLAYED, ahead);
  }

  @Test
  void memoryOfUsedSignaturesIsBounded() throws IOException {
    used.close();
    ByteBuffer full = ByteBuffer.allocate(28 * UsedSignatures.ENTRIES_MAX);
    for (int i = 0; i < UsedSignatures.ENTRIES_MAX; i++) {
      full.putLong(NOW).putInt(i).put(new byte[16]);
    }
    Files.write(folders.data().resolve("used-signatures"), full.array());
    used = UsedSignatures.open(folders.data(), clock);
    byte[] mac = new byte[20];
    mac[19] = 1;
    assertEquals(Optional.of(YoutuFault.TOO_OFTEN), used.use(mac, NOW, NOW));
    assertTrue(used.use(mac, NOW + 601, NOW + 601).isEmpty(), "time makes room");
  }

  @Test
  void unreadableKeysLetNobodyIn() throws Exception {
    String good = sign("a=10000379&b=lobby&k=%s&t=1795255200&e=1795255500");
    Files.write(folders.keyFile(), new byte[50]);
    assertInstanceOf(YoutuVerdict.Unavailable.class, judge(good));
  }

  private String sign(String text) throws Exception {
    return sign(key.secret().reveal(), text.formatted(key.id()));
  }

  private static String sign(String secret, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    bytes.write(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private YoutuVerdict judge(String authorization) {
    return youtu.judge("youtu", authorization);
  }

  private void assertRefused(YoutuFault fault, String authorization) {
    assertEquals(new YoutuVerdict.Refused(fault), judge(authorization));
  }
}
