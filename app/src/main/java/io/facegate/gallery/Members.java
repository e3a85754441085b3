package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How members of groups and their faces come and go.
 *
 * <p>Every change claims what it touches, is checked against memory, made durable, and only then
 * published: a change that fails leaves no trace, and a token is never twice in a group.
 */
final class Members {
  private final GalleryStore store;
  private final Directory directory;
  private final SavedTokens savedTokens;
  private final Quota faceQuota;
  private final int facesPerPersonMax;
  private final PresentModel model;
  private final Clock clock;

  private record PersonClaim(String person) {}

  private record TokenClaim(String token) {}

  Members(
      GalleryStore store,
      Directory directory,
      SavedTokens savedTokens,
      Quota faceQuota,
      int facesPerPersonMax,
      PresentModel model,
      Clock clock) {
    this.store = store;
    this.directory = directory;
    this.savedTokens = savedTokens;
    this.faceQuota = faceQuota;
    this.facesPerPersonMax = facesPerPersonMax;
    this.model = model;
    this.clock = clock;
  }

  void addGroup(String app, String group) {
    if (!directory.create(
        app, group, now(), (entry, records) -> store.commit(records, List.of()))) {
      throw new FaceException(FaceFailure.GROUP_EXISTS, group);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  void enroll(PersonKey key, SavedFace face, Optional<String> info, Gallery.Mode mode) {
    model.embeddingOf(face);
    Set<Record> claims = Set.of(new PersonClaim(key.person()), new TokenClaim(face.token()));
    while (true) {
      if (directory.find(key.app(), key.group()).isPresent() || mode == Gallery.Mode.UPDATE) {
        try {
          directory.change(
              key.app(),
              key.group(),
              claims,
              group -> commit(group, List.of(), enrolment(group, key, face, info, mode)));
          return;
        } catch (FaceException e) {
          if (e.failure() != FaceFailure.GROUP_UNKNOWN || mode == Gallery.Mode.UPDATE) {
            throw e;
          }
        }
      } else if (directory.create(
          key.app(),
          key.group(),
          now(),
          (group, records) -> commit(group, records, enrolment(group, key, face, info, mode)))) {
        return;
      }
    }
  }

  private MemberEdit enrolment(
      GroupEntry group,
      PersonKey key,
      SavedFace face,
      Optional<String> info,
      Gallery.Mode mode) {
    Optional<MemberEntry> present = group.member(key.person());
    if (mode == Gallery.Mode.UPDATE && present.isEmpty()) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN, key.person());
    }
    List<FaceEntry> had = present.map(MemberEntry::faces).orElse(List.of());
    List<FaceEntry> removed = mode == Gallery.Mode.APPEND ? List.of() : had;
    group
        .face(face.token())
        .filter(holder -> !removed.contains(holder))
        .ifPresent(holder -> { throw new FaceException(FaceFailure.FACE_EXISTS, face.token()); });
    if (had.size() - removed.size() >= facesPerPersonMax) {
      throw new FaceException(FaceFailure.TOO_MANY_FACES, "at most " + facesPerPersonMax);
    }
    Instant now = now();
    MemberEntry member =
        present.orElseGet(() -> new MemberEntry(key, store.newId(), "", now, now));
    MemberEdit edit =
        MemberEdit.keep(member, now, info.orElse(member.state().info()), removed);
    return add(edit, group, face, now);
  }

  private MemberEdit add(MemberEdit edit, GroupEntry group, SavedFace face, Instant createdAt) {
    GalleryRecord.Face record =
        new GalleryRecord.Face(
            group.generation(), edit.member().ordinal(), store.newId(), face, createdAt);
    return edit.add(record, Objects.requireNonNull(face.face().embedding()), model.id());
  }

  void deletePerson(PersonKey key) {
    directory.change(
        key.app(),
        key.group(),
        Set.of(new PersonClaim(key.person())),
        group -> commit(group, List.of(), MemberEdit.drop(require(group, key.person()), now())));
  }

  void deleteFace(PersonKey key, String token) {
    directory.change(
        key.app(),
        key.group(),
        Set.of(new PersonClaim(key.person())),
        group -> commit(group, List.of(), removal(require(group, key.person()), token)));
  }

  private MemberEdit removal(MemberEntry member, String token) {
    FaceEntry face =
        member.faces().stream()
            .filter(candidate -> candidate.token().equals(token))
            .findFirst()
            .orElseThrow(() -> new FaceException(FaceFailure.FACE_UNKNOWN, token));
    return member.faces().size() == 1
        ? MemberEdit.drop(member, now())
        : MemberEdit.keep(member, now(), member.state().info(), List.of(face));
  }

