package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as a dialect sees it: let in, and read under limits. For one thread at a time. */
public final class Call {
  private final HttpRequest request;
  private final long number;
  private final Instant receivedAt;
  private final byte[] body;
  private final Admission admission;
  private @Nullable JsonNode json;
  private @Nullable Parameters parameters;

  Call(
      HttpRequest request, long number, Instant receivedAt, byte[] body, Admission admission) {
    this.request = request;
    this.number = number;
    this.receivedAt = receivedAt;
    this.body = body;
    this.admission = admission;
  }

  HttpRequest request() {
    return request;
  }

  /** What its credentials allow. */
  public Admission admission() {
    return admission;
  }

  /** HTTP method, upper case. */
  public String method() {
    return request.method();
  }

  /** Decoded path, with leading slash. */
  public String path() {
    return request.path();
  }

  /** A query parameter's first value. */
  public Optional<String> query(String name) {
    return request.query().getOrDefault(name, List.of()).stream().findFirst();
  }

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.headers().get(name.toLowerCase(Locale.ROOT)));
  }

  /** The other end of the connection; never taken from a header. */
  public InetAddress remote() {
    return request.remote();
  }

  /** When its headers had arrived. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** Unique among all calls, 13 decimal digits, rising. */
  public long number() {
    return number;
  }

  /** The body as it came. */
  public byte[] body() {
    return Arrays.copyOf(body, body.length);
  }

  /** Whether there is no body, or nothing but white space. */
  public boolean hasNoBody() {
    for (byte one : body) {
      if (one != ' ' && one != '\t' && one != '\r' && one != '\n') {
        return false;
      }
    }
    return true;
  }

  /**
   * The body read as JSON, whatever type it is declared to be of; real clients send JSON as a form.
   * Fails with BODY_UNREADABLE.
   */
  public JsonNode json() {
    JsonNode parsed = json;
    if (parsed == null) {
      parsed = JsonBody.parse(body);
      json = parsed;
    }
    return parsed;
  }

  /**
   * The parameters of body and query. The body is read as a JSON object or as a form, whichever it
   * is, whatever type it is declared to be of. Fails with BODY_UNREADABLE.
   */
  public Parameters parameters() {
    Parameters read = parameters;
    if (read == null) {
      read = new Parameters(ParameterReader.read(body, request.query()));
      parameters = read;
    }
    return read;
  }

  /** The content of a part of a multipart body, if it is one and has it. */
  public Optional<byte[]> part(String name) {
    return multipart().flatMap(parts -> parts.content(name));
  }

  /** The body as multipart, if that is what it is. Fails with BODY_UNREADABLE. */
  public Optional<Multipart> multipart() {
    return Multipart.read(request.header("content-type"), body);
  }
}
