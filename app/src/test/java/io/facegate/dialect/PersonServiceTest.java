package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.core.FaceAddition;
import io.facegate.core.FaceDetail;
import io.facegate.core.FaceOutcome;
import io.facegate.core.ImageRef;
import io.facegate.core.Lookup;
import io.facegate.core.LookupQuery;
import io.facegate.core.PairQuery;
import io.facegate.core.PairScores;
import io.facegate.core.PersonEnrollment;
import io.facegate.core.PersonEnrollment.Mode;
import io.facegate.core.PersonEnrollment.Scope;
import io.facegate.core.PersonLimits;
import io.facegate.core.PersonProfile;
import io.facegate.core.PersonService;
import io.facegate.core.ScoredPerson;
import io.facegate.core.SeenFace;
import io.facegate.core.Verification;
import io.facegate.core.VerifyQuery;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The use cases about persons as wholes, with squares for faces. */
class PersonServiceTest {
  private static final String APP = "site";
  private static final int ANN = 40;
  private static final int BOB = 120;
  private static final ImageRef EMPTY = new ImageRef.Bytes(new byte[0]);
  private static final ImageRef BROKEN = new ImageRef.Bytes(new byte[] {1, 2, 3});
  private static final ImageRef NOBODY = new ImageRef.Bytes(SquareFaces.png());

  @TempDir private Path folder;
  private DialectRig rig;
  private PersonService persons;

