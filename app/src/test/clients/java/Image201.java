import com.qcloud.image.ImageClient;
import com.qcloud.image.request.FaceAddFaceRequest;
import com.qcloud.image.request.FaceCompareRequest;
import com.qcloud.image.request.FaceDelFaceRequest;
import com.qcloud.image.request.FaceDelPersonRequest;
import com.qcloud.image.request.FaceGetFaceIdsRequest;
import com.qcloud.image.request.FaceGetFaceInfoRequest;
import com.qcloud.image.request.FaceGetGroupIdsRequest;
import com.qcloud.image.request.FaceGetInfoRequest;
import com.qcloud.image.request.FaceGetPersonIdsRequest;
import com.qcloud.image.request.FaceIdentifyRequest;
import com.qcloud.image.request.FaceNewPersonRequest;
import com.qcloud.image.request.FaceSetInfoRequest;
import com.qcloud.image.request.FaceVerifyRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.json.JSONObject;

/**
 * Uses com.qcloud:qcloud-image-sdk 2.0.1 as its users do, and prints each answer after its step's
 * name.
 *
 * <p>Arguments: appid, bucket, secret id, secret key, three photos of Ann, one of Bob, something
 * that is no photo, the address of a photo of Bob.
 */
final class Image201 {
  private Image201() {}

  public static void main(String[] arguments) throws Exception {
    String bucket = arguments[1];
    ImageClient client =
        new ImageClient(Integer.parseInt(arguments[0]), arguments[2], arguments[3]);
    String ann = content(arguments[4]);
    String annAgain = content(arguments[5]);
    String annThird = content(arguments[6]);
    String bob = content(arguments[7]);
    String noPhoto = content(arguments[8]);
    String[] groups = {"tencent-beijing", "qq"};

    step("new-ann", client.faceNewPerson(
        new FaceNewPersonRequest(bucket, "ann", groups, "ann.jpg", ann, "Ann", "first floor")));
    step("new-ann-twice", client.faceNewPerson(
        new FaceNewPersonRequest(bucket, "ann", groups, "ann.jpg", ann, "Ann", "first floor")));
    step("new-bob-url", client.faceNewPerson(
        new FaceNewPersonRequest(bucket, "bob", groups, arguments[9], "Bob", "")));
    step("new-no-photo", client.faceNewPerson(
        new FaceNewPersonRequest(bucket, "eve", groups, "eve.jpg", noPhoto, "Eve", "")));
    step("identify", client.faceIdentify(
        new FaceIdentifyRequest(bucket, "tencent-beijing", "ann.jpg", annAgain)));
    step("identify-nowhere", client.faceIdentify(
        new FaceIdentifyRequest(bucket, "nowhere", "ann.jpg", annAgain)));
    step("verify", client.faceVerify(new FaceVerifyRequest(bucket, "ann", "a", annAgain)));
    step("verify-other", client.faceVerify(new FaceVerifyRequest(bucket, "bob", "a", annAgain)));
    step("compare", client.faceCompare(new FaceCompareRequest(
            bucket, new String[] {"a.jpg", "b.jpg"}, new String[] {ann, annAgain})));
    step("compare-second-bad", client.faceCompare(new FaceCompareRequest(
            bucket, new String[] {"a.jpg", "b.jpg"}, new String[] {ann, noPhoto})));
    String added = client.faceAddFace(
        new FaceAddFaceRequest(
            bucket,
            new String[] {"a.jpg", "b.jpg"},
            new String[] {annAgain, annThird},
            "ann",
            "with glasses"));
    step("add", added);
    step("add-same", client.faceAddFace(
        new FaceAddFaceRequest(
            bucket, new String[] {"a.jpg"}, new String[] {annAgain}, "ann", "")));
    String face = new JSONObject(added).getJSONObject("data").getJSONArray("face_ids").getString(0);
    step("face-info", client.faceGetFaceInfo(new FaceGetFaceInfoRequest(bucket, face)));
    step("delete-face", client.faceDelFace(
        new FaceDelFaceRequest(bucket, "ann", new String[] {face})));
    step("face-ids", client.faceGetFaceIds(new FaceGetFaceIdsRequest(bucket, "ann")));
    step("set-info", client.faceSetInfo(
        new FaceSetInfoRequest(bucket, "ann", "Ann 安", "second floor")));
    step("info", client.faceGetInfo(new FaceGetInfoRequest(bucket, "ann")));
    step("groups", client.faceGetGroupIds(new FaceGetGroupIdsRequest(bucket)));
    step("persons", client.faceGetPersonIds(
        new FaceGetPersonIdsRequest(bucket, "tencent-beijing")));
    step("delete", client.faceDelPerson(new FaceDelPersonRequest(bucket, "ann")));
    step("delete-again", client.faceDelPerson(new FaceDelPersonRequest(bucket, "ann")));
    client.shutdown();
  }

  /* This version takes a photo as a text of one character for each byte. */
  private static String content(String file) throws Exception {
    return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
  }

  private static void step(String name, String answer) {
    System.out.println("STEP " + name + " " + new JSONObject(answer));
  }
}
