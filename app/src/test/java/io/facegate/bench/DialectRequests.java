package io.facegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.baidubce.auth.BceV1Signer;
import com.baidubce.auth.DefaultBceCredentials;
import com.baidubce.auth.SignOptions;
import com.baidubce.http.HttpMethodName;
import com.baidubce.internal.InternalRequest;
import com.qcloud.image.sign.Credentials;
import com.qcloud.image.sign.Sign;
import io.facegate.access.ApiKey;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The same question in the words of each API, with the credentials that it asks for. */
final class DialectRequests {
  private static final String BOUNDARY = "--------------acebdf13572468";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String HOST = "gateway";
  private static final int SIGNATURE_SECONDS = 1200;

  private final ApiKey key;
  private final String token;
  private final byte[] photo;
  private final String group;

  DialectRequests(ApiKey key, String token, byte[] photo, String group) {
    this.key = key;
    this.token = token;
    this.photo = photo;
    this.group = group;
  }

  /** Who of the group is on the photo, by dialect. */
  Map<String, Question> identify() throws Exception {
    String base64 = Base64.getEncoder().encodeToString(photo);
    byte[] form =
        ("group_id=" + group + "&images=" + URLEncoder.encode(base64, UTF_8)).getBytes(UTF_8);
    Map<String, Question> questions = new LinkedHashMap<>();
    questions.put("aip1", byToken("/rest/2.0/faceverify/v1/identify", form));
    questions.put("aip2", byToken("/rest/2.0/face/v2/identify", form));
    questions.put("bfr", signed("/api/v1/faceverify/user/identify", json("group_id", base64)));
    questions.put(
        "faceapi",
        new Question(
            "/face-api/v3/face/identify",
            Map.of("appid", key.appId()),
            Map.of("host", HOST, "content-type", FORM),
            json("image_type\": \"BASE64\", \"group_id_list", base64)));
    questions.put("youtu", parts("/face/identify"));
    return questions;
  }

  private byte[] json(String groupName, String base64) {
    return "{\"%s\": \"%s\", \"image\": \"%s\"}"
        .formatted(groupName, group, base64)
        .getBytes(UTF_8);
  }

  private Question byToken(String path, byte[] form) {
    return new Question(
        path,
        Map.of("access_token", token),
        Map.of("host", HOST, "content-type", FORM),
        form);
  }

  private Question signed(String path, byte[] body) {
    InternalRequest request =
        new InternalRequest(HttpMethodName.POST, URI.create("http://" + HOST + path));
    request.addHeader("Host", HOST);
    SignOptions options = new SignOptions();
    options.setExpirationInSeconds(SIGNATURE_SECONDS);
    options.setHeadersToSign(Set.of("host"));
    new BceV1Signer()
        .sign(
            request, new DefaultBceCredentials(key.id(), key.secret().reveal()), options);
    Map<String, String> headers = new HashMap<>(Map.of("content-type", FORM));
    request
        .getHeaders()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Question(path, Map.of(), headers, body);
  }

  private Question parts(String path) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String number = key.terms().appNumber();
    part(body, "appid\"", number.getBytes(UTF_8));
    part(body, "bucket\"", "test".getBytes(UTF_8));
    part(body, "group_id\"", group.getBytes(UTF_8));
    part(body, "image\"; filename=\"test.jpg\"\r\nContent-Type: image/jpeg", photo);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    String signature =
        Sign.appSign(
            new Credentials(number, key.id(), key.secret().reveal()), "test", SIGNATURE_SECONDS);
    return new Question(
        path,
        Map.of(),
        Map.of(
            "host", HOST,
            "content-type", "multipart/form-data;boundary=" + BOUNDARY,
            "authorization", signature),
        body.toByteArray());
  }

  private static void part(ByteArrayOutputStream body, String name, byte[] content) {
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\r\n\r\n"
            .formatted(BOUNDARY, name)
            .getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
  }
}
