package io.facegate.dialect.faceapi;

import io.facegate.face.FaceException;
import java.util.Set;

/** Says failures in the codes and texts that v3 clients know. */
final class FaceApiFailures {
  /**
   * Where two codes stand for one cause, the operations on groups and lists answer the first, and
   * all others the second, which names the parameter.
   */
  private static final Set<String> LISTING =
      Set.of("face-list", "user-list", "group-list", "group-add", "group-delete");

  private FaceApiFailures() {}

  /** What stands in error_code and error_msg. */
  record Code(int number, String text) {}

  static Code code(String operation, FaceException failure) {
    return switch (failure.failure()) {
      case BODY_UNREADABLE -> new Code(222200, "request body should be json format");
      case BODY_TOO_LARGE, IMAGE_TOO_LARGE -> new Code(222304, "image size is too large");
      case PARAMETER_MISSING -> new Code(222001, "param[" + failure.detail() + "] is null");
      case PARAMETER_INVALID, PARAMETER_TOO_LONG ->
          invalid(LISTING.contains(operation), failure.detail());
      case OPERATION_UNKNOWN, MODEL_MISSING -> new Code(3, "Unsupported openapi method");
      case OVERLOADED -> new Code(2, "Service temporarily unavailable");
      case IMAGE_EMPTY, IMAGE_UNREADABLE, IMAGE_KIND_REFUSED ->
          new Code(222203, "image check fail");
      case IMAGE_DOWNLOAD_FAILED -> new Code(222204, "image_url_download_fail");
      case IMAGE_COUNT_WRONG -> new Code(222208, "the number of image is incorrect");
      case NO_FACE -> new Code(222202, "pic not has face");
      case TOKEN_UNKNOWN -> new Code(222209, "face token not exist");
      case BLURRED -> new Code(223114, "face is fuzzy");
      case BADLY_LIT -> new Code(223115, "face light is not good");
      case INCOMPLETE -> new Code(223116, "incomplete face");
      case LEFT_EYE_OCCLUDED -> new Code(223121, "left eye is occlusion");
      case RIGHT_EYE_OCCLUDED -> new Code(223122, "right eye is occlusion");
      case LEFT_CHEEK_OCCLUDED -> new Code(223123, "left cheek is occlusion");
      case RIGHT_CHEEK_OCCLUDED -> new Code(223124, "right cheek is occlusion");
      case CHIN_OCCLUDED -> new Code(223125, "chin contour is occlusion");
      case NOSE_OCCLUDED -> new Code(223126, "nose is occlusion");
      case MOUTH_OCCLUDED -> new Code(223127, "mouth is occlusion");
      case QUALITY_UNJUDGED -> new Code(223118, "quality control error");
      case NOT_LIVE -> new Code(223120, "liveness check fail");
      case LIVENESS_UNJUDGED -> new Code(223119, "liveness control item error");
      case APP_UNKNOWN -> new Code(15, "app not exsits or create failed");
      case GROUP_UNKNOWN -> new Code(223100, "group is not exist");
      case GROUP_EXISTS -> new Code(223101, "group is already exist");
      case TARGET_GROUP_UNKNOWN -> new Code(223111, "dst group is not exist");
      case TOO_MANY_GROUPS -> new Code(223104, "group_list is too large");
      case PERSON_UNKNOWN -> new Code(223103, "user is not exist");
      case PERSON_EXISTS -> new Code(223102, "user is already exist");
      case FACE_UNKNOWN -> new Code(223106, "face is not exist");
      case FACE_EXISTS, FACE_NEARLY_IDENTICAL -> new Code(223105, "face is already exist");
      case TOO_MANY_FACES -> new Code(222210, "the number of user's faces is beyond the limit");
      case GALLERY_FULL, GROUPS_FULL, PERSONS_FULL, LAST_GROUP -> new Code(222300, "add face fail");
      case NOBODY_MATCHED -> new Code(222207, "match user is not found");
      case STORE_FAILED, INTERNAL -> new Code(222302, "system error");
    };
  }

  private static Code invalid(boolean listing, String name) {
    return switch (name) {
      case "start" -> named(222002, name);
      case "length" -> named(222003, name);
      case "op_app_id_list" -> named(222004, name);
      case "group_id_list" -> named(222005, name);
      case "group_id", "src_group_id", "dst_group_id" -> new Code(222006, "group_id format error");
      case "user_id" -> listing ? new Code(222007, "uid format error") : named(222018, name);
      case "face_token" ->
          listing ? new Code(222008, "face_id format error") : named(222025, name);
      case "quality_control" -> named(222019, name);
      case "user_info" -> new Code(222010, "user_info format error");
      case "op_app_id" -> named(222012, name);
      case "image" -> named(222013, name);
      case "appid" -> named(222014, "app_id");
      case "image_type" -> named(222015, name);
      case "max_face_num" -> named(222016, name);
      case "face_field" -> named(222017, name);
      case "liveness_control" -> named(222020, name);
      case "max_user_num" -> named(222021, name);
      case "face_type" -> named(222024, name);
      /* match_threshold, image_spec, action_type, get_feature, video: the table has no row. */
      default -> named(100, name);
    };
  }

  private static Code named(int number, String name) {
    return new Code(number, "param[" + name + "] format error");
  }
}
