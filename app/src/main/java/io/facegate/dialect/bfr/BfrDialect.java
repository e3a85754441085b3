package io.facegate.dialect.bfr;

import io.facegate.access.Denial;
import io.facegate.core.FaceService;
import io.facegate.core.PersonService;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.Credentials;
import io.facegate.dialect.Dialect;
import io.facegate.dialect.Operation;
import io.facegate.dialect.aip.Counts;
import io.facegate.dialect.aip.Envelope;
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
        withPictures("user/add", call -> done(
            call, () -> persons.enrollPerson(BfrRequests.add(call)))),
        withPictures("user/update", call -> done(
            call, () -> persons.enrollPerson(PersonRequests.update(call)))),
        small("user/delete", call -> done(
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
        small("app/getgroups", call -> listGroups(faces, call)),
        small("group/getusers", call -> listMembers(persons, call)),
        small("group/adduser", call -> done(
            call,
            () -> persons.joinGroups(
                PersonRequests.app(call), PersonRequests.uid(call), null, groups(call)))),
        small("group/deleteuser", call -> done(
            call,
            () -> persons.leaveGroups(
                PersonRequests.app(call), PersonRequests.uid(call), groups(call)))),
        operation(
                "faceattribute",
                List.of(FACE_ATTRIBUTE),
                call -> detect(faces, call),
                Pictures.bodyBytesMax(PersonRequests.DETECT_LENGTH_MAX))
            /* Its table counts the token among the parameters. */
            .withTokenInBody());
  }

  @Override
  public Answer failure(Call call, FaceException failure) {
    return BfrFailures.answer(call, failure);
  }

  @Override
  public Answer denied(Call call, Denial denial) {
    return Envelope.denied(call, denial);
  }

  private static Answer detect(FaceService faces, Call call) {
    PersonRequests.Detect detect = PersonRequests.detect(call);
    return Envelope.results(
        call, ResultWords.faces(faces.detect(detect.query()), detect.names()));
  }

  private static Answer listGroups(FaceService faces, Call call) {
    Counts.Page page = Counts.page(call.parameters());
    return Envelope.results(
        call,
        ResultWords.ids(
            faces.listGroups(PersonRequests.app(call), page.start(), page.length())));
  }

  private static Answer listMembers(PersonService persons, Call call) {
    Counts.Page page = Counts.page(call.parameters());
    return Envelope.results(
        call,
        ResultWords.members(
            persons.listMembers(
                PersonRequests.app(call),
                PersonRequests.group(call),
                page.start(),
                page.length())));
  }

  private static List<String> groups(Call call) {
    return List.of(PersonRequests.group(call));
  }

  private static Answer done(Call call, Runnable change) {
    change.run();
    return Envelope.done(call);
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
