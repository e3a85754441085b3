package io.facegate.gallery;

import io.facegate.face.Embedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One change to one member, first put together, then made durable, then published. */
final class MemberEdit {
  private final MemberEntry member;
  private final Instant now;
  private final String info;
  private final boolean dropsMember;
  private final List<FaceEntry> removed;
  private final Map<FaceEntry, Embedding> added = new LinkedHashMap<>();
  private final List<GalleryRecord> faceRecords = new ArrayList<>();

  private MemberEdit(
      MemberEntry member,
      Instant now,
      String info,
      boolean dropsMember,
      List<FaceEntry> removed) {
    this.member = member;
    this.now = now;
    this.info = info;
    this.dropsMember = dropsMember;
    this.removed = removed;
  }

  /** Keeps the member, new or not, and takes faces from it. */
  static MemberEdit keep(MemberEntry member, Instant now, String info, List<FaceEntry> removed) {
    return new MemberEdit(member, now, info, false, removed);
  }

  /** Drops the member with all its faces. */
  static MemberEdit drop(MemberEntry member, Instant now) {
    return new MemberEdit(member, now, member.state().info(), true, member.faces());
  }

  /** Gives the member a face. */
  MemberEdit add(GalleryRecord.Face face, Embedding embedding, String modelId) {
    added.put(new FaceEntry(member, face, embedding, modelId), embedding);
    faceRecords.add(face);
    return this;
  }

  MemberEntry member() {
    return member;
  }

  Instant now() {
    return now;
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

  /** The tokens that are enrolled in the group no more. */
  List<String> tokensGone() {
    List<String> gone = new ArrayList<>(removed.stream().map(FaceEntry::token).toList());
    added.keySet().forEach(face -> gone.remove(face.token()));
    return gone;
  }

  /** The member as it is afterwards. */
  MemberEntry.State state() {
    List<FaceEntry> faces = new ArrayList<>(member.faces());
    faces.removeAll(removed);
    faces.addAll(added.keySet());
    return new MemberEntry.State(info, now, List.copyOf(faces));
  }

  List<GalleryRecord> puts(long generation) {
    List<GalleryRecord> puts = new ArrayList<>(faceRecords);
    if (!dropsMember) {
      puts.add(
          new GalleryRecord.Member(
              generation,
              member.ordinal(),
              member.key().person(),
              info,
              member.createdAt(),
              now));
    }
    return puts;
  }

  List<RecordKey> drops(long generation) {
    List<RecordKey> drops = new ArrayList<>();
    removed.forEach(face -> drops.add(face.key(generation)));
    if (dropsMember) {
      drops.add(new RecordKey.MemberKey(generation, member.ordinal()));
    }
    return drops;
  }
}
