package io.facegate.core;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pictures by http and https, only from where the policy allows.
 *
 * <p>A name is resolved once, and the connection goes to the very address that was checked: a name
 * that resolves to something else the next moment (DNS rebinding) gains nothing. Redirects are
 * followed a few times and checked alike. Addresses with user and password are refused, so that
 * none come into a log.
 */
public final class UrlFetcher implements PictureSource {
  private static final int ADDRESS_LENGTH_MAX = 2048;

  private final UrlFetchConfig config;
  private final HostPolicy policy;

  /** A fetcher that keeps to a policy. */
  public UrlFetcher(UrlFetchConfig config, HostPolicy policy) {
    this.config = config;
    this.policy = policy;
  }

  @Override
  public byte[] fetch(String address) {
    long deadlineNanos = System.nanoTime() + config.timeMax().toNanos();
    URI target = parse(address);
    for (int redirects = 0; redirects <= config.redirectsMax(); redirects++) {
      PinnedHttpGet.Response response = get(target, deadlineNanos);
      if (response.status() == 200) {
        return response.body();
      }
      if (response.location().isEmpty()) {
        throw failed("status " + response.status(), null);
      }
      target = parse(resolve(target, response.location()));
    }
    throw failed("too many redirects", null);
  }

  private PinnedHttpGet.Response get(URI target, long deadlineNanos) {
    String host = host(target);
    try {
      InetAddress address = permitted(host);
      return new PinnedHttpGet(target, host, address, config.bytesMax(), deadlineNanos).run();
    } catch (IOException unreachable) {
      throw failed(host + ": " + unreachable.getMessage(), unreachable);
    }
  }

  private InetAddress permitted(String host) throws UnknownHostException {
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (policy.permits(host, address)) {
        return address;
      }
    }
    throw failed("fetching from " + host + " is not allowed", null);
  }

  private static URI parse(String address) {
    try {
      if (address.length() > ADDRESS_LENGTH_MAX) {
        throw failed("the address is too long", null);
      }
      URI target = new URI(address.strip());
      String scheme = target.getScheme();
      if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
        throw failed("only http and https are fetched", null);
      }
      if (target.getHost() == null || target.getRawUserInfo() != null || target.getPort() > 65535) {
        throw failed("the address names no plain host", null);
      }
      return target;
    } catch (URISyntaxException malformed) {
      throw failed("the address is malformed", null);
    }
  }

  private static String resolve(URI base, String location) {
    try {
      return base.resolve(location).toString();
    } catch (IllegalArgumentException malformed) {
      throw failed("the redirect is malformed", null);
    }
  }

  private static String host(URI target) {
    String host = target.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static FaceException failed(
      String why, @Nullable Throwable cause) {
    return new FaceException(FaceFailure.IMAGE_DOWNLOAD_FAILED, why, cause);
  }
}
