package io.facegate.testing.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People in the words of the private face-api v3. */
public final class FaceApiPeople implements PeopleApi {
  private final Wire wire;
  private final String app;

  /** A client of the service at an address, for an app. */
  public FaceApiPeople(URI base, String app) {
    this.wire = new Wire(base);
    this.app = app;
  }

  @Override
  public void enroll(String person, String group, String info, byte[] photo) throws IOException {
    done("face/add", picture(photo, "group_id", group, "user_id", person, "user_info", info));
  }

  @Override
  public Optional<String> find(String group, byte[] photo) throws IOException {
    return matched(picture(photo, "group_id_list", group));
  }

  @Override
  public boolean verify(String person, String group, byte[] photo) throws IOException {
    return matched(picture(photo, "group_id_list", group, "user_id", person)).isPresent();
  }

  private Optional<String> matched(ObjectNode body) throws IOException {
    JsonNode answer = call("face/identify", body.put("match_threshold", "80"));
    if (answer.path("error_code").asInt() == 222207) {
      return Optional.empty();
    }
    return Optional.of(result(answer).path("user_list").path(0).path("user_id").asText());
  }

  @Override
  public List<String> groups() throws IOException {
    return Wire.texts(done("group/list", body()).path("group_id_list"));
  }

  @Override
  public List<String> people(String group) throws IOException {
    return Wire.texts(done("user/list", body("group_id", group)).path("user_id_list"));
  }

  @Override
  public Optional<String> info(String person, String group) throws IOException {
    JsonNode answer = call("user/get", body("group_id", group, "user_id", person));
    if (answer.path("error_code").asInt() == 223103) {
      return Optional.empty();
    }
    return Optional.of(result(answer).path("user_list").path(0).path("user_info").asText());
  }

  @Override
  public void update(String person, String group, String info, byte[] photo) throws IOException {
    done("face/update", picture(photo, "group_id", group, "user_id", person, "user_info", info));
  }

  @Override
  public boolean setsInfo() {
    return true;
  }

  @Override
  public void delete(String person, String group) throws IOException {
    done("user/delete", body("group_id", "@ALL", "user_id", person));
  }

  private JsonNode done(String operation, ObjectNode body) throws IOException {
    return result(call(operation, body));
  }

  private static JsonNode result(JsonNode answer) throws IOException {
    if (answer.path("error_code").asInt(-1) != 0) {
      throw new IOException("face-api answers " + answer);
    }
    return answer.path("result");
  }

  private JsonNode call(String operation, ObjectNode body) throws IOException {
    return wire.post(
        "/face-api/v3/" + operation + "?appid=" + app,
        "application/json",
        Wire.JSON.writeValueAsBytes(body),
        Map.of());
  }

  private static ObjectNode picture(byte[] photo, String... fields) {
    return body(fields).put("image", Wire.base64(photo)).put("image_type", "BASE64");
  }

  private static ObjectNode body(String... fields) {
    ObjectNode body = Wire.JSON.createObjectNode();
    for (int i = 0; i < fields.length; i += 2) {
      body.put(fields[i], fields[i + 1]);
    }
    return body;
  }
}
