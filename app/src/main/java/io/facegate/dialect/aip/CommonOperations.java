package io.facegate.dialect.aip;

import io.facegate.core.FaceService;
import io.facegate.core.PersonService;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import java.util.List;

/** What the interfaces do alike, under paths and failures of their own. */
public final class CommonOperations {
  private CommonOperations() {}

  /** Describes the faces of a picture. */
  public static Answer detect(FaceService faces, FaceWords words, Call call) {
    PersonRequests.Detect detect = PersonRequests.detect(call);
    return Envelope.results(
        call, ResultWords.faces(faces.detect(detect.query()), detect.names(), words));
  }

  /** Lists groups, a page of them. */
  public static Answer listGroups(FaceService faces, Call call) {
    Counts.Page page = Counts.page(call.parameters());
    return Envelope.results(
        call,
        ResultWords.ids(
            faces.listGroups(PersonRequests.app(call), page.start(), page.length())));
  }

  /** Lists the users of a group, a page of them. */
  public static Answer listUsers(PersonService persons, Call call) {
    String group = PersonRequests.group(call);
    Counts.Page page = Counts.page(call.parameters());
    return Envelope.results(
        call,
        ResultWords.members(
            persons.listMembers(
                PersonRequests.app(call), group, page.start(), page.length())));
  }

  /** Puts a user, with all that is known of it, into one more group. */
  public static Answer join(PersonService persons, Call call) {
    String person = PersonRequests.uid(call);
    List<String> groups = List.of(PersonRequests.group(call));
    return done(
        call, () -> persons.joinGroups(PersonRequests.app(call), person, null, groups));
  }

  /** Takes a user out of one of its groups. */
  public static Answer leave(PersonService persons, Call call) {
    String person = PersonRequests.uid(call);
    List<String> groups = List.of(PersonRequests.group(call));
    return done(call, () -> persons.leaveGroups(PersonRequests.app(call), person, groups));
  }

  /** Makes a change that is answered with nothing. */
  public static Answer done(Call call, Runnable change) {
    change.run();
    return Envelope.done(call);
  }
}
