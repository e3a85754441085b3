package io.facegate.dialect.youtu;

import io.facegate.core.Control;
import io.facegate.core.FaceAddition;
import io.facegate.core.ImageRef;
import io.facegate.core.LookupQuery;
import io.facegate.core.PersonEnrollment;
import io.facegate.core.PersonLimits;
import io.facegate.core.Probe;
import io.facegate.core.VerifyQuery;
import io.facegate.dialect.Call;
import io.facegate.dialect.Fields;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PictureSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads requests: first for whom they are, which must be what was signed, then the rest. */
final class YoutuRequests {
  private static final int ID_BYTES_MAX = 128;
  private static final int DESCRIPTION_BYTES_MAX = 256;
  private static final int IDS_MAX = 1000;

  /** As many as the document lets a person have. */
  private static final int PICTURES_MAX = 20;

  /** "Top5". */
  private static final int CANDIDATES_MAX = 5;

  private YoutuRequests() {}

  /** A person, a group or a face of an app. */
  record Named(String app, String id) {}

  /** Faces of a person. */
  record FacesOf(String app, String person, List<String> faceIds) {}

  /** What is to be said of a person; null leaves it as it is. */
  record Description(String app, String person, @Nullable String name, @Nullable String tag) {}

  /** Two pictures to compare. */
  record Pair(String app, List<Probe> probes) {}

  static PersonEnrollment newPerson(Call call) {
    YoutuBody body = YoutuBody.of(call);
    String app = app(call, body);
    List<String> groups = ids(body, "group_ids");
    return new PersonEnrollment(
        app,
        id(body, "person_id"),
        List.of(picture(body, "url", "image")),
        groups,
        PersonEnrollment.Scope.NAMED,
        PersonEnrollment.Mode.CREATE,
        description(body, "person_name"),
        description(body, "tag"),
        PersonLimits.COUNTED);
  }

  static FaceAddition addFace(Call call) {
    YoutuBody body = YoutuBody.of(call);
    String app = app(call, body);
    String person = id(body, "person_id");
    List<ImageRef> pictures = new ArrayList<>();
    List<String> urls = body.list("urls");
    if (urls.stream().anyMatch(url -> !url.isEmpty())) {
      urls.forEach(url -> pictures.add(fromUrl(url)));
    } else {
      body.pictures("images").forEach(content -> pictures.add(new ImageRef.Bytes(content)));
    }
    if (pictures.isEmpty()) {
      throw new FaceException(FaceFailure.IMAGE_EMPTY, "images");
    }
    if (pictures.size() > PICTURES_MAX) {
      throw new FaceException(FaceFailure.TOO_MANY_FACES, "at most " + PICTURES_MAX);
    }
    return new FaceAddition(
        app, person, pictures, description(body, "tag"), PersonLimits.COUNTED);
  }

  static FacesOf deleteFace(Call call) {
    YoutuBody body = YoutuBody.of(call);
    return new FacesOf(app(call, body), id(body, "person_id"), ids(body, "face_ids"));
  }

  static Description setInfo(Call call) {
    YoutuBody body = YoutuBody.of(call);
    return new Description(
        app(call, body),
        id(body, "person_id"),
        description(body, "person_name"),
        description(body, "tag"));
  }

  /** The app alone. */
  static String app(Call call) {
    return app(call, YoutuBody.of(call));
  }

  /** What one parameter names. */
  static Named named(Call call, String name) {
    YoutuBody body = YoutuBody.of(call);
    return new Named(app(call, body), id(body, name));
  }

  static VerifyQuery verify(Call call) {
    YoutuBody body = YoutuBody.of(call);
    String app = app(call, body);
    String person = id(body, "person_id");
    return new VerifyQuery(
        YoutuDialect.ID,
        app,
        List.of(picture(body, "url", "image")),
        person,
        List.of(),
        1,
        Set.of());
  }

  /** Some clients name several groups in place of one. */
  static LookupQuery identify(Call call) {
    YoutuBody body = YoutuBody.of(call);
    String app = app(call, body);
    boolean several =
        body.given("group_id").orElse("").isEmpty() && !body.list("group_ids").isEmpty();
    List<String> groups =
        several ? ids(body, "group_ids") : List.of(id(body, "group_id"));
    return new LookupQuery(
        YoutuDialect.ID,
        app,
        List.of(picture(body, "url", "image")),
        groups,
        true,
        CANDIDATES_MAX,
        1,
        Set.of());
  }

  static Pair compare(Call call) {
    YoutuBody body = YoutuBody.of(call);
    String app = app(call, body);
    return new Pair(app, List.of(side(body, "A", 0), side(body, "B", 1)));
  }

  private static Probe side(YoutuBody body, String side, int number) {
    try {
      ImageRef picture = picture(body, "url" + side, "image" + side);
      return new Probe(picture, PictureSpec.COMMON, Control.NONE, Control.NONE);
    } catch (FaceException failure) {
      throw failure.atPicture(number);
    }
  }

  private static String app(Call call, YoutuBody body) {
    call.admission().isFor(body.required("appid"), body.required("bucket"));
    return call.admission().app();
  }

  /** The url alone counts when both are there. */
  private static ImageRef picture(YoutuBody body, String urlName, String imageName) {
    String url = body.given(urlName).orElse("");
    if (!url.isEmpty()) {
      return new ImageRef.Url(url);
    }
    return body.pictures(imageName).stream()
        .filter(content -> content.length > 0)
        .findFirst()
        .map(ImageRef.Bytes::new)
        .orElseThrow(() -> new FaceException(FaceFailure.IMAGE_EMPTY, imageName));
  }

  /** An empty url among others keeps its place, as a picture that is empty. */
  private static ImageRef fromUrl(String url) {
    return url.isEmpty() ? new ImageRef.Bytes(new byte[0]) : new ImageRef.Url(url);
  }

  private static String id(YoutuBody body, String name) {
    return checked(name, body.required(name));
  }

  /** Ids, each once; fails with PARAMETER_MISSING when there is none. */
  private static List<String> ids(YoutuBody body, String name) {
    List<String> ids = body.list(name).stream().filter(id -> !id.isEmpty()).distinct().toList();
    if (ids.isEmpty()) {
      throw new FaceException(FaceFailure.PARAMETER_MISSING, name);
    }
    if (ids.size() > IDS_MAX) {
      throw new FaceException(FaceFailure.PARAMETER_TOO_LONG, name);
    }
    return ids.stream().map(id -> checked(name, id)).toList();
  }

  private static String checked(String name, String id) {
    limit(name, id, ID_BYTES_MAX);
    if (id.codePoints().anyMatch(YoutuRequests::isNoText)) {
      throw Fields.invalid(name);
    }
    return id;
  }

  /* Half of a pair of surrogates has no bytes of its own, and would be stored as another id. */
  private static boolean isNoText(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static @Nullable String description(YoutuBody body, String name) {
    String text = body.described(name).orElse(null);
    if (text != null) {
      limit(name, text, DESCRIPTION_BYTES_MAX);
    }
    return text;
  }

  private static void limit(String name, String text, int bytesMax) {
    if (text.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
      throw new FaceException(FaceFailure.PARAMETER_TOO_LONG, name);
    }
  }
}
