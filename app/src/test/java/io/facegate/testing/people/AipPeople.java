package io.facegate.testing.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People in the words of AIP, whose two versions differ in paths and in what update takes. */
public final class AipPeople implements PeopleApi {
  private final Wire wire;
  private final Caller caller;
  private final boolean second;
  private String token = "";

  private AipPeople(URI base, Caller caller, boolean second) {
    this.wire = new Wire(base);
    this.caller = caller;
    this.second = second;
  }

  /** A client of AIP v1. */
  public static AipPeople first(URI base, Caller caller) {
    return new AipPeople(base, caller, false);
  }

  /** A client of AIP v2. */
  public static AipPeople second(URI base, Caller caller) {
    return new AipPeople(base, caller, true);
  }

  @Override
  public void enroll(String person, String group, String info, byte[] photo) throws IOException {
    done("faceset/user/add", photo(photo, "uid", person, "group_id", group, "user_info", info));
  }

  @Override
  public Optional<String> find(String group, byte[] photo) throws IOException {
    JsonNode best = done("identify", photo(photo, "group_id", group)).path("result").path(0);
    return best.path("scores").path(0).asDouble() >= 80
        ? Optional.of(best.path("uid").asText())
        : Optional.empty();
  }

  @Override
  public boolean verify(String person, String group, byte[] photo) throws IOException {
    JsonNode answer = done("verify", photo(photo, "uid", person, "group_id", group));
    return answer.path("result").path(0).asDouble() >= 80;
  }

  @Override
  public List<String> groups() throws IOException {
    return Wire.texts(done("faceset/group/getlist", fields()).path("result"));
  }

  @Override
  public List<String> people(String group) throws IOException {
    return Wire.texts(
        done("faceset/group/getusers", fields("group_id", group)).path("result"), "uid");
  }

  @Override
  public Optional<String> info(String person, String group) throws IOException {
    JsonNode answer = call("faceset/user/get", fields("uid", person));
    if (answer.path("error_code").asInt() == 216611) {
      return Optional.empty();
    }
    JsonNode result = checked(answer).path("result");
    return Optional.of((second ? result.path(0) : result).path("user_info").asText());
  }

  @Override
  public void update(String person, String group, String info, byte[] photo) throws IOException {
    Map<String, String> fields = photo(photo, "uid", person);
    if (second) {
      fields.put("user_info", info);
    }
    done("faceset/user/update", fields);
  }

  @Override
  public boolean setsInfo() {
    return second;
  }

  @Override
  public void delete(String person, String group) throws IOException {
    done("faceset/user/delete", fields("uid", person));
  }

  private JsonNode done(String operation, Map<String, String> fields) throws IOException {
    return checked(call(operation, fields));
  }

  private static JsonNode checked(JsonNode answer) throws IOException {
    if (answer.has("error_code")) {
      throw new IOException("AIP answers " + answer);
    }
    return answer;
  }

  private JsonNode call(String operation, Map<String, String> fields) throws IOException {
    String folder = second ? "/rest/2.0/face/v2/" : "/rest/2.0/faceverify/v1/";
    return wire.form(folder + operation + "?access_token=" + token(), fields);
  }

  private String token() throws IOException {
    if (token.isEmpty()) {
      token =
          wire.form(
                  "/oauth/2.0/token",
                  fields(
                      "grant_type", "client_credentials",
                      "client_id", caller.keyId(),
                      "client_secret", caller.secret()))
              .path("access_token")
              .asText();
    }
    return token;
  }

  private static Map<String, String> photo(byte[] photo, String... fields) {
    Map<String, String> all = fields(fields);
    all.put("images", Wire.base64(photo));
    return all;
  }

  private static Map<String, String> fields(String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
