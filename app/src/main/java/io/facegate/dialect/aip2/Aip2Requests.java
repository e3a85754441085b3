package io.facegate.dialect.aip2;

import io.facegate.core.FaceDetail;
import io.facegate.core.LookupQuery;
import io.facegate.core.PairQuery;
import io.facegate.core.PersonEnrollment;
import io.facegate.core.PersonEnrollment.Mode;
import io.facegate.core.PersonEnrollment.Scope;
import io.facegate.core.PersonLimits;
import io.facegate.core.VerifyQuery;
import io.facegate.dialect.Call;
import io.facegate.dialect.FaceField;
import io.facegate.dialect.FaceFieldTable;
import io.facegate.dialect.Fields;
import io.facegate.dialect.Parameters;
import io.facegate.dialect.aip.Counts;
import io.facegate.dialect.aip.Ids;
import io.facegate.dialect.aip.PersonRequests;
import io.facegate.dialect.aip.Pictures;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the requests of v2. */
final class Aip2Requests {
  /** Of the base64 of all pictures to compare. */
  static final int MATCH_MAX = 20 << 20;

  /** Of the base64 of all pictures of one person. */
  static final int OTHERS_MAX = 10 << 20;

  static final String GROUP = "group_id";

  private static final String LIVENESS = "faceliveness";

  /** What may be told in ext_info, by its name in ext_fields. */
  private static final FaceFieldTable EXTRAS =
      new FaceFieldTable(
          List.of(
              FaceField.named("qualities", FaceDetail.QUALITY, FaceDetail.TRAITS),
              FaceField.named(LIVENESS, FaceDetail.LIVENESS)));

  private static final int PERSONS_MAX = 5;
  private static final int SCORES_MAX = 100;

  private Aip2Requests() {}

  /**
   * An update.
   *
   * @param lacksGroup whether a user who is not there shall be registered, but is not said where
   */
  record Update(PersonEnrollment enrollment, boolean lacksGroup) {}

  static PairQuery match(Call call) {
    Parameters parameters = call.parameters();
    var pictures = Pictures.numbered(parameters, MATCH_MAX);
    return new PairQuery(
        PersonRequests.app(call),
        pictures,
        extra(parameters, "qualities"),
        livenessOf(parameters, pictures.size()));
  }

  /** One word or nothing for each picture, with commas between. */
  private static Set<Integer> livenessOf(Parameters parameters, int pictures) {
    String[] words = parameters.text("image_liveness").orElse("").split(",", -1);
    Set<Integer> asked = new TreeSet<>();
    for (int i = 0; i < Math.min(words.length, pictures); i++) {
      if (words[i].strip().equalsIgnoreCase(LIVENESS)) {
        asked.add(i);
      }
    }
    return asked;
  }

  static LookupQuery identify(Call call) {
    Parameters parameters = call.parameters();
    List<String> groups = Ids.severalRequired(parameters, GROUP);
    int personsMax =
        Counts.top(parameters, spelt(parameters, "user_top_num", "usertopnum"), PERSONS_MAX);
    int scoresMax =
        Counts.top(parameters, spelt(parameters, "face_top_num", "fcae_top_num"), SCORES_MAX);
    return new LookupQuery(
        Aip2Dialect.ID,
        PersonRequests.app(call),
        Pictures.several(parameters, OTHERS_MAX),
        groups,
        false,
        personsMax,
        scoresMax,
        extra(parameters, LIVENESS));
  }

  static VerifyQuery verify(Call call) {
    Parameters parameters = call.parameters();
    String uid = PersonRequests.uid(call);
    List<String> groups = groups(call);
    int scoresMax = Counts.top(parameters, "top_num", SCORES_MAX);
    return new VerifyQuery(
        Aip2Dialect.ID,
        PersonRequests.app(call),
        Pictures.several(parameters, OTHERS_MAX),
        uid,
        groups,
        scoresMax,
        extra(parameters, LIVENESS));
  }

  static PersonEnrollment add(Call call) {
    Parameters parameters = call.parameters();
    String info =
        Ids.userInfo(parameters)
            .orElseThrow(() -> new FaceException(FaceFailure.PARAMETER_MISSING, "user_info"));
    List<String> groups = Ids.severalRequired(parameters, GROUP);
    Mode mode = replaces(parameters) ? Mode.REPLACE : Mode.APPEND;
    return enrollment(call, groups, Scope.NAMED, mode, info);
  }

  static Update update(Call call) {
    Parameters parameters = call.parameters();
    String info = Ids.userInfo(parameters).filter(text -> !text.isEmpty()).orElse(null);
    List<String> groups = groups(call);
    boolean replaces = replaces(parameters);
    Scope scope = groups.isEmpty() ? Scope.EVERYWHERE : Scope.NAMED;
    Mode mode = replaces && !groups.isEmpty() ? Mode.REPLACE : Mode.UPDATE;
    return new Update(
        enrollment(call, groups, scope, mode, info), replaces && groups.isEmpty());
  }

  private static PersonEnrollment enrollment(
      Call call, List<String> groups, Scope scope, Mode mode, @Nullable String info) {
    String uid = PersonRequests.uid(call);
    return new PersonEnrollment(
        PersonRequests.app(call),
        uid,
        Pictures.several(call.parameters(), OTHERS_MAX),
        groups,
        scope,
        mode,
        info,
        null,
        PersonLimits.OPEN);
  }

  /** The groups named; none stands for all. */
  static List<String> groups(Call call) {
    return Ids.several(call.parameters(), GROUP);
  }

  private static boolean replaces(Parameters parameters) {
    String name = "action_type";
    String action = parameters.text(name).orElse("append").strip().toLowerCase(Locale.ROOT);
    return switch (action) {
      case "append" -> false;
      case "replace" -> true;
      default -> throw Fields.invalid(name);
    };
  }

  /** What has to be found out for one of the extras, if it is asked for. */
  private static Set<FaceDetail> extra(Parameters parameters, String name) {
    Set<String> asked = EXTRAS.asked(parameters.text("ext_fields").orElse(""));
    return asked.contains(name) ? EXTRAS.details(Set.of(name)) : Set.of();
  }

  /** The first of two spellings that was sent. */
  private static String spelt(Parameters parameters, String right, String wrong) {
    return Stream.of(right, wrong).filter(parameters::has).findFirst().orElse(right);
  }
}