  @BeforeEach
  void open() {
    rig = new DialectRig(folder, DialectRig.all());
    persons = rig.service().persons();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static ImageRef picture(int... reds) {
    return new ImageRef.Bytes(
        SquareFaces.png(
            IntStream.of(reds).mapToObj(red -> new Color(red, 7, 200)).toArray(Color[]::new)));
  }

  private List<SeenFace> enroll(String person, List<ImageRef> pictures, String... groups) {
    return enroll(Mode.APPEND, PersonLimits.OPEN, person, pictures, groups);
  }

  private List<SeenFace> enroll(
      Mode mode,
      PersonLimits limits,
      String person,
      List<ImageRef> pictures,
      String... groups) {
    return persons.enrollPerson(
        new PersonEnrollment(
            APP,
            person,
            pictures,
            List.of(groups),
            Scope.EVERYWHERE,
            mode,
            person + " her name",
            null,
            limits));
  }

  private Lookup lookUp(boolean once, int personsMax, List<ImageRef> pictures, String... groups) {
    return persons.lookUp(
        new LookupQuery(
            "aip1", APP, pictures, List.of(groups), once, personsMax, 2, Set.of()));
  }

  private static void assertFails(FaceFailure expected, Executable call) {
    FaceException thrown = assertThrows(FaceException.class, call);
    assertEquals(expected, thrown.failure(), thrown.getMessage());
  }

  @Test
  void picturesThatAreNoneLeaveGaps() {
    PairScores scores =
        persons.compareAll(
            new PairQuery(
                APP,
                List.of(picture(ANN), BROKEN, picture(ANN, BOB), NOBODY, EMPTY, picture(BOB)),
                Set.of(FaceDetail.QUALITY),
                Set.of(2)));
    assertEquals(Set.of(0, 2, 5), scores.faces().keySet());
    assertEquals(
        List.of("0-2", "0-5", "2-5"),
        scores.pairs().stream().map(pair -> pair.first() + "-" + pair.second()).toList());
    assertEquals(100, scores.pairs().getFirst().score(), 1e-4);
    assertTrue(scores.pairs().getLast().score() < 90);
    Map<Integer, SeenFace> faces = scores.faces();
    assertEquals(
        List.of(false, true),
        faces.values().stream().limit(2).map(seen -> seen.face().liveness() != null).toList());
    assertTrue(faces.values().stream().allMatch(seen -> seen.face().quality() != null));
  }

  @Test
  void oneUsablePictureIsTooFew() {
    assertFails(FaceFailure.IMAGE_COUNT_WRONG, () -> compare(picture(ANN)));
    assertFails(FaceFailure.IMAGE_COUNT_WRONG, () -> compare(picture(ANN), NOBODY));
    assertFails(FaceFailure.IMAGE_COUNT_WRONG, () -> compare(NOBODY, BROKEN));
    assertFails(FaceFailure.NO_FACE, () -> compare(NOBODY, NOBODY));
  }

  private PairScores compare(ImageRef... pictures) {
    return persons.compareAll(
        new PairQuery(APP, Arrays.asList(pictures), Set.of(), Set.of()));
  }

  @Test
  void bestOfSeveralPicturesCounts() {
    enroll("ann", List.of(picture(ANN), picture(ANN + 60)), "staff", "guests");
    enroll("bob", List.of(picture(BOB + 80)));
    Lookup once = lookUp(true, 5, List.of(picture(BOB), picture(ANN)));
    assertEquals(2, once.faces().size());
    assertEquals(
        List.of("ann", "bob"), once.persons().stream().map(p -> p.person().person()).toList());
    ScoredPerson ann = once.persons().getFirst();
    assertEquals("guests", ann.person().group());
    assertEquals("ann her name", ann.info());
    assertEquals(2, ann.scores().size());
    assertEquals(100, ann.scores().getFirst(), 1e-4);
    assertTrue(ann.scores().getLast() < 100);
    assertEquals(PersonKey.NO_GROUP, once.persons().getLast().person().group());
    assertEquals(1, rig.events().size());
    assertEquals("ann", rig.events().getFirst().person().person().person());
    assertEquals(
        List.of("guests", "staff", ""),
        lookUp(false, 5, List.of(picture(ANN))).persons().stream()
            .map(p -> p.person().group())
            .toList());
    assertEquals(1, lookUp(true, 1, List.of(picture(ANN))).persons().size());
    assertEquals(List.of(), lookUp(true, 1, List.of(picture(ANN)), "staff").persons().stream()
        .filter(p -> !p.person().group().equals("staff")).toList());
    assertFails(
        FaceFailure.GROUP_UNKNOWN, () -> lookUp(true, 1, List.of(picture(ANN)), "nowhere"));
  }

  @Test
  void verifiesAPersonInAllItsGroups() {
    enroll("ann", List.of(picture(ANN)));
    Verification same = verify("ann", picture(ANN + 1));
    assertTrue(same.same());
    assertEquals(PersonKey.NO_GROUP, same.person().person().group());
    assertEquals("aip2", rig.events().getFirst().dialect());
    assertFalse(verify("ann", picture(ANN + 120)).same());
    assertEquals(1, rig.events().size());
    assertFails(FaceFailure.PERSON_UNKNOWN, () -> verify("bob", picture(ANN)));
    assertFails(FaceFailure.PERSON_UNKNOWN, () -> verify("ann", picture(ANN), "nowhere"));
    String token = persons.profile(APP, "ann").faceTokens().getFirst();
    persons.removeFaces(APP, "ann", List.of(token));
    assertFails(FaceFailure.FACE_UNKNOWN, () -> verify("ann", picture(ANN)));
  }

  private Verification verify(String person, ImageRef picture, String... groups) {
    return persons.verify(
        new VerifyQuery(
            "aip2", APP, List.of(picture), person, List.of(groups), 5, Set.of()));
  }

  @Test
  void enrolsAllPicturesOrNone() {
    assertFails(
        FaceFailure.NO_FACE, () -> enroll("ann", List.of(picture(ANN), NOBODY), "staff"));
    assertFails(FaceFailure.IMAGE_EMPTY, () -> enroll("ann", List.of(EMPTY), "staff"));
    assertEquals(List.of(), rig.service().listGroups(APP, 0, 10));
    List<ImageRef> twice = List.of(picture(ANN), picture(ANN));
    assertEquals(2, enroll("ann", twice, "staff", "guests").size());
    PersonProfile ann = persons.profile(APP, "ann");
    assertEquals(List.of("guests", "staff"), ann.groups());
    assertEquals(1, ann.faceTokens().size());
    assertFails(FaceFailure.FACE_EXISTS, () -> enroll("bob", twice, "staff"));
    assertFails(
        FaceFailure.PERSON_EXISTS,
        () -> enroll(Mode.CREATE, PersonLimits.COUNTED, "ann", List.of(picture(BOB)), "new"));
    assertFails(
        FaceFailure.PERSON_UNKNOWN,
        () -> enroll(Mode.UPDATE, PersonLimits.OPEN, "bob", List.of(picture(BOB))));
  }

  @Test
  void v3SeesWhoHasAGroupOnly() {
    enroll("ann", List.of(picture(ANN)));
    assertEquals(List.of(), rig.service().getPersonEverywhere(APP, "ann"));
    assertEquals(List.of(), rig.service().listGroups(APP, 0, 10));
    assertEquals(Map.of(APP, 0), rig.service().groupCounts(List.of(APP)));
    assertEquals(List.of(), persons.profile(APP, "ann").groups());
    assertFails(
        FaceFailure.GROUP_UNKNOWN, () -> persons.leaveGroups(APP, "ann", List.of("staff")));
    rig.service().deletePersonEverywhere(APP, "ann");
    assertFails(
        FaceFailure.PERSON_UNKNOWN, () -> rig.service().getPersonEverywhere(APP, "ann"));
  }

  @Test
  void addsPictureByPicture() {
    enroll("ann", List.of(picture(ANN)), "staff", "guests");
    List<FaceOutcome> outcomes = add("ann", picture(ANN + 1), picture(BOB), NOBODY, BROKEN, EMPTY);
    assertEquals(
        List.of(
            "FACE_NEARLY_IDENTICAL", "added", "NO_FACE", "IMAGE_UNREADABLE", "IMAGE_EMPTY"),
        outcomes.stream().map(PersonServiceTest::told).toList());
    PersonProfile ann = persons.profile(APP, "ann");
    assertEquals(2, ann.faceTokens().size());
    for (String group : List.of("staff", "guests")) {
      assertEquals(2, rig.service().listFaces(new PersonKey(APP, group, "ann")).size());
    }
    Lookup found = lookUp(true, 1, List.of(picture(BOB)));
    assertEquals("note", found.persons().getFirst().tag());
    persons.describePerson(APP, "ann", null, "of the person");
    assertEquals("note", lookUp(true, 1, List.of(picture(BOB))).persons().getFirst().tag());
    assertEquals(
        "of the person", lookUp(true, 1, List.of(picture(ANN))).persons().getFirst().tag());
    assertEquals("ann her name", persons.profile(APP, "ann").info());
    String token = ann.faceTokens().getLast();
    assertEquals(80, persons.enrolledFace(APP, token).imageHeight());
    assertFails(FaceFailure.FACE_UNKNOWN, () -> persons.enrolledFace("other", token));
    assertFails(FaceFailure.PERSON_UNKNOWN, () -> add("bob", NOBODY));
  }

  private List<FaceOutcome> add(String person, ImageRef... pictures) {
    return persons.addFaces(
        new FaceAddition(APP, person, Arrays.asList(pictures), "note", PersonLimits.COUNTED));
  }

  private static String told(FaceOutcome outcome) {
    return switch (outcome) {
      case FaceOutcome.Added added -> "added";
      case FaceOutcome.Failed failed -> failed.failure().name();
    };
  }

  @Test
  void comesAndGoes() {
    enroll("ann", List.of(picture(ANN)), "staff");
    persons.joinGroups(APP, "ann", "staff", List.of("guests", "night"));
    assertEquals(
        List.of(new PersonKey(APP, "night", "ann")),
        persons.listMembers(APP, "night", 0, 5).stream().map(m -> m.person()).toList());
    persons.leaveGroups(APP, "ann", List.of("staff"));
    persons.deletePerson(APP, "ann", List.of("night", "nowhere"));
    assertEquals(List.of("guests"), persons.profile(APP, "ann").groups());
    assertFails(
        FaceFailure.PERSON_UNKNOWN, () -> persons.deletePerson(APP, "ann", List.of("staff")));
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> persons.listMembers(APP, "nowhere", 0, 5));
    assertFails(
        FaceFailure.PERSON_UNKNOWN,
        () -> persons.joinGroups(APP, "ann", "staff", List.of("new")));
  }
}
