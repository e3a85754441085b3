package io.facegate.dialect.aip2;

import io.facegate.access.Denial;
import io.facegate.core.FaceService;
import io.facegate.core.Membership;
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
import io.facegate.dialect.aip.Ids;
import io.facegate.dialect.aip.PersonRequests;
import io.facegate.dialect.aip.Pictures;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** AIP v2, as its own SDKs speak it. */
public final class Aip2Dialect implements Dialect {
  static final String ID = "aip2";

  private static final String HERE = "/rest/2.0/face/v2/";
  private static final Set<String> POST = Set.of("POST");
  private static final Set<String> GET_OR_POST = Set.of("GET", "POST");
  private static final int PLAIN_BYTES_MAX = 64 << 10;

  @Override
  public String id() {
    return ID;
  }

  /** All of the vendor's cloud API that is no other dialect's; most of it is refused. */
  @Override
  public List<String> prefixes() {
    return List.of("/rest/2.0", "/rpc/2.0");
  }

  @Override
  public Credentials credentials() {
    return Credentials.ACCESS_TOKEN;
  }

  @Override
  public List<Operation> operations(FaceService faces) {
    PersonService persons = faces.persons();
    return List.of(
        pictures(
            "detect",
            PersonRequests.DETECT_LENGTH_MAX,
            call -> CommonOperations.detect(faces, FaceWords.AIP, call)),
        pictures("match", Aip2Requests.MATCH_MAX, call -> match(persons, call)),
        pictures("identify", Aip2Requests.OTHERS_MAX, call -> identify(persons, call)),
        pictures("verify", Aip2Requests.OTHERS_MAX, call -> verify(persons, call)),
        pictures("faceset/user/add", Aip2Requests.OTHERS_MAX, call -> add(persons, call)),
        pictures("faceset/user/update", Aip2Requests.OTHERS_MAX, call -> update(persons, call)),
        plain("faceset/user/delete", POST, call -> delete(faces, call)),
        plain("faceset/user/get", GET_OR_POST, call -> get(faces, call)),
        plain(
            "faceset/group/getlist",
            GET_OR_POST,
            call -> CommonOperations.listGroups(faces, call)),
        plain(
            "faceset/group/getusers",
            GET_OR_POST,
            call -> CommonOperations.listUsers(persons, call)),
        plain("faceset/group/adduser", POST, call -> join(persons, call)),
        plain("faceset/group/deleteuser", POST, call -> leave(persons, call)));
  }

  @Override
  public FaceFieldTable faceFields() {
    return FaceFieldNames.TABLE;
  }

  @Override
  public Answer failure(Call call, FaceException failure) {
    return Envelope.failure(call, Aip2Failures.code("unknown", failure));
  }

  @Override
  public Answer denied(Call call, Denial denial) {
    return Envelope.denied(call, denial);
  }

  private static Answer match(PersonService persons, Call call) {
    var query = Aip2Requests.match(call);
    return Aip2Answers.compared(call, query, persons.compareAll(query));
  }

  private static Answer identify(PersonService persons, Call call) {
    var query = Aip2Requests.identify(call);
    return Aip2Answers.found(call, query.details(), persons.lookUp(query));
  }

  private static Answer verify(PersonService persons, Call call) {
    var query = Aip2Requests.verify(call);
    return Aip2Answers.verified(call, query.details(), persons.verify(query));
  }

  private static Answer add(PersonService persons, Call call) {
    persons.enrollPerson(Aip2Requests.add(call));
    return Envelope.done(call);
  }

  /* A user who is not there cannot be registered without being told where. */
  private static Answer update(PersonService persons, Call call) {
    Aip2Requests.Update update = Aip2Requests.update(call);
    try {
      persons.enrollPerson(update.enrollment());
    } catch (FaceException failure) {
      if (update.lacksGroup() && failure.failure() == FaceFailure.PERSON_UNKNOWN) {
        throw new FaceException(FaceFailure.PARAMETER_MISSING, Aip2Requests.GROUP, failure);
      }
      throw failure;
    }
    return Envelope.done(call);
  }

  private static Answer delete(FaceService faces, Call call) {
    String app = PersonRequests.app(call);
    String person = PersonRequests.uid(call);
    List<String> groups = Aip2Requests.groups(call);
    if (groups.isEmpty()) {
      faces.deletePersonEverywhere(app, person);
    } else {
      faces.persons().deletePerson(app, person, groups);
    }
    return Envelope.done(call);
  }

  private static Answer get(FaceService faces, Call call) {
    String person = PersonRequests.uid(call);
    List<String> groups = Aip2Requests.groups(call);
    List<Membership> asked =
        faces.getPersonEverywhere(PersonRequests.app(call), person).stream()
            .filter(one -> groups.isEmpty() || groups.contains(one.person().group()))
            .toList();
    /* Who was enrolled through an API that needs no group is there, though in none. */
    if (asked.isEmpty() && !groups.isEmpty()) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN);
    }
    return Aip2Answers.memberships(call, asked);
  }

  private static Answer join(PersonService persons, Call call) {
    String source = Ids.optional(call.parameters(), "src_group_id").orElse(null);
    return change(
        call,
        (person, groups) ->
            persons.joinGroups(PersonRequests.app(call), person, source, groups));
  }

  private static Answer leave(PersonService persons, Call call) {
    return change(
        call,
        (person, groups) -> persons.leaveGroups(PersonRequests.app(call), person, groups));
  }

  private static Answer change(Call call, BiConsumer<String, List<String>> change) {
    change.accept(
        PersonRequests.uid(call),
        Ids.severalRequired(call.parameters(), Aip2Requests.GROUP));
    return Envelope.done(call);
  }

  private static Operation pictures(
      String path, int base64LengthMax, Operation.Handler handler) {
    return operation(path, POST, handler, Pictures.bodyBytesMax(base64LengthMax));
  }

  private static Operation plain(
      String path, Set<String> methods, Operation.Handler handler) {
    return operation(path, methods, handler, PLAIN_BYTES_MAX);
  }

  private static Operation operation(
      String path, Set<String> methods, Operation.Handler handler, int bodyBytesMax) {
    String name = path.replace("faceset/", "").replace('/', '-');
    return new Operation(
        name,
        methods,
        List.of(HERE + path),
        handler,
        (call, failure) -> Envelope.failure(call, Aip2Failures.code(name, failure)),
        bodyBytesMax);
  }
}
