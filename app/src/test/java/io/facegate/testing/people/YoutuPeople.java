package io.facegate.testing.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.qcloud.image.sign.Credentials;
import com.qcloud.image.sign.Sign;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People in the words of youtu, signed by the vendor's own signer. */
public final class YoutuPeople implements PeopleApi {
  private static final String BUCKET = "test";
  private static final String BOUNDARY = "--------------acebdf13572468";

  private final Wire wire;
  private final Caller caller;

  /** A client of the service at an address. */
  public YoutuPeople(URI base, Caller caller) {
    this.wire = new Wire(base);
    this.caller = caller;
  }

  @Override
  public void enroll(String person, String group, String info, byte[] photo) throws IOException {
    done(
        call(
            "newperson", "image", photo,
            "person_id", person, "group_ids[0]", group, "person_name", info));
  }

  @Override
  public Optional<String> find(String group, byte[] photo) throws IOException {
    JsonNode best =
        done(call("identify", "image", photo, "group_id", group)).path("candidates").path(0);
    return best.path("confidence").asDouble() >= 80
        ? Optional.of(best.path("person_id").asText())
        : Optional.empty();
  }

  @Override
  public boolean verify(String person, String group, byte[] photo) throws IOException {
    return done(call("verify", "image", photo, "person_id", person)).path("ismatch").asBoolean();
  }

  @Override
  public List<String> groups() throws IOException {
    return Wire.texts(done(call("getgroupids")).path("group_ids"));
  }

  @Override
  public List<String> people(String group) throws IOException {
    return Wire.texts(done(call("getpersonids", "group_id", group)).path("person_ids"));
  }

  @Override
  public Optional<String> info(String person, String group) throws IOException {
    JsonNode answer = call("getinfo", "person_id", person);
    if (answer.path("code").asInt() == -1303) {
      return Optional.empty();
    }
    return Optional.of(done(answer).path("person_name").asText());
  }

  @Override
  public void update(String person, String group, String info, byte[] photo) throws IOException {
    JsonNode old = done(call("getfaceids", "person_id", person)).path("face_ids");
    done(call("addface", "images[0]", photo, "person_id", person));
    ObjectNode body = body("person_id", person);
    body.set("face_ids", old);
    done(json("delface", body));
    done(call("setinfo", "person_id", person, "person_name", info));
  }

  @Override
  public boolean setsInfo() {
    return true;
  }

  @Override
  public void delete(String person, String group) throws IOException {
    done(call("delperson", "person_id", person));
  }

  private static JsonNode done(JsonNode answer) throws IOException {
    if (answer.path("code").asInt(-1) != 0) {
      throw new IOException("youtu answers " + answer);
    }
    return answer.path("data");
  }

  private JsonNode call(String operation, String... fields) throws IOException {
    return json(operation, body(fields));
  }

  private JsonNode json(String operation, ObjectNode body) throws IOException {
    return wire.post(
        "/face/" + operation,
        "application/json",
        Wire.JSON.writeValueAsBytes(body),
        authorization());
  }

  private JsonNode call(String operation, String name, byte[] photo, String... fields)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body(fields)
        .properties()
        .forEach(
            field -> part(body, field.getKey() + "\";", field.getValue().asText().getBytes(UTF_8)));
    part(body, name + "\"; filename=\"test.jpg\"\r\nContent-Type: image/jpeg", photo);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return wire.post(
        "/face/" + operation,
        "multipart/form-data;boundary=" + BOUNDARY,
        body.toByteArray(),
        authorization());
  }

  private static void part(ByteArrayOutputStream body, String rest, byte[] content) {
    String head =
        "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + rest + "\r\n\r\n";
    body.writeBytes(head.getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
  }

  private Map<String, String> authorization() throws IOException {
    try {
      return Map.of(
          "Authorization",
          Sign.appSign(
              new Credentials(caller.number(), caller.keyId(), caller.secret()),
              BUCKET,
              60));
    } catch (Exception failed) {
      throw new IOException("signing failed", failed);
    }
  }

  private ObjectNode body(String... fields) {
    ObjectNode body = Wire.JSON.createObjectNode();
    body.put("appid", caller.number()).put("bucket", BUCKET);
    for (int i = 0; i < fields.length; i += 2) {
      body.put(fields[i], fields[i + 1]);
    }
    return body;
  }
}
