import com.baidu.aip.face.AipFace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.json.JSONObject;

/**
 * Uses com.baidu.aip:java-sdk 3.3.1 as its users do, and prints each answer after its step's name.
 *
 * <p>Arguments: API key, secret key, two photos of Ann, one of Bob, something that is no photo.
 */
final class Aip331 {
  private Aip331() {}

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

    step("add-ann", client.addUser("ann", "Ann & Söhne +1", list("staff"), ann, none()));
    step("add-ann-twice", client.addUser("ann", "Ann & Söhne +1", list("staff"), ann, none()));
    step("add-bob", client.addUser("bob", "Bob", list("staff", "night"), bob, none()));
    step("add-no-photo", client.addUser("eve", "Eve", list("staff"), noPhoto, none()));

    HashMap<String, String> extras = new HashMap<>();
    extras.put("ext_fields", "qualities");
    extras.put("image_liveness", ",faceliveness,");
    step("match", client.match(new byte[][] {ann, annAgain, bob}, extras));
    HashMap<String, Object> top = new HashMap<>();
    top.put("user_top_num", 2);
    step("identify", client.identifyUser(list("staff", "night"), annAgain, top));
    step("identify-nobody", client.identifyUser(list("nobody_here"), annAgain, new HashMap<>()));
    HashMap<String, Object> scores = new HashMap<>();
    scores.put("top_num", 3);
    step("verify", client.verifyUser("ann", list("staff"), annAgain, scores));
    step("verify-other", client.verifyUser("bob", list("staff"), annAgain, scores));

    step("update", client.updateUser("ann", "Ann", "staff", annAgain, none()));
    step("update-stranger", client.updateUser("nobody", "Nobody", "staff", annAgain, none()));
    step("get", client.getUser("bob", list("staff", "night")));
    step("get-everywhere", client.getUser("ann"));
    step("groups", client.getGroupList(new HashMap<>()));
    HashMap<String, Object> page = new HashMap<>();
    page.put("start", 0);
    page.put("num", 10);
    step("users", client.getGroupUsers("staff", page));
    step("join", client.addGroupUser("staff", list("lobby", "gate"), "ann"));
    step("join-twice", client.addGroupUser("staff", list("lobby"), "ann"));
    step("leave", client.deleteGroupUser(list("gate"), "ann"));
    step("leave-all", client.deleteGroupUser(list("staff", "lobby"), "ann"));
    step("delete-one", client.deleteUser("ann", list("lobby")));
    step("delete", client.deleteUser("ann"));
    step("delete-again", client.deleteUser("ann"));
    step("get-gone", client.getUser("ann"));
  }

  private static HashMap<String, String> none() {
    return new HashMap<>();
  }

  private static List<String> list(String... words) {
    return new ArrayList<>(Arrays.asList(words));
  }

  private static void step(String name, JSONObject answer) {
    System.out.println("STEP " + name + " " + answer);
  }
}
