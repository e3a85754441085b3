package io.facegate.dialect.faceapi;

import io.facegate.dialect.Call;
import io.facegate.dialect.Fields;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.util.Arrays;
import java.util.List;

/** Reads the requests about apps, groups and persons. */
final class LibraryRequests {
  private static final int LENGTH_DEFAULT = 100;
  private static final int LENGTH_MAX = 1000;
  private static final long UINT32_MAX = 0xffff_ffffL;
  private static final int STATISTICS_GROUPS_MAX = 20;
  private static final int STATISTICS_APPS_MAX = 100;

  private LibraryRequests() {}

  /** Which part of a list. */
  record Page(int start, int length) {}

  static PersonKey person(Call call) {
    Fields body = body(call);
    return new PersonKey(
        FaceApiRequests.app(call),
        Ids.required(body, "group_id"),
        Ids.required(body, "user_id"));
  }

  static String personId(Call call) {
    return Ids.required(body(call), "user_id");
  }

  static String group(Call call) {
    return Ids.required(body(call), "group_id");
  }

  static String faceToken(Call call) {
    return Ids.token(body(call), "face_token");
  }

  /** Whether all groups are meant. */
  static boolean everywhere(Call call) {
    return body(call).required("group_id").equals(Ids.ALL);
  }

  static PersonKey copySource(Call call) {
    Fields body = body(call);
    return new PersonKey(
        FaceApiRequests.app(call),
        Ids.required(body, "src_group_id"),
        Ids.required(body, "user_id"));
  }

  static String copyTarget(Call call) {
    return Ids.required(body(call), "dst_group_id");
  }

  /** All of it may be left out, the body too. */
  static Page page(Call call) {
    if (call.hasNoBody()) {
      return new Page(0, LENGTH_DEFAULT);
    }
    Fields body = body(call);
    return new Page(
        body.integer("start", 0, 0, UINT32_MAX),
        body.integer("length", LENGTH_DEFAULT, 0, LENGTH_MAX));
  }

  static List<String> statisticsApps(Call call) {
    String name = "op_app_id_list";
    String[] ids = body(call).required(name).split(",", -1);
    if (ids.length > STATISTICS_APPS_MAX) {
      throw Fields.invalid(name);
    }
    return Arrays.stream(ids).map(id -> Ids.check(name, id.strip())).distinct().toList();
  }

  static String statisticsApp(Call call) {
    return Ids.required(body(call), "op_app_id");
  }

  static List<String> statisticsGroups(Call call) {
    return Ids.list(body(call), "group_id_list", STATISTICS_GROUPS_MAX);
  }

  private static Fields body(Call call) {
    return new Fields(call.json());
  }
}
