package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.search.Partition;
import io.facegate.search.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A group in memory. Who changes it holds {@link #claims} to what is changed; the short steps in
 * which it is read and changed take turns.
 */
final class GroupEntry {
  private final GalleryRecord.Group record;
  private final Claims claims = new Claims();
  private final Partition<FaceEntry> partition;
  private final Map<String, MemberEntry> members = new HashMap<>();
  private final List<MemberEntry> membersInOrder = new ArrayList<>();
  private final Map<String, FaceEntry> faces = new HashMap<>();
  private final Set<String> arriving = new HashSet<>();
  private Instant updatedAt;

  GroupEntry(GalleryRecord.Group record, Partition<FaceEntry> partition) {
    this.record = record;
    this.partition = partition;
    this.updatedAt = record.updatedAt();
  }

  String app() {
    return record.app();
  }

  String name() {
    return record.name();
  }

  long generation() {
    return record.generation();
  }

  Claims claims() {
    return claims;
  }

  Partition<FaceEntry> partition() {
    return partition;
  }

  /** The group's record as it is after a change. */
  GalleryRecord.Group recordAt(Instant now) {
    return new GalleryRecord.Group(
        record.generation(), record.app(), record.name(), record.createdAt(), now);
  }

  synchronized Optional<MemberEntry> member(String person) {
    return Optional.ofNullable(members.get(person));
  }

  /** A member by its ordinal. */
  synchronized Optional<MemberEntry> member(long ordinal) {
    int place =
        Collections.binarySearch(
            membersInOrder.stream().map(MemberEntry::ordinal).toList(), ordinal);
    return place < 0 ? Optional.empty() : Optional.of(membersInOrder.get(place));
  }

  synchronized Optional<FaceEntry> face(String token) {
    return Optional.ofNullable(faces.get(token));
  }

  synchronized GroupStat stat() {
    return new GroupStat(members.size(), faces.size(), record.createdAt(), updatedAt);
  }

  synchronized int otherModelFaces() {
    return faces.size() - partition.size();
  }

  /** Some members in the order of their enrolment. */
  synchronized List<MemberEntry> members(int start, int length) {
    int from = Math.min(start, membersInOrder.size());
    int to = (int) Math.min((long) from + length, membersInOrder.size());
    return List.copyOf(membersInOrder.subList(from, to));
  }

  synchronized Optional<Person> person(String id, String modelId) {
    return member(id).map(member -> person(member, modelId));
  }

  private Person person(MemberEntry member, String modelId) {
    MemberEntry.State state = member.state();
    List<EnrolledFace> enrolled =
        state.faces().stream()
            .map(f -> new EnrolledFace(f.token(), present(f, modelId), f.tag(), f.createdAt()))
            .toList();
    return new Person(
        member.key(), state.info(), state.tag(), member.createdAt(), state.updatedAt(), enrolled);
  }

  private Embedding present(FaceEntry face, String modelId) {
    return embedding(face, modelId).orElseThrow();
  }

  /**
   * The embedding of a face; nothing when the face is gone.
   *
   * @param modelId of the present model
   */
  synchronized Optional<Embedding> embedding(FaceEntry face, String modelId) {
    if (faces.get(face.token()) != face) {
      return Optional.empty();
    }
    return face.slot()
        .map(slot -> new Embedding(modelId, partition.vector(slot)))
        .or(face::otherModel);
  }

  /** The face of a member that comes closest, if the present model made any. */
  synchronized Optional<Hit> closest(String person, Embedding query) {
    return member(person).stream()
        .flatMap(member -> member.faces().stream())
        .filter(face -> face.slot().isPresent())
        .map(face -> hit(face, present(face, query.modelId()).cosine(query)))
        .max(Comparator.comparingDouble(Hit::cosine));
  }

  /** A found face in the words of the gallery. */
  static Hit hit(FaceEntry face, double cosine) {
    MemberEntry member = face.member();
    return new Hit(member.key(), member.state().info(), face.token(), cosine);
  }

  /**
   * Keeps a place for a person who is to become a member; fails with PERSONS_FULL. It is kept until
   * the person is published or {@link #refuse}d.
   */
  synchronized void expect(String person, int personsMax) {
    if (members.size() + arriving.size() >= personsMax) {
      throw new FaceException(FaceFailure.PERSONS_FULL, "at most " + personsMax);
    }
    arriving.add(person);
  }

  /** Gives up the place of a person who does not become a member after all. */
  synchronized void refuse(String person) {
    arriving.remove(person);
  }

  /** Lets readers see a change that is durable. */
  synchronized void publish(MemberEdit edit) {
    MemberEntry member = edit.member();
    Map<Slot<FaceEntry>, float[]> vectors = new LinkedHashMap<>();
    edit.added().forEach((face, embedding) ->
        face.slot().ifPresent(slot -> vectors.put(slot, embedding.unit())));
    edit.removed().forEach(face -> faces.remove(face.token()));
    edit.added().keySet().forEach(face -> faces.put(face.token(), face));
    member.become(edit.state());
    if (edit.dropsMember()) {
      members.remove(member.key().person());
      membersInOrder.remove(place(member));
    } else {
      arriving.remove(member.key().person());
      if (members.putIfAbsent(member.key().person(), member) == null) {
        membersInOrder.add(-1 - place(member), member);
      }
    }
    partition.change(
        edit.removed().stream().flatMap(face -> face.slot().stream()).toList(), vectors);
    updatedAt = edit.now().isAfter(updatedAt) ? edit.now() : updatedAt;
  }

  private int place(MemberEntry member) {
    return Collections.binarySearch(
        membersInOrder, member, Comparator.comparingLong(MemberEntry::ordinal));
  }
}
