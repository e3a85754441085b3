package io.facegate.dialect.bfr;

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

/** BFR, the face recognition of a cloud that was not yet AIP. */
public final class BfrDialect implements Dialect {
  static final String ID = "bfr";

  private static final int SMALL_BODY_BYTES_MAX = 64 << 10;
  private static final String FACE_VERIFY = "/api/v1/faceverify";
  private static final String FACE_ATTRIBUTE = "/api/v1/faceattribute";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> prefixes() {
    return List.of(FACE_VERIFY, FACE_ATTRIBUTE);
  }

  @Override
  public Credentials credentials() {
    return Credentials.ACCESS_TOKEN;
  }

  @Override
  public List<Operation> operations(FaceService faces) {
    PersonService persons = faces.persons();
    return List.of(
        withPictures("user/add", call -> CommonOperations.done(
            call, () -> persons.enrollPerson(BfrRequests.add(call)))),
        withPictures("user/update", call -> CommonOperations.done(
            call, () -> persons.enrollPerson(PersonRequests.update(call)))),
        small("user/delete", call -> CommonOperations.done(
            call,
            () -> faces.deletePersonEverywhere(
                PersonRequests.app(call), PersonRequests.uid(call)))),
        withPictures("user/verify", call -> BfrAnswers.verification(
            call, persons.verify(BfrRequests.verify(call)))),
        withPictures("user/identify", call -> BfrAnswers.identification(
            call, persons.lookUp(BfrRequests.identify(call)))),
        withPictures("user/match", call -> Envelope.results(
            call, ResultWords.pairs(persons.compareAll(PersonRequests.match(call)).pairs()))),
        small("user/get", call -> BfrAnswers.profile(
            call, persons.profile(PersonRequests.app(call), PersonRequests.uid(call)))),
        small("app/getgroups", call -> CommonOperations.listGroups(faces, call)),
        small("group/getusers", call -> CommonOperations.listUsers(persons, call)),
        small("group/adduser", call -> CommonOperations.join(persons, call)),
        small("group/deleteuser", call -> CommonOperations.leave(persons, call)),
        operation(
                "faceattribute",
                List.of(FACE_ATTRIBUTE),
                call -> CommonOperations.detect(faces, FaceWords.BFR, call),
                Pictures.bodyBytesMax(PersonRequests.DETECT_LENGTH_MAX))
            /* Its table counts the token among the parameters. */
            .withTokenInBody());
  }

  @Override
  public FaceFieldTable faceFields() {
    return FaceFieldNames.TABLE;
  }

  @Override
  public Answer failure(Call call, FaceException failure) {
    return BfrFailures.answer(call, failure);
  }

  @Override
  public Answer denied(Call call, Denial denial) {
    return Envelope.denied(call, denial);
  }

  private static Operation withPictures(String path, Operation.Handler handler) {
    return operation(
        path.replace('/', '-'),
        paths(path),
        handler,
        Pictures.bodyBytesMax(PersonRequests.PICTURES_LENGTH_MAX));
  }

  private static Operation small(String path, Operation.Handler handler) {
    return operation(path.replace('/', '-'), paths(path), handler, SMALL_BODY_BYTES_MAX);
  }

  /* The document writes one path with a blank in it, and who copied it sends it so. */
  private static List<String> paths(String path) {
    return List.of(FACE_VERIFY + "/" + path, FACE_VERIFY + "/ " + path);
  }

  private static Operation operation(
      String name, List<String> paths, Operation.Handler handler, int bodyBytesMax) {
    return new Operation(
        name, Set.of("POST"), paths, handler, BfrFailures::answer, bodyBytesMax);
  }
}
