package io.facegate.dialect.youtu;

import io.facegate.access.Denial;
import io.facegate.core.FaceService;
import io.facegate.core.PersonEnrollment;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.Credentials;
import io.facegate.dialect.Dialect;
import io.facegate.dialect.FaceFieldTable;
import io.facegate.dialect.Operation;
import io.facegate.face.FaceException;
import java.util.List;
import java.util.Set;

/** Tencent's youtu face API, as its document and its deployed clients speak it. */
public final class YoutuDialect implements Dialect {
  static final String ID = "youtu";

  /** 1.5 MB. */
  private static final int BODY_BYTES_MAX = 3 << 19;

  /** The API knows no pages: its lists are whole. */
  private static final int ALL = Integer.MAX_VALUE;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> prefixes() {
    return List.of("/face");
  }

  @Override
  public Credentials credentials() {
    return Credentials.YOUTU_SIGNATURE;
  }

  @Override
  public List<Operation> operations(FaceService faces) {
    return List.of(
        operation("newperson", call -> newPerson(faces, call)),
        operation("delperson", call -> deletePerson(faces, call)),
        operation("addface", call -> YoutuAnswers.added(
            faces.persons().addFaces(YoutuRequests.addFace(call)))),
        operation("delface", call -> deleteFace(faces, call)),
        operation("setinfo", call -> setInfo(faces, call)),
        operation("getinfo", call -> getInfo(faces, call)),
        operation("getgroupids", call -> YoutuAnswers.list(
            "group_ids", faces.listGroups(YoutuRequests.app(call), 0, ALL))),
        operation("getpersonids", call -> getPersonIds(faces, call)),
        operation("getfaceids", call -> getFaceIds(faces, call)),
        operation("getfaceinfo", call -> getFaceInfo(faces, call)),
        operation("verify", call -> YoutuAnswers.verified(
            faces.persons().verify(YoutuRequests.verify(call)))),
        operation("identify", call -> YoutuAnswers.candidates(
            faces.persons().lookUp(YoutuRequests.identify(call)))),
        operation("compare", call -> compare(faces, call)));
  }

  @Override
  public FaceFieldTable faceFields() {
    return YoutuAnswers.FACE_ITEM;
  }

  @Override
  public Answer failure(Call call, FaceException failure) {
    return YoutuAnswers.failure(failure);
  }

  @Override
  public Answer denied(Call call, Denial denial) {
    return YoutuAnswers.denied(denial);
  }

  private static Answer newPerson(FaceService faces, Call call) {
    PersonEnrollment enrollment = YoutuRequests.newPerson(call);
    return YoutuAnswers.enrolled(enrollment, faces.persons().enrollPerson(enrollment));
  }

  private static Answer deletePerson(FaceService faces, Call call) {
    YoutuRequests.Named person = YoutuRequests.named(call, "person_id");
    faces.deletePersonEverywhere(person.app(), person.id());
    return YoutuAnswers.personDeleted(person.id());
  }

  private static Answer deleteFace(FaceService faces, Call call) {
    YoutuRequests.FacesOf some = YoutuRequests.deleteFace(call);
    return YoutuAnswers.facesDeleted(
        faces.persons().removeFaces(some.app(), some.person(), some.faceIds()));
  }

  private static Answer setInfo(FaceService faces, Call call) {
    YoutuRequests.Description said = YoutuRequests.setInfo(call);
    faces.persons().describePerson(said.app(), said.person(), said.name(), said.tag());
    return YoutuAnswers.described(said.person());
  }

  private static Answer getInfo(FaceService faces, Call call) {
    YoutuRequests.Named person = YoutuRequests.named(call, "person_id");
    return YoutuAnswers.profile(faces.persons().profile(person.app(), person.id()));
  }

  private static Answer getFaceIds(FaceService faces, Call call) {
    YoutuRequests.Named person = YoutuRequests.named(call, "person_id");
    return YoutuAnswers.list(
        "face_ids", faces.persons().profile(person.app(), person.id()).faceTokens());
  }

  private static Answer getPersonIds(FaceService faces, Call call) {
    YoutuRequests.Named group = YoutuRequests.named(call, "group_id");
    return YoutuAnswers.list(
        "person_ids", faces.listPersons(group.app(), group.id(), 0, ALL));
  }

  private static Answer getFaceInfo(FaceService faces, Call call) {
    YoutuRequests.Named face = YoutuRequests.named(call, "face_id");
    return YoutuAnswers.faceInfo(faces.persons().enrolledFace(face.app(), face.id()));
  }

  private static Answer compare(FaceService faces, Call call) {
    YoutuRequests.Pair pair = YoutuRequests.compare(call);
    return YoutuAnswers.similarity(faces.match(pair.app(), pair.probes()).score());
  }

  private static Operation operation(String name, Operation.Handler handler) {
    return new Operation(
        name,
        Set.of("POST"),
        List.of("/face/" + name),
        handler,
        (call, failure) -> YoutuAnswers.failure(failure),
        BODY_BYTES_MAX);
  }
}
