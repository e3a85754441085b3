package io.facegate.dialect.aip1;

import io.facegate.access.Denial;
import io.facegate.core.FaceService;
import io.facegate.core.PersonService;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.Credentials;
import io.facegate.dialect.Dialect;
import io.facegate.dialect.FaceFieldTable;
import io.facegate.dialect.Operation;
import io.facegate.dialect.aip.CommonOperations;
import io.facegate.dialect.aip.Envelope;
import io.facegate.dialect.aip.FaceFieldNames;
import io.facegate.dialect.aip.FaceWords;
import io.facegate.dialect.aip.PersonRequests;
import io.facegate.dialect.aip.Pictures;
import io.facegate.dialect.aip.ResultWords;
import io.facegate.face.FaceException;
import java.util.List;
import java.util.Set;

/** AIP v1, as deployed clients speak it. */
public final class Aip1Dialect implements Dialect {
  static final String ID = "aip1";

  private static final int SMALL_BODY_BYTES_MAX = 64 << 10;
  private static final Set<String> POST = Set.of("POST");
  private static final Set<String> GET_OR_POST = Set.of("GET", "POST");
  private static final String FACE_VERIFY = "/rest/2.0/faceverify/v1/";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> prefixes() {
    return List.of("/rest/2.0/face/v1", "/rest/2.0/faceverify", "/rest/2.0/vis-faceattribute");
  }

  @Override
  public Credentials credentials() {
    return Credentials.ACCESS_TOKEN;
  }

  @Override
  public List<Operation> operations(FaceService faces) {
    PersonService persons = faces.persons();
    return List.of(
        new Operation(
            "detect",
            POST,
            List.of("/rest/2.0/face/v1/detect", "/rest/2.0/vis-faceattribute/v1/faceattribute"),
            call -> CommonOperations.detect(faces, FaceWords.AIP, call),
            (call, failure) -> Aip1Failures.answer("detect", call, failure),
            Pictures.bodyBytesMax(PersonRequests.DETECT_LENGTH_MAX)),
        withPictures("match", call -> Envelope.results(
            call, ResultWords.pairs(persons.compareAll(PersonRequests.match(call)).pairs()))),
        withPictures("verify", call -> Aip1Answers.verification(
            call, persons.verify(Aip1Requests.verify(call)))),
        withPictures("identify", call -> Aip1Answers.identification(
            call, persons.lookUp(Aip1Requests.identify(call)))),
        withPictures("user/add", call -> CommonOperations.done(
            call, () -> persons.enrollPerson(Aip1Requests.add(call)))),
        withPictures("user/update", call -> CommonOperations.done(
            call, () -> persons.enrollPerson(PersonRequests.update(call)))),
        small("user/delete", POST, call -> CommonOperations.done(
            call,
            () -> faces.deletePersonEverywhere(
                PersonRequests.app(call), PersonRequests.uid(call)))),
        small("user/get", GET_OR_POST, call -> Aip1Answers.profile(
            call, persons.profile(PersonRequests.app(call), PersonRequests.uid(call)))),
        small("group/getlist", GET_OR_POST, call -> CommonOperations.listGroups(faces, call)),
        small("group/getusers", GET_OR_POST, call -> CommonOperations.listUsers(persons, call)),
        small("group/adduser", POST, call -> CommonOperations.join(persons, call)),
        small("group/deleteuser", POST, call -> CommonOperations.leave(persons, call)));
  }

  @Override
  public FaceFieldTable faceFields() {
    return FaceFieldNames.TABLE;
  }

  @Override
  public Answer failure(Call call, FaceException failure) {
    return Aip1Failures.answer("unknown", call, failure);
  }

  @Override
  public Answer denied(Call call, Denial denial) {
    return Envelope.denied(call, denial);
  }

  private static Operation withPictures(String path, Operation.Handler handler) {
    int bodyBytesMax = Pictures.bodyBytesMax(PersonRequests.PICTURES_LENGTH_MAX);
    return operation(path, POST, handler, bodyBytesMax);
  }

  private static Operation small(String path, Set<String> methods, Operation.Handler handler) {
    return operation(path, methods, handler, SMALL_BODY_BYTES_MAX);
  }

  private static Operation operation(
      String path, Set<String> methods, Operation.Handler handler, int bodyBytesMax) {
    String name = path.replace('/', '-');
    return new Operation(
        name,
        methods,
        List.of(FACE_VERIFY + (path.contains("/") ? "faceset/" : "") + path),
        handler,
        (call, failure) -> Aip1Failures.answer(name, call, failure),
        bodyBytesMax);
  }
}
