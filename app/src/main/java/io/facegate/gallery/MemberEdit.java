package io.facegate.gallery;

import io.facegate.face.Embedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One change to one member, first put together, then made durable, then published. */
final class MemberEdit {
  private final GroupEntry group;
  private final MemberEntry member;
  private final MemberEntry.State state;
  private final boolean dropsMember;
  private final List<FaceEntry> removed;
  private final Map<FaceEntry, Embedding> added = new LinkedHashMap<>();
  private final List<GalleryRecord> faceRecords = new ArrayList<>();

  private MemberEdit(
      GroupEntry group,
      MemberEntry member,
      MemberEntry.State state,
      boolean dropsMember,
      List<FaceEntry> removed) {
    this.group = group;
    this.member = member;
    this.state = state;
    this.dropsMember = dropsMember;
    this.removed = removed;
  }

  /**
   * Keeps the member, new or not, and takes faces from it.
   *
   * @param state the member as it is afterwards, but for its faces
   */
  static MemberEdit keep(
      GroupEntry group, MemberEntry member, MemberEntry.State state, List<FaceEntry> removed) {
    return new MemberEdit(group, member, state, false, removed);
  }

  /** Drops the member with all its faces. */
  static MemberEdit drop(GroupEntry group, MemberEntry member, Instant now) {
    MemberEntry.State before = member.state();
    MemberEntry.State after =
        new MemberEntry.State(before.info(), before.tag(), now, before.faces());
    return new MemberEdit(group, member, after, true, before.faces());
  }

  /** Gives the member a face. */
  MemberEdit add(GalleryRecord.Face face, Embedding embedding, String modelId) {
    added.put(new FaceEntry(member, face, embedding, modelId), embedding);
    faceRecords.add(face);
    return this;
  }

  GroupEntry group() {
    return group;
  }

  MemberEntry member() {
    return member;
  }

  Instant now() {
    return state.updatedAt();
  }

  boolean dropsMember() {
    return dropsMember;
  }

  List<FaceEntry> removed() {
    return removed;
  }

  Map<FaceEntry, Embedding> added() {
    return added;
  }

  /** By how much the number of enrolled faces grows; less than 0 when it shrinks. */
  int growth() {
    return added.size() - removed.size();
  }

  /** The member as it is afterwards. */
  MemberEntry.State state() {
    List<FaceEntry> faces = new ArrayList<>(member.faces());
    faces.removeAll(removed);
    faces.addAll(added.keySet());
    return new MemberEntry.State(
        state.info(), state.tag(), state.updatedAt(), List.copyOf(faces));
  }

  List<GalleryRecord> puts() {
    List<GalleryRecord> puts = new ArrayList<>(faceRecords);
    if (!dropsMember) {
      puts.add(
          new GalleryRecord.Member(
              group.generation(),
              member.ordinal(),
              member.key().person(),
              state.info(),
              state.tag(),
              member.createdAt(),
              state.updatedAt()));
    }
    return puts;
  }

  List<RecordKey> drops() {
    List<RecordKey> drops = new ArrayList<>();
    removed.forEach(face -> drops.add(face.key(group.generation())));
    if (dropsMember) {
      drops.add(new RecordKey.MemberKey(group.generation(), member.ordinal()));
    }
    return drops;
  }
}
