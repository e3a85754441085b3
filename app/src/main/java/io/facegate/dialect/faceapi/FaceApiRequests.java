package io.facegate.dialect.faceapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.core.Control;
import io.facegate.core.DetectQuery;
import io.facegate.core.EnrollCommand;
import io.facegate.core.EnrollMode;
import io.facegate.core.IdentifyAllQuery;
import io.facegate.core.IdentifyQuery;
import io.facegate.core.ImageRef;
import io.facegate.core.LivenessProbe;
import io.facegate.core.LivenessScene;
import io.facegate.core.Probe;
import io.facegate.dialect.Call;
import io.facegate.dialect.Fields;
import io.facegate.dialect.PictureText;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the requests that come with pictures. */
final class FaceApiRequests {
  /** Text of one picture, "not over 2M" as encoded. */
  private static final int BASE64_LENGTH_MAX = 2 << 20;

  private static final int USER_INFO_BYTES_MAX = 256;
  private static final int FACES_MAX = 10;
  private static final int IDENTIFY_PERSONS_MAX = 50;
  private static final int MIDENTIFY_PERSONS_MAX = 20;
  private static final int SEARCH_GROUPS_MAX = 10;
  private static final double MIDENTIFY_SCORE_DEFAULT = 80;

  private FaceApiRequests() {}

  /** How a picture is handed over. */
  private enum ImageType {
    BASE64,
    URL,
    FACE_TOKEN
  }

  /** What kind of photograph it is; checked, and made no difference of. */
  private enum FaceType {
    LIVE,
    IDCARD,
    WATERMARK,
    CERT
  }

  /** Yes or no. */
  private enum Choice {
    YES,
    NO
  }

  /** A detection and what to answer of each face. */
  record Detect(DetectQuery query, FaceFieldNames names) {}

  /** A liveness judgement and what to answer of each picture. */
  record Liveness(List<LivenessProbe> probes, List<FaceFieldNames> names) {}

  /** The library asked, from the query string. */
  static String app(Call call) {
    return Ids.check("appid", call.query("appid").filter(id -> !id.isEmpty())
        .orElseThrow(() -> new FaceException(FaceFailure.PARAMETER_MISSING, "appid")));
  }

  static Detect detect(Call call) {
    String app = app(call);
    Fields body = new Fields(call.json());
    FaceFieldNames names = FaceFieldNames.of(body);
    boolean save =
        names.has("feature") || body.choice("get_feature", Choice.NO) == Choice.YES;
    int facesMax = body.integer("max_face_num", 1, 1, FACES_MAX);
    return new Detect(
        new DetectQuery(app, probe(body), names.details(), facesMax, save), names);
  }

  static List<Probe> match(Call call) {
    List<Fields> pictures = pictures(call.json());
    if (pictures.size() != 2) {
      throw new FaceException(FaceFailure.IMAGE_COUNT_WRONG);
    }
    List<Probe> probes = new ArrayList<>();
    pictures.forEach(picture -> probes.add(probe(picture)));
    return probes;
  }

  static IdentifyQuery identify(Call call) {
    String app = app(call);
    Fields body = new Fields(call.json());
    return new IdentifyQuery(
        FaceApiDialect.ID,
        app,
        probe(body),
        Ids.list(body, "group_id_list", SEARCH_GROUPS_MAX),
        body.text("user_id").map(id -> Ids.check("user_id", id)).orElse(null),
        body.number("match_threshold", 0, 0, 100),
        body.integer("max_user_num", 1, 1, IDENTIFY_PERSONS_MAX));
  }

  static IdentifyAllQuery identifyAll(Call call) {
    String app = app(call);
    Fields body = new Fields(call.json());
    return new IdentifyAllQuery(
        FaceApiDialect.ID,
        app,
        probe(body),
        Ids.list(body, "group_id_list", SEARCH_GROUPS_MAX),
        body.integer("max_face_num", 1, 1, FACES_MAX),
        body.number("match_threshold", MIDENTIFY_SCORE_DEFAULT, 0, 100),
        body.integer("max_user_num", 1, 1, MIDENTIFY_PERSONS_MAX));
  }

