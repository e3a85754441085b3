package io.facegate.testing.people;

import com.baidubce.auth.BceV1Signer;
import com.baidubce.auth.DefaultBceCredentials;
import com.baidubce.auth.SignOptions;
import com.baidubce.http.HttpMethodName;
import com.baidubce.internal.InternalRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * People in the words of BFR: bare JSON under a form content type, as its examples show it, signed
 * by the vendor's own signer.
 */
public final class BfrPeople implements PeopleApi {
  private final Wire wire;
  private final Caller caller;

  /** A client of the service at an address. */
  public BfrPeople(URI base, Caller caller) {
    this.wire = new Wire(base);
    this.caller = caller;
  }

  @Override
  public void enroll(String person, String group, String info, byte[] photo) throws IOException {
    done("user/add", photo(photo, "group_id", group, "uid", person, "user_info", info));
  }

  @Override
  public Optional<String> find(String group, byte[] photo) throws IOException {
    JsonNode best = done("user/identify", photo(photo, "group_id", group)).path("result").path(0);
    return best.path("scores").path(0).asDouble() >= 80
        ? Optional.of(best.path("uid").asText())
        : Optional.empty();
  }

  @Override
  public boolean verify(String person, String group, byte[] photo) throws IOException {
    JsonNode answer = done("user/verify", photo(photo, "uid", person));
    return answer.path("result").path(0).asDouble() >= 80;
  }

  @Override
  public List<String> groups() throws IOException {
    return Wire.texts(done("app/getgroups", body("start", "0", "num", "1000")).path("result"));
  }

  @Override
  public List<String> people(String group) throws IOException {
    return Wire.texts(
        done("group/getusers", body("start", "0", "num", "1000", "group_id", group)).path("result"),
        "uid");
  }

  @Override
  public Optional<String> info(String person, String group) throws IOException {
    JsonNode answer = call("user/get", body("uid", person));
    if (answer.path("error_code").asInt() == 216611) {
      return Optional.empty();
    }
    return Optional.of(checked(answer).path("result").path("user_info").asText());
  }

  @Override
  public void update(String person, String group, String info, byte[] photo) throws IOException {
    done("user/update", photo(photo, "uid", person));
  }

  @Override
  public boolean setsInfo() {
    return false;
  }

  @Override
  public void delete(String person, String group) throws IOException {
    done("user/delete", body("uid", person));
  }

  private JsonNode done(String operation, ObjectNode body) throws IOException {
    return checked(call(operation, body));
  }

  private static JsonNode checked(JsonNode answer) throws IOException {
    if (answer.has("error_code")) {
      throw new IOException("BFR answers " + answer);
    }
    return answer;
  }

  private JsonNode call(String operation, ObjectNode body) throws IOException {
    String path = "/api/v1/faceverify/" + operation;
    return wire.post(
        path,
        "application/x-www-form-urlencoded",
        Wire.JSON.writeValueAsBytes(body),
        signed(wire.place(path)));
  }

  private Map<String, String> signed(URI place) {
    InternalRequest request = new InternalRequest(HttpMethodName.POST, place);
    request.addHeader("Host", place.getHost() + ":" + place.getPort());
    SignOptions options = new SignOptions();
    options.setTimestamp(Date.from(Instant.now()));
    options.setHeadersToSign(Set.of("host"));
    new BceV1Signer()
        .sign(request, new DefaultBceCredentials(caller.keyId(), caller.secret()), options);
    Map<String, String> headers = new HashMap<>(request.getHeaders());
    headers.remove("Host");
    return headers;
  }

  private static ObjectNode photo(byte[] photo, String... fields) {
    return body(fields).put("image", Wire.base64(photo));
  }

  private static ObjectNode body(String... fields) {
    ObjectNode body = Wire.JSON.createObjectNode();
    for (int i = 0; i < fields.length; i += 2) {
      body.put(fields[i], fields[i + 1]);
    }
    return body;
  }
}
