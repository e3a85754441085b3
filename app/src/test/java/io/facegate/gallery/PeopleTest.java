package io.facegate.gallery;

import static io.facegate.gallery.GalleryFolder.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery.Mode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a person who is in several groups of its app, or in none. */
class PeopleTest {
  private static final String APP = "site";

  private final RandomFaces faces = new RandomFaces(4, 64);
  @TempDir private Path folder;
  private StoredGallery gallery;

  @BeforeEach
  void open() {
    gallery = new GalleryFolder(folder).open();
  }

  @AfterEach
  void close() {
    gallery.close();
  }

  private void restart() {
    gallery.close();
    open();
  }

  private void enroll(String person, String token, String... groups) {
    gallery.people().enroll(enrollment(Mode.APPEND, true, person, token, groups));
  }

  private Enrollment enrollment(
      Mode mode, boolean everywhere, String person, String tokens, String... groups) {
    List<SavedFace> pictures = Arrays.stream(tokens.split(" ")).map(faces::face).toList();
    return new Enrollment(
        APP,
        person,
        pictures,
        List.of(groups),
        everywhere,
        mode,
        "info of " + person,
        null,
        PersonBounds.open());
  }

  private String told(String person) {
    StringBuilder told = new StringBuilder();
    for (Person in : gallery.people().memberships(APP, person)) {
      told.append(in.key().group()).append(':');
      in.faces().forEach(face -> told.append(' ').append(face.token()));
      told.append("; ");
    }
    return told.toString();
  }