  /** One picture may come as an object by itself. */
  static Liveness liveness(Call call) {
    JsonNode body = call.json();
    List<Fields> pictures = body.isObject() ? List.of(new Fields(body)) : pictures(body);
    if (!Set.of(1, 3, 8).contains(pictures.size())) {
      throw new FaceException(FaceFailure.IMAGE_COUNT_WRONG);
    }
    List<LivenessProbe> probes = new ArrayList<>();
    List<FaceFieldNames> allNames = new ArrayList<>();
    for (Fields picture : pictures) {
      FaceFieldNames names = FaceFieldNames.of(picture);
      LivenessScene scene = picture.choice("option", LivenessScene.COMMON);
      probes.add(
          new LivenessProbe(image(picture), names.details(), scene, names.has("feature")));
      allNames.add(names);
    }
    return new Liveness(probes, allNames);
  }

  /** A video, as a part of its own or as base64; the part wins when both are there. */
  static byte[] video(Call call) {
    Optional<byte[]> part = call.part("video").filter(bytes -> bytes.length > 0);
    if (part.isPresent()) {
      return part.get();
    }
    String text =
        call.multipart().isPresent()
            ? call.part("video_base64")
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("")
            : new Fields(call.json()).text("video_base64").orElse("");
    if (text.isEmpty()) {
      throw new FaceException(FaceFailure.PARAMETER_MISSING, "video");
    }
    return PictureText.decode(text, Integer.MAX_VALUE);
  }

  static EnrollCommand add(Call call) {
    return enroll(call, EnrollMode.APPEND, EnumSet.of(EnrollMode.APPEND, EnrollMode.REPLACE));
  }

  static EnrollCommand update(Call call) {
    return enroll(call, EnrollMode.UPDATE, EnumSet.of(EnrollMode.UPDATE, EnrollMode.REPLACE));
  }

  private static EnrollCommand enroll(Call call, EnrollMode absent, Set<EnrollMode> allowed) {
    String app = app(call);
    Fields body = new Fields(call.json());
    String info = body.text("user_info").orElse(null);
    if (info != null && info.getBytes(StandardCharsets.UTF_8).length > USER_INFO_BYTES_MAX) {
      throw Fields.invalid("user_info");
    }
    PersonKey person =
        new PersonKey(app, Ids.required(body, "group_id"), Ids.required(body, "user_id"));
    EnrollMode mode = body.choice("action_type", absent, allowed);
    return new EnrollCommand(person, probe(body), info, mode);
  }

  private static List<Fields> pictures(JsonNode list) {
    if (!list.isArray()) {
      throw new FaceException(FaceFailure.IMAGE_COUNT_WRONG);
    }
    List<Fields> pictures = new ArrayList<>();
    list.forEach(picture -> pictures.add(new Fields(picture)));
    return pictures;
  }

  private static Probe probe(Fields body) {
    body.choice("face_type", FaceType.LIVE);
    Control quality = body.choice("quality_control", Control.NONE);
    Control liveness = body.choice("liveness_control", Control.NONE);
    PictureSpec spec = body.choice("image_spec", PictureSpec.COMMON);
    return new Probe(image(body), spec, quality, liveness);
  }

  private static ImageRef image(Fields body) {
    String image = body.required("image");
    body.required("image_type");
    return switch (body.choice("image_type", ImageType.BASE64)) {
      case BASE64 -> new ImageRef.Bytes(PictureText.decode(image, BASE64_LENGTH_MAX));
      case URL -> new ImageRef.Url(image);
      case FACE_TOKEN -> new ImageRef.Token(Ids.knownToken(image));
    };
  }
}
