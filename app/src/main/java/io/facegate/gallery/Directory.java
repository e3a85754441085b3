package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.search.VectorIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The apps and their groups in memory, and how groups come and go. */
final class Directory {
  private static final String DEFAULT_APP = "default";

  private final GalleryStore store;
  private final VectorIndex<FaceEntry> index;
  private final Quota groupQuota;
  private final Claims creations = new Claims();
  private final ConcurrentNavigableMap<String, ConcurrentNavigableMap<String, GroupEntry>> apps =
      new ConcurrentSkipListMap<>();

  private record GroupName(String app, String group) {}

  Directory(GalleryStore store, VectorIndex<FaceEntry> index, Quota groupQuota) {
    this.store = store;
    this.index = index;
    this.groupQuota = groupQuota;
    app(DEFAULT_APP);
  }

  /** Takes in an app that is kept. */
  void load(GalleryRecord.App app) {
    app(app.name());
  }

  /** Takes in a group that is kept. */
  GroupEntry load(GalleryRecord.Group record) {
    GroupEntry group = new GroupEntry(record, index.newPartition());
    groupQuota.count(1);
    publish(group);
    return group;
  }

  List<String> apps() {
    return List.copyOf(apps.keySet());
  }

  boolean hasApp(String app) {
    return apps.containsKey(app);
  }

  /** The groups of an app by name; empty when the app is not there. */
  NavigableMap<String, GroupEntry> groups(String app) {
    ConcurrentNavigableMap<String, GroupEntry> groups = apps.get(app);
    return groups == null ? new ConcurrentSkipListMap<>() : groups;
  }

  List<GroupEntry> allGroups() {
    return apps.values().stream().flatMap(groups -> groups.values().stream()).toList();
  }

  Optional<GroupEntry> find(String app, String group) {
    return Optional.ofNullable(groups(app).get(group));
  }

  GroupEntry require(String app, String group) {
    return find(app, group).orElseThrow(() -> new FaceException(FaceFailure.GROUP_UNKNOWN, group));
  }

  /** Changes things in a group that is there, or fails with GROUP_UNKNOWN. */
  void change(String app, String group, Set<?> claims, Consumer<GroupEntry> change) {
    while (true) {
      GroupEntry entry = require(app, group);
      if (entry.claims().claim(claims)) {
        try {
          change.accept(entry);
          return;
        } finally {
          entry.claims().release(claims);
        }
      }
    }
  }

  /**
   * Makes a group.
   *
   * @param change makes the group durable with the records given, and whatever else it adds
   * @return false when the group was there already
   */
  boolean create(
      String app,
      String group,
      Instant now,
      BiConsumer<GroupEntry, List<GalleryRecord>> change) {
    Set<GroupName> claims = Set.of(new GroupName(app, group));
    creations.claim(claims);
    try {
      if (find(app, group).isPresent()) {
        return false;
      }
      groupQuota.take(1);
      try {
        GalleryRecord.Group record =
            new GalleryRecord.Group(store.newId(), app, group, now, now);
        GroupEntry entry = new GroupEntry(record, index.newPartition());
        change.accept(entry, recordsOfNew(record));
        publish(entry);
        return true;
      } catch (RuntimeException e) {
        groupQuota.giveBack(1);
        throw e;
      }
    } finally {
      creations.release(claims);
    }
  }

  private List<GalleryRecord> recordsOfNew(GalleryRecord.Group group) {
    List<GalleryRecord> records = new ArrayList<>(List.of(group));
    if (!hasApp(group.app())) {
      records.add(new GalleryRecord.App(group.app(), group.createdAt()));
    }
    return records;
  }

  /**
   * Removes a group once all changes to it that are under way are through.
   *
   * @param change makes it durable
   */
  void delete(String app, String group, Consumer<GroupEntry> change) {
    GroupEntry entry = require(app, group);
    while (!entry.claims().beginClose()) {
      entry = require(app, group);
    }
    boolean deleted = false;
    try {
      change.accept(entry);
      groups(app).remove(group);
      groupQuota.giveBack(1);
      deleted = true;
    } finally {
      entry.claims().endClose(deleted);
    }
  }

  private void publish(GroupEntry group) {
    app(group.app()).put(group.name(), group);
  }

  private Map<String, GroupEntry> app(String name) {
    return apps.computeIfAbsent(name, absent -> new ConcurrentSkipListMap<>());
  }
}