  @Test
  void whoIsInNoGroupIsKeptAndNowhereListed() {
    enroll("ann", "t1");
    restart();
    assertEquals(": t1; ", told("ann"));
    assertEquals(List.of(), gallery.groups(APP, 0, 10));
    assertEquals(0, gallery.groupCount(APP));
    assertEquals(List.of(), gallery.groupsOf(APP, "ann"));
    assertTrue(gallery.groupStat(APP, PersonKey.NO_GROUP).isEmpty());
    assertEquals(0, gallery.stats().groups());
    assertEquals(1, gallery.stats().persons());
    assertEquals(1, gallery.faceCount());
    PersonKey hidden = new PersonKey(APP, PersonKey.NO_GROUP, "ann");
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.person(hidden));
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.deletePerson(hidden));
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.deleteGroup(APP, PersonKey.NO_GROUP));
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.copyPerson(hidden, "staff"));
    assertFails(
        FaceFailure.GROUP_UNKNOWN, () -> gallery.persons(APP, PersonKey.NO_GROUP, 0, 10));
    assertTrue(gallery.savedFace(APP, "t1").isPresent());
    enroll("ann", "t2");
    assertEquals(": t1 t2; ", told("ann"));
    gallery.people().deleteEverywhere(APP, "ann");
    assertEquals("", told("ann"));
  }

  @Test
  void whoComesIntoAGroupMovesThere() {
    enroll("ann", "t1");
    gallery.people().describe(APP, "ann", "Ann", "note");
    gallery.people().join(APP, "ann", null, List.of("staff", "guests"));
    assertEquals("guests: t1; staff: t1; ", told("ann"));
    Person member = gallery.person(new PersonKey(APP, "guests", "ann")).orElseThrow();
    assertEquals("Ann", member.info());
    assertEquals("note", member.tag());
    enroll("bob", "t2");
    gallery.enroll(
        new PersonKey(APP, "staff", "bob"), faces.face("t3"), Optional.empty(), Mode.APPEND);
    assertEquals("staff: t2 t3; ", told("bob"));
    enroll("eve", "t4");
    gallery.people().enroll(enrollment(Mode.REPLACE, false, "eve", "t5", "staff"));
    assertEquals("staff: t5; ", told("eve"));
    restart();
    assertEquals("guests: t1; staff: t1; ", told("ann"));
    assertEquals("staff: t2 t3; ", told("bob"));
  }

  @Test
  void newGroupsGetWhatThePersonHasElsewhere() {
    enroll("ann", "t1", "staff");
    enroll("ann", "t2", "guests");
    assertEquals("guests: t1 t2; staff: t1 t2; ", told("ann"));
    gallery.people().enroll(enrollment(Mode.APPEND, false, "ann", "t3", "cleaners"));
    assertEquals("cleaners: t3; guests: t1 t2; staff: t1 t2; ", told("ann"));
    enroll("ann", "t4");
    assertEquals("cleaners: t3 t4; guests: t1 t2 t4; staff: t1 t2 t4; ", told("ann"));
    gallery.people().enroll(enrollment(Mode.UPDATE, true, "ann", "t4 t5 t4"));
    assertEquals("cleaners: t4 t5; guests: t4 t5; staff: t4 t5; ", told("ann"));
  }

  @Test
  void whatFailsLeavesNoGroupBehind() {
    enroll("ann", "t1", "staff");
    enroll("bob", "t2", "guests");
    String before = told("ann") + told("bob") + gallery.stats().groups();
    assertFails(FaceFailure.FACE_EXISTS, () -> enroll("ann", "t2", "new", "guests"));
    assertFails(FaceFailure.FACE_EXISTS, () -> enroll("ann", "t1", "new"));
    assertFails(
        FaceFailure.PERSON_EXISTS,
        () -> gallery.people().enroll(enrollment(Mode.CREATE, true, "ann", "t3", "new")));
    assertFails(
        FaceFailure.PERSON_UNKNOWN,
        () -> gallery.people().enroll(enrollment(Mode.UPDATE, true, "ann", "t3", "guests")));
    assertFails(
        FaceFailure.PERSON_UNKNOWN,
        () -> gallery.people().enroll(enrollment(Mode.UPDATE, true, "eve", "t3")));
    assertFails(
        FaceFailure.PERSON_EXISTS,
        () -> gallery.people().join(APP, "ann", null, List.of("new", "staff")));
    assertFails(
        FaceFailure.LAST_GROUP, () -> gallery.people().leave(APP, "ann", List.of("staff")));
    assertFails(
        FaceFailure.GROUP_UNKNOWN, () -> gallery.people().leave(APP, "ann", List.of("new")));
    assertEquals(before, told("ann") + told("bob") + gallery.stats().groups());
    assertEquals(List.of("guests", "staff"), gallery.groups(APP, 0, 10));
  }

  @Test
  void boundsHold() {
    PersonBounds narrow = new PersonBounds(2, 1, 2);
    enrollWithin(narrow, "ann", "t1", "g1", "g2");
    assertFails(FaceFailure.GROUPS_FULL, () -> enrollWithin(narrow, "ann", "t2", "g3"));
    assertFails(FaceFailure.PERSONS_FULL, () -> enrollWithin(narrow, "bob", "t2", "g1"));
    enrollWithin(narrow, "ann", "t2");
    assertFails(FaceFailure.TOO_MANY_FACES, () -> enrollWithin(narrow, "ann", "t3"));
    assertEquals("g1: t1 t2; g2: t1 t2; ", told("ann"));
    gallery.people().leave(APP, "ann", List.of("g1"));
    enrollWithin(narrow, "bob", "t2", "g1");
    assertEquals("g1: t2; ", told("bob"));
  }

  private void enrollWithin(
      PersonBounds bounds, String person, String token, String... groups) {
    Enrollment open = enrollment(Mode.APPEND, true, person, token, groups);
    gallery
        .people()
        .enroll(
            new Enrollment(
                APP,
                person,
                open.faces(),
                open.groups(),
                true,
                Mode.APPEND,
                null,
                null,
                bounds));
  }

  @Test
  void personStaysWithoutFaces() {
    enroll("ann", "t1", "staff", "guests");
    assertEquals(
        List.of("t1"), gallery.people().removeFaces(APP, "ann", List.of("t9", "t1", "t1")));
    restart();
    assertEquals("guests:; staff:; ", told("ann"));
    assertFails(
        FaceFailure.FACE_UNKNOWN,
        () -> gallery.people().removeFaces(APP, "ann", List.of("t1")));
    assertTrue(gallery.savedFace(APP, "t1").isEmpty());
    SavedFace face = faces.face("t2");
    List<Optional<FaceFailure>> outcomes =
        gallery
            .people()
            .addFaces(
                new FaceIncrease(
                    APP,
                    "ann",
                    List.of(face, face, faces.face("t3")),
                    "from the side",
                    0.95,
                    new PersonBounds(1, 1, 1)));
    assertEquals(
        List.of(
            Optional.empty(),
            Optional.of(FaceFailure.FACE_NEARLY_IDENTICAL),
            Optional.of(FaceFailure.TOO_MANY_FACES)),
        outcomes);
    restart();
    assertEquals("guests: t2; staff: t2; ", told("ann"));
    Person member = gallery.person(new PersonKey(APP, "staff", "ann")).orElseThrow();
    assertEquals("from the side", member.faces().getFirst().tag());
    gallery.people().join(APP, "ann", "staff", List.of("night"));
    Person copy = gallery.person(new PersonKey(APP, "night", "ann")).orElseThrow();
    assertEquals("from the side", copy.faces().getFirst().tag());
    assertEquals(member.faces().getFirst().createdAt(), copy.faces().getFirst().createdAt());
  }
}
