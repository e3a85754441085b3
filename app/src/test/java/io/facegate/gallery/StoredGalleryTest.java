package io.facegate.gallery;

import static io.facegate.gallery.GalleryFolder.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Embedding;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredGalleryTest {
  private static final String APP = "site";
  private static final PersonKey ANN = new PersonKey(APP, "staff", "ann");
  private static final PersonKey BOB = new PersonKey(APP, "staff", "bob");

  private final RandomFaces faces = new RandomFaces(1, 64);
  @TempDir private Path folder;
  private StoredGallery gallery;

  @BeforeEach
  void open() {
    gallery = new GalleryFolder(folder).open(new GalleryLimits(3, 6, 3, 2));
  }

  @AfterEach
  void close() {
    gallery.close();
  }

  private SavedFace enroll(PersonKey person, String token) {
    return enroll(person, token, Mode.APPEND);
  }

  private SavedFace enroll(PersonKey person, String token, Mode mode) {
    SavedFace face = faces.face(token);
    gallery.enroll(person, face, Optional.empty(), mode);
    return face;
  }

  private List<String> tokens(PersonKey person) {
    return gallery.person(person).orElseThrow().faces().stream().map(EnrolledFace::token).toList();
  }

  private static Embedding embedding(SavedFace face) {
    return Optional.ofNullable(face.face().embedding()).orElseThrow();
  }

  @Test
  void appendMakesAppGroupAndPerson() {
    assertEquals(List.of("default"), gallery.apps());
    enroll(ANN, "t1");
    enroll(ANN, "t2");
    assertEquals(List.of("default", APP), gallery.apps());
    assertEquals(List.of("staff"), gallery.groups(APP, 0, 10));
    assertEquals(List.of("ann"), gallery.persons(APP, "staff", 0, 10));
    assertEquals(List.of("t1", "t2"), tokens(ANN));
    assertEquals(2, gallery.groupStat(APP, "staff").orElseThrow().faces());
  }

  @Test
  void replaceKeepsOneFaceAndMayKeepTheToken() {
    enroll(ANN, "t1");
    enroll(ANN, "t2");
    enroll(ANN, "t1", Mode.REPLACE);
    assertEquals(List.of("t1"), tokens(ANN));
    enroll(ANN, "t3", Mode.UPDATE);
    assertEquals(List.of("t3"), tokens(ANN));
    assertEquals(1, gallery.faceCount());
  }

  @Test
  void updateMakesNothing() {
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> enroll(ANN, "t1", Mode.UPDATE));
    gallery.addGroup(APP, "staff");
    assertFails(FaceFailure.PERSON_UNKNOWN, () -> enroll(ANN, "t1", Mode.UPDATE));
    assertEquals(0, gallery.faceCount());
  }

  @Test
  void infoStaysUnlessGiven() {
    gallery.enroll(ANN, faces.face("t1"), Optional.of("gate 3"), Mode.APPEND);
    enroll(ANN, "t2");
    assertEquals("gate 3", gallery.person(ANN).orElseThrow().info());
    gallery.enroll(ANN, faces.face("t3"), Optional.of(""), Mode.UPDATE);
    assertEquals("", gallery.person(ANN).orElseThrow().info());
  }

  @Test
  void tokenIsUniqueWithinTheGroupWhoeverThePersonIs() {
    enroll(ANN, "t1");
    assertFails(FaceFailure.FACE_EXISTS, () -> enroll(ANN, "t1"));
    assertFails(FaceFailure.FACE_EXISTS, () -> enroll(BOB, "t1"));
    enroll(BOB, "t2");
    assertFails(FaceFailure.FACE_EXISTS, () -> enroll(BOB, "t1", Mode.REPLACE));
    enroll(new PersonKey(APP, "guests", "bob"), "t1");
    assertEquals(3, gallery.faceCount());
  }

  @Test
  void limitsHold() {
    enroll(ANN, "t1");
    enroll(ANN, "t2");
    enroll(ANN, "t3");
    assertFails(FaceFailure.TOO_MANY_FACES, () -> enroll(ANN, "t4"));
    enroll(BOB, "t4");
    enroll(BOB, "t5");
    enroll(BOB, "t6");
    PersonKey late = new PersonKey(APP, "late", "cid");
    assertFails(FaceFailure.GALLERY_FULL, () -> enroll(late, "t7"));
    assertFalse(gallery.groupStat(APP, "late").isPresent());
    enroll(BOB, "t7", Mode.REPLACE);
    assertEquals(4, gallery.faceCount());
    gallery.addGroup("other", "one");
    gallery.addGroup("other", "two");
    assertFails(FaceFailure.GALLERY_FULL, () -> gallery.addGroup("other", "three"));
    assertFails(FaceFailure.GALLERY_FULL, () -> enroll(late, "t8"));
  }

  @Test
  void groupsComeAndGo() {
    gallery.addGroup(APP, "b");
    gallery.addGroup(APP, "a");
    assertFails(FaceFailure.GROUP_EXISTS, () -> gallery.addGroup(APP, "a"));
    assertEquals(List.of("a", "b"), gallery.groups(APP, 0, 10));
    assertEquals(List.of("b"), gallery.groups(APP, 1, 1));
    enroll(new PersonKey(APP, "a", "ann"), "t1");
    gallery.deleteGroup(APP, "a");
    gallery.deleteGroup(APP, "b");
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.deleteGroup(APP, "a"));
    assertEquals(0, gallery.groupCount(APP));
    assertEquals(0, gallery.faceCount());
    assertTrue(gallery.hasApp(APP));
    gallery.addGroup(APP, "a");
    assertEquals(List.of(), gallery.persons(APP, "a", 0, 10));
  }

  @Test
  void lastFaceTakesTheMemberWithIt() {
    enroll(ANN, "t1");
    enroll(ANN, "t2");
    gallery.deleteFace(ANN, "t1");
    assertFails(FaceFailure.FACE_UNKNOWN, () -> gallery.deleteFace(ANN, "t1"));
    gallery.deleteFace(ANN, "t2");
    assertTrue(gallery.person(ANN).isEmpty());
    assertFails(FaceFailure.PERSON_UNKNOWN, () -> gallery.deleteFace(ANN, "t2"));
    assertFails(FaceFailure.PERSON_UNKNOWN, () -> gallery.deletePerson(ANN));
    assertEquals(List.of("staff"), gallery.groups(APP, 0, 10));
  }

  @Test
  void unknownGroupsAreNamed() {
    SavedFace face = faces.face("t1");
    List<String> groups = List.of("staff", "none");
    gallery.addGroup(APP, "staff");
    PersonKey nowhere = new PersonKey(APP, "none", "ann");
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.person(nowhere));
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.persons(APP, "none", 0, 1));
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.deletePerson(nowhere));
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.deleteFace(nowhere, "t"));
    assertFails(
        FaceFailure.GROUP_UNKNOWN, () -> gallery.search(APP, groups, embedding(face), 0, 1));
    assertFails(
        FaceFailure.GROUP_UNKNOWN,
        () -> gallery.searchPerson(APP, groups, "ann", embedding(face)));
    assertEquals(Optional.empty(), gallery.groupStat(APP, "none"));
  }

  @Test
  void copyTakesInfoAndFaces() {
    PersonKey copy = new PersonKey(APP, "guests", "ann");
    assertFails(FaceFailure.GROUP_UNKNOWN, () -> gallery.copyPerson(ANN, "guests"));
    gallery.enroll(ANN, faces.face("t1"), Optional.of("gate 3"), Mode.APPEND);
    assertFails(FaceFailure.PERSON_UNKNOWN, () -> gallery.copyPerson(BOB, "guests"));
    assertFails(FaceFailure.TARGET_GROUP_UNKNOWN, () -> gallery.copyPerson(ANN, "guests"));
    assertFails(FaceFailure.PERSON_EXISTS, () -> gallery.copyPerson(ANN, "staff"));
    gallery.addGroup(APP, "guests");
    gallery.copyPerson(ANN, "guests");
    assertEquals("gate 3", gallery.person(copy).orElseThrow().info());
    assertEquals(List.of("t1"), tokens(copy));
    assertEquals(List.of("guests", "staff"), gallery.groupsOf(APP, "ann"));
    assertFails(FaceFailure.PERSON_EXISTS, () -> gallery.copyPerson(ANN, "guests"));
    gallery.deletePerson(copy);
    enroll(new PersonKey(APP, "guests", "bob"), "t1");
    assertFails(FaceFailure.FACE_EXISTS, () -> gallery.copyPerson(ANN, "guests"));
  }

  @Test
  void searchGivesTheBestFaceOfAPersonInEachGroup() {
    SavedFace face = enroll(ANN, "t1");
    enroll(ANN, "t2");
    enroll(BOB, "t3");
    gallery.addGroup(APP, "guests");
    gallery.copyPerson(ANN, "guests");
    List<Hit> hits =
        gallery.search(APP, List.of("staff", "guests", "staff"), embedding(face), 0.9, 10);
    assertEquals(List.of("guests", "staff"), hits.stream().map(h -> h.person().group()).toList());
    assertEquals("t1", hits.getFirst().faceToken());
    assertEquals(1, hits.getFirst().cosine(), 1e-5);
    List<Hit> ann =
        gallery.searchPerson(APP, List.of("staff", "guests"), "ann", embedding(face));
    assertEquals(2, ann.size());
    assertEquals(List.of(), gallery.searchPerson(APP, List.of("guests"), "bob", embedding(face)));
    assertEquals(1, gallery.search(APP, List.of("staff"), embedding(face), -1, 1).size());
  }

  @Test
  void savedTokensMakeRoomForNewerOnes() {
    SavedFace first = faces.face("s1");
    gallery.saveFace(APP, first);
    gallery.saveFace(APP, faces.face("s2"));
    assertFacts(first, gallery.savedFace(APP, "s1").orElseThrow());
    assertTrue(gallery.savedFace("default", "s1").isEmpty());
    gallery.saveFace(APP, faces.face("s3"));
    assertTrue(gallery.savedFace(APP, "s1").isEmpty());
    assertTrue(gallery.savedFace(APP, "s2").isPresent());
  }

  @Test
  void enrolledTokensStandForTheirPicture() {
    SavedFace face = enroll(ANN, "t1");
    assertFacts(face, gallery.savedFace(APP, "t1").orElseThrow());
    gallery.saveFace(APP, face);
    gallery.deletePerson(ANN);
    assertTrue(gallery.savedFace(APP, "t1").isEmpty());
  }

  private static void assertFacts(SavedFace expected, SavedFace found) {
    assertEquals(expected.face().box(), found.face().box());
    assertEquals(expected.face().landmarks(), found.face().landmarks());
    assertEquals(expected.face().pose(), found.face().pose());
    assertEquals(expected.face().quality(), found.face().quality());
    assertEquals(expected.face().liveness(), found.face().liveness());
    assertEquals(expected.face().points(), found.face().points());
    assertEquals(expected.face().traits(), found.face().traits());
    assertEquals(expected.face().shape(), found.face().shape());
    assertEquals(expected.face().spoofing(), found.face().spoofing());
    assertEquals(expected.imageWidth(), found.imageWidth());
    assertEquals(1, embedding(expected).cosine(embedding(found)), 1e-6);
  }

  @Test
  void embeddingsOfOtherModelsAreRefused() {
    Embedding other = new Embedding("other", faces.unit());
    Embedding longer = new Embedding(RandomFaces.MODEL, new RandomFaces(1, 65).unit());
    Embedding tooLong = new Embedding(RandomFaces.MODEL, new float[64]);
    enroll(ANN, "t1");
    for (Embedding wrong : List.of(other, longer, tooLong)) {
      SavedFace face = faces.face("t2", wrong);
      assertThrows(
          IllegalArgumentException.class,
          () -> gallery.enroll(ANN, face, Optional.empty(), Mode.APPEND));
      assertThrows(IllegalArgumentException.class, () -> gallery.saveFace(APP, face));
    }
  }
}
