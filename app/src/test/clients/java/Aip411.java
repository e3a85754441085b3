import com.baidu.aip.face.AipFace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.json.JSONObject;

/**
 * Uses com.baidu.aip:java-sdk 4.1.1 as its users do, and prints each answer after its step's name.
 *
 * <p>Arguments: API key, secret key, two photos of Ann, one of Bob, something that is no photo.
 */
final class Aip411 {
  private Aip411() {}

  public static void main(String[] arguments) throws Exception {
    AipFace client = new AipFace("10000001", arguments[0], arguments[1]);
    byte[] ann = Files.readAllBytes(Path.of(arguments[2]));
    byte[] annAgain = Files.readAllBytes(Path.of(arguments[3]));
    byte[] bob = Files.readAllBytes(Path.of(arguments[4]));
    byte[] noPhoto = Files.readAllBytes(Path.of(arguments[5]));

    HashMap<String, String> all = new HashMap<>();
    all.put(
        "face_fields", "age,beauty,expression,faceshape,gender,glasses,landmark,race,qualities");
    all.put("max_face_num", "2");
    step("detect", client.detect(ann, all));
    step("detect-no-photo", client.detect(noPhoto, none()));

    step("add-ann", client.addUser("ann", "Ann & Söhne +1", "staff", ann, none()));
    step("add-ann-twice", client.addUser("ann", "Ann & Söhne +1", "staff", ann, none()));
    step("add-bob", client.addUser("bob", "Bob", "staff,night", bob, none()));
    step("add-no-photo", client.addUser("eve", "Eve", "staff", noPhoto, none()));

    HashMap<String, String> extras = new HashMap<>();
    extras.put("ext_fields", "qualities");
    extras.put("image_liveness", ",faceliveness,");
    step("match", client.match(new byte[][] {ann, annAgain, bob}, extras));
    HashMap<String, String> top = new HashMap<>();
    top.put("user_top_num", "2");
    step("identify", client.identifyUser("staff,night", annAgain, top));
    step("identify-nobody", client.identifyUser("nobody_here", annAgain, none()));
    HashMap<String, String> scores = new HashMap<>();
    scores.put("top_num", "3");
    step("verify", client.verifyUser("ann", "staff", annAgain, scores));
    step("verify-other", client.verifyUser("bob", "staff", annAgain, scores));

    step("update", client.updateUser("ann", "Ann", "staff", annAgain, none()));
    step("update-stranger", client.updateUser("nobody", "Nobody", "staff", annAgain, none()));
    step("get", client.getUser("bob", groups("staff,night")));
    step("get-everywhere", client.getUser("ann", none()));
    step("groups", client.getGroupList(none()));
    HashMap<String, String> page = new HashMap<>();
    page.put("start", "0");
    page.put("num", "10");
    step("users", client.getGroupUsers("staff", page));
    step("join", client.addGroupUser("staff", "lobby,gate", "ann", none()));
    step("join-twice", client.addGroupUser("staff", "lobby", "ann", none()));
    step("leave", client.deleteGroupUser("gate", "ann", none()));
    step("leave-all", client.deleteGroupUser("staff,lobby", "ann", none()));
    step("delete-one", client.deleteUser("ann", groups("lobby")));
    step("delete", client.deleteUser("ann", none()));
    step("delete-again", client.deleteUser("ann", none()));
    step("get-gone", client.getUser("ann", none()));
  }

  private static HashMap<String, String> none() {
    return new HashMap<>();
  }

  private static HashMap<String, String> groups(String ids) {
    HashMap<String, String> options = new HashMap<>();
    options.put("group_id", ids);
    return options;
  }

  private static void step(String name, JSONObject answer) {
    System.out.println("STEP " + name + " " + answer);
  }
}