  /* The source is claimed as well, so that who deletes a person finds it in both groups or in
     neither. Two copies in opposite directions claim their groups in the same order. */
  void copy(PersonKey source, String targetGroup) {
    boolean done = false;
    while (!done) {
      GroupEntry from = directory.require(source.app(), source.group());
      List<FaceEntry> faces = require(from, source.person()).faces();
      GroupEntry to =
          directory
              .find(source.app(), targetGroup)
              .orElseThrow(
                  () -> new FaceException(FaceFailure.TARGET_GROUP_UNKNOWN, targetGroup));
      if (to.member(source.person()).isPresent()) {
        throw new FaceException(FaceFailure.PERSON_EXISTS, source.person());
      }
      Set<Record> fromClaims = Set.of(new PersonClaim(source.person()));
      List<Record> toClaims = new ArrayList<>(fromClaims);
      faces.forEach(face -> toClaims.add(new TokenClaim(face.token())));
      done =
          from.generation() < to.generation()
              ? claiming(from, fromClaims, () -> claiming(
                  to, Set.copyOf(toClaims), () -> copy(source.person(), faces, from, to)))
              : claiming(to, Set.copyOf(toClaims), () -> claiming(
                  from, fromClaims, () -> copy(source.person(), faces, from, to)));
    }
  }

  private interface Step {
    /** Whether it was done; if not, what it relied on has changed. */
    boolean run();
  }

  private static boolean claiming(GroupEntry group, Set<?> claims, Step step) {
    if (!group.claims().claim(claims)) {
      return false;
    }
    try {
      return step.run();
    } finally {
      group.claims().release(claims);
    }
  }

  private boolean copy(String person, List<FaceEntry> faces, GroupEntry from, GroupEntry to) {
    Optional<MemberEntry> source = from.member(person);
    if (source.isEmpty() || !source.get().faces().equals(faces) || to.member(person).isPresent()) {
      return false;
    }
    Instant now = now();
    String info = source.get().state().info();
    PersonKey key = new PersonKey(to.app(), to.name(), person);
    MemberEdit edit =
        MemberEdit.keep(new MemberEntry(key, store.newId(), info, now, now), now, info, List.of());
    for (FaceEntry face : faces) {
      if (to.face(face.token()).isPresent()) {
        throw new FaceException(FaceFailure.FACE_EXISTS, face.token());
      }
      SavedFace kept =
          store
              .face(face.key(from.generation()))
              .orElseThrow(
                  () -> new FaceException(FaceFailure.STORE_FAILED, "a face cannot be read"));
      add(edit, to, kept, face.createdAt());
    }
    commit(to, List.of(), edit);
    return true;
  }

  private static MemberEntry require(GroupEntry group, String person) {
    return group
        .member(person)
        .orElseThrow(() -> new FaceException(FaceFailure.PERSON_UNKNOWN, person));
  }

  private void commit(GroupEntry group, List<GalleryRecord> groupRecords, MemberEdit edit) {
    List<GalleryRecord> puts = new ArrayList<>(groupRecords);
    if (groupRecords.isEmpty()) {
      puts.add(group.recordAt(edit.now()));
    }
    puts.addAll(edit.puts(group.generation()));
    List<RecordKey> drops = new ArrayList<>(edit.drops(group.generation()));
    List<RecordKey.SavedKey> forgotten = savedTokens.keys(group.app(), edit.tokensGone());
    drops.addAll(forgotten);
    int growth = Math.max(0, edit.growth());
    faceQuota.take(growth);
    try {
      store.commit(puts, drops);
    } catch (RuntimeException e) {
      faceQuota.giveBack(growth);
      throw e;
    }
    group.publish(edit);
    faceQuota.giveBack(Math.max(0, -edit.growth()));
    savedTokens.forget(forgotten);
  }

  /** Makes the deletion of a group durable. */
  void deleteAll(GroupEntry group) {
    List<RecordKey.SavedKey> forgotten = savedTokens.keys(group);
    List<RecordKey> drops = new ArrayList<>(forgotten);
    drops.add(new RecordKey.GroupKey(group.generation()));
    store.commit(List.of(), drops);
    faceQuota.giveBack(group.stat().faces());
    savedTokens.forget(forgotten);
  }
}
