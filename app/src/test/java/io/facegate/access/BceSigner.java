package io.facegate.access;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs texts that a test has put together by hand, after the published recipe. */
public final class BceSigner {
  private BceSigner() {}

  /** An authorization over a canonical request. */
  public static String authorization(
      ApiKey key, String timeAndSeconds, String signedHeaders, String canonicalRequest)
      throws Exception {
    return authorization(
        key.id(), key.secret().reveal(), timeAndSeconds, signedHeaders, canonicalRequest);
  }

  public static String authorization(
      String id, String secret, String timeAndSeconds, String signedHeaders, String canonical)
      throws Exception {
    String prefix = "bce-auth-v1/" + id + "/" + timeAndSeconds;
    String signature = hmac(hmac(secret, prefix), canonical);
    return prefix + "/" + signedHeaders + "/" + signature;
  }

  private static String hmac(String key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
