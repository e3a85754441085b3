package io.facegate.dialect.faceapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.facegate.access.Denial;
import io.facegate.core.FaceService;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.Credentials;
import io.facegate.dialect.Dialect;
import io.facegate.dialect.FaceFieldTable;
import io.facegate.dialect.Operation;
import io.facegate.face.FaceException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The private face-api v3, as deployed clients speak it. */
public final class FaceApiDialect implements Dialect {
  static final String ID = "faceapi";

  /* Eight pictures of up to 2 MB of base64, in what the document calls up to 10 MB. */
  private static final int BODY_BYTES_MAX = 10 << 20;

  /* A film of 15 s in base64, or one of 20 MiB as a part of its own. */
  private static final int VIDEO_BODY_BYTES_MAX = 20 << 20;

  private static final Set<String> POST = Set.of("POST");
  private static final Set<String> GET_OR_POST = Set.of("GET", "POST");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> prefixes() {
    return List.of("/face-api", "/api/face-api");
  }

  @Override
  public Credentials credentials() {
    return Credentials.NETWORK;
  }

  @Override
  public List<Operation> operations(FaceService faces) {
    return List.of(
        v3("face/detect", call -> detect(faces, call)),
        v3("face/match", call -> FaceApiAnswers.comparison(
            faces.match(FaceApiRequests.app(call), FaceApiRequests.match(call)))),
        v3("face/identify", call -> FaceApiAnswers.identification(
            faces.identify(FaceApiRequests.identify(call)))),
        v3("face/midentify", call -> FaceApiAnswers.identifications(
            faces.identifyAll(FaceApiRequests.identifyAll(call)))),
        v3("face/liveness", call -> liveness(faces, call)),
        v3("face/add", call -> FaceApiAnswers.enrolled(
            faces.enroll(FaceApiRequests.add(call)))),
        v3("face/update", call -> FaceApiAnswers.enrolled(
            faces.enroll(FaceApiRequests.update(call)))),
        v3("face/list", call -> FaceApiAnswers.faces(
            faces.listFaces(LibraryRequests.person(call)))),
        v3("face/delete", call -> deleteFace(faces, call)),
        v3("user/copy", call -> copyPerson(faces, call)),
        v3("user/get", call -> getPerson(faces, call)),
        v3("user/list", call -> listPersons(faces, call)),
        v3("user/delete", call -> deletePerson(faces, call)),
        v3("group/add", call -> done(
            () -> faces.addGroup(FaceApiRequests.app(call), LibraryRequests.group(call)))),
        v3("group/delete", call -> done(
            () -> faces.deleteGroup(FaceApiRequests.app(call), LibraryRequests.group(call)))),
        v3("group/list", call -> listGroups(faces, call)),
        operation("app-list", GET_OR_POST, "/face-api/v3/app/list",
            call -> FaceApiAnswers.ok(call, FaceApiAnswers.apps(faces.listApps()))),
        operation("facehub-statapp", POST, "/face-api/facehub/statapp",
            call -> FaceApiAnswers.groupCounts(
                faces.groupCounts(LibraryRequests.statisticsApps(call)))),
        operation("facehub-statgroup", POST, "/face-api/facehub/statgroup",
            call -> FaceApiAnswers.groupSummaries(
                faces.groupSummaries(
                    LibraryRequests.statisticsApp(call), LibraryRequests.statisticsGroups(call)))),
        new Operation(
            "h5-liveness", POST, paths("/face-api/face/liveness"),
            call -> videoLiveness(faces, call), H5Answers::failure, VIDEO_BODY_BYTES_MAX));
  }

  @Override
  public FaceFieldTable faceFields() {
    return FaceFieldNames.TABLE;
  }

  @Override
  public Answer failure(Call call, FaceException failure) {
    return FaceApiAnswers.failure("unknown", call, failure);
  }

  @Override
  public Answer denied(Call call, Denial denial) {
    return FaceApiAnswers.denied(call, denial);
  }

  private static JsonNode detect(FaceService faces, Call call) {
    FaceApiRequests.Detect detect = FaceApiRequests.detect(call);
    return FaceApiAnswers.detected(faces.detect(detect.query()), detect.names());
  }

  private static JsonNode liveness(FaceService faces, Call call) {
    String app = FaceApiRequests.app(call);
    FaceApiRequests.Liveness liveness = FaceApiRequests.liveness(call);
    return FaceApiAnswers.liveness(faces.liveness(app, liveness.probes()), liveness.names());
  }

  private static JsonNode deleteFace(FaceService faces, Call call) {
    return done(
        () -> faces.deleteFace(LibraryRequests.person(call), LibraryRequests.faceToken(call)));
  }

  private static JsonNode copyPerson(FaceService faces, Call call) {
    return done(
        () ->
            faces.copyPerson(LibraryRequests.copySource(call), LibraryRequests.copyTarget(call)));
  }

  private static JsonNode getPerson(FaceService faces, Call call) {
    String app = FaceApiRequests.app(call);
    return FaceApiAnswers.memberships(
        LibraryRequests.everywhere(call)
            ? faces.getPersonEverywhere(app, LibraryRequests.personId(call))
            : List.of(faces.getPerson(LibraryRequests.person(call))));
  }

  private static JsonNode deletePerson(FaceService faces, Call call) {
    String app = FaceApiRequests.app(call);
    return done(
        () -> {
          if (LibraryRequests.everywhere(call)) {
            faces.deletePersonEverywhere(app, LibraryRequests.personId(call));
          } else {
            faces.deletePerson(LibraryRequests.person(call));
          }
        });
  }

  private static JsonNode listPersons(FaceService faces, Call call) {
    LibraryRequests.Page page = LibraryRequests.page(call);
    return FaceApiAnswers.persons(
        faces.listPersons(
            FaceApiRequests.app(call),
            LibraryRequests.group(call),
            page.start(),
            page.length()));
  }

  private static JsonNode listGroups(FaceService faces, Call call) {
    LibraryRequests.Page page = LibraryRequests.page(call);
    return FaceApiAnswers.groups(
        faces.listGroups(FaceApiRequests.app(call), page.start(), page.length()));
  }

  private static Answer videoLiveness(FaceService faces, Call call) {
    return H5Answers.judged(call, faces.videoLiveness(FaceApiRequests.video(call)));
  }

  private static JsonNode done(Runnable change) {
    change.run();
    return NullNode.getInstance();
  }

  private static Operation v3(String path, Function<Call, JsonNode> result) {
    return operation(
        path.replace('/', '-'),
        POST,
        "/face-api/v3/" + path,
        call -> FaceApiAnswers.ok(call, result.apply(call)));
  }

  private static Operation operation(
      String name, Set<String> methods, String path, Operation.Handler handler) {
    return new Operation(
        name,
        methods,
        paths(path),
        handler,
        (call, failure) -> FaceApiAnswers.failure(name, call, failure),
        BODY_BYTES_MAX);
  }

  private static List<String> paths(String path) {
    return List.of(path, "/api" + path);
  }
}
