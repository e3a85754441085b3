package io.facegate.camera;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers a challenge of a camera: by Digest (RFC 7616: MD5 or SHA-256, plain or for a session,
 * with {@code qop=auth} or in the old form without) and, only where no Digest is offered, by Basic
 * (RFC 7617). It belongs to the connection on which the challenge came.
 */
final class HttpLogin {
  private static final List<String> ALGORITHMS =
      List.of("SHA-256", "SHA-256-SESS", "MD5", "MD5-SESS");

  private final Credentials credentials;
  private final AuthChallenge challenge;
  private final Supplier<String> clientNonces;
  private int count;

  /**
   * A login for one challenge.
   *
   * @param clientNonces gives a new one for each request
   */
  HttpLogin(Credentials credentials, AuthChallenge challenge, Supplier<String> clientNonces) {
    this.credentials = credentials;
    this.challenge = challenge;
    this.clientNonces = clientNonces;
  }

  /** The strongest of the offered ways that we can go. */
  static Optional<AuthChallenge> strongest(List<AuthChallenge> offered) {
    Optional<AuthChallenge> digest =
        offered.stream()
            .filter(HttpLogin::answerable)
            .min(Comparator.comparing(one -> ALGORITHMS.indexOf(algorithm(one))));
    return digest.or(
        () -> offered.stream().filter(one -> one.scheme().equals("basic")).findFirst());
  }

  private static boolean answerable(AuthChallenge challenge) {
    return challenge.scheme().equals("digest")
        && !challenge.get("nonce").isEmpty()
        && ALGORITHMS.contains(algorithm(challenge))
        && (challenge.get("qop").isEmpty() || offersAuth(challenge));
  }

  private static boolean offersAuth(AuthChallenge challenge) {
    return Arrays.stream(challenge.get("qop").split("[,\\s]+")).anyMatch("auth"::equalsIgnoreCase);
  }

  private static String algorithm(AuthChallenge challenge) {
    String name = challenge.get("algorithm").toUpperCase(Locale.ROOT);
    return name.isEmpty() ? "MD5" : name;
  }

  /** The value of the Authorization header for the next request. */
  String authorize(String method, String target) {
    if (challenge.scheme().equals("basic")) {
      String pair = credentials.user() + ":" + credentials.password();
      return "Basic "
          + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    return digest(method, target);
  }

  private String digest(String method, String target) {
    count++;
    String clientNonce = clientNonces.get();
    String nonceCount = "%08x".formatted(count);
    String nonce = challenge.get("nonce");
    String algorithm = algorithm(challenge);
    String secret =
        hash(credentials.user() + ":" + challenge.get("realm") + ":" + credentials.password());
    if (algorithm.endsWith("-SESS")) {
      secret = hash(secret + ":" + nonce + ":" + clientNonce);
    }
    String request = hash(method + ":" + target);
    boolean protectedQuality = offersAuth(challenge);
    String response =
        protectedQuality
            ? hash(
                String.join(":", secret, nonce, nonceCount, clientNonce, "auth", request))
            : hash(String.join(":", secret, nonce, request));
    StringBuilder header = new StringBuilder("Digest ");
    header.append("username=").append(quoted(credentials.user()));
    header.append(", realm=").append(quoted(challenge.get("realm")));
    header.append(", nonce=").append(quoted(nonce));
    header.append(", uri=").append(quoted(target));
    header.append(", response=").append(quoted(response));
    if (!challenge.get("algorithm").isEmpty()) {
      header.append(", algorithm=").append(challenge.get("algorithm"));
    }
    if (!challenge.get("opaque").isEmpty()) {
      header.append(", opaque=").append(quoted(challenge.get("opaque")));
    }
    if (protectedQuality) {
      header.append(", qop=auth, nc=").append(nonceCount);
    }
    if (protectedQuality || algorithm.endsWith("-SESS")) {
      header.append(", cnonce=").append(quoted(clientNonce));
    }
    return header.toString();
  }

  private String hash(String text) {
    String name = algorithm(challenge).startsWith("SHA-256") ? "SHA-256" : "MD5";
    try {
      byte[] digest =
          MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + name, e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
