package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.search.VectorIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The apps and their groups in memory, and how groups come and go.
 *
 * <p>The persons of an app who are in no group are kept in one that has no name, {@link
 * PersonKey#NO_GROUP}. It is made when it is needed, counts nowhere, and is found only by {@link
 * #any} and {@link #all}.
 */
final class Directory {
  private static final String DEFAULT_APP = "default";

  private final GalleryStore store;
  private final VectorIndex<FaceEntry> index;
  private final Quota groupQuota;
  private final Claims creations = new Claims();
  private final Map<String, Integer> expected = new HashMap<>();
  private final ConcurrentNavigableMap<String, ConcurrentNavigableMap<String, GroupEntry>> apps =
      new ConcurrentSkipListMap<>();

  private record GroupName(String app, String group) {}

  /** Uses groups that are about to be made. */
  interface Creation {
    /**
     * Makes the groups durable, with whatever else it adds.
     *
     * @param made without members yet, and not seen by anybody else
     * @param records the groups' own
     * @return false when nothing was changed, so that the groups are not made either
     */
    boolean run(List<GroupEntry> made, List<GalleryRecord> records);
  }

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
    groupQuota.count(counted(Set.of(group.name())));
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
    return everything(app).tailMap(PersonKey.NO_GROUP, false);
  }

  /** The groups of an app by name, and before them that of the persons without group. */
  Collection<GroupEntry> all(String app) {
    return everything(app).values();
  }

  private NavigableMap<String, GroupEntry> everything(String app) {
    ConcurrentNavigableMap<String, GroupEntry> groups = apps.get(app);
    return groups == null ? new ConcurrentSkipListMap<>() : groups;
  }

  List<GroupEntry> allGroups() {
    return apps.values().stream().flatMap(groups -> groups.values().stream()).toList();
  }

  Optional<GroupEntry> find(String app, String group) {
    return Optional.ofNullable(groups(app).get(group));
  }

  /** As {@link #find}, but also finds the group of the persons without group. */
  Optional<GroupEntry> any(String app, String group) {
    return Optional.ofNullable(everything(app).get(group));
  }

  GroupEntry require(String app, String group) {
    return find(app, group).orElseThrow(() -> new FaceException(FaceFailure.GROUP_UNKNOWN, group));
  }

  /**
   * Makes groups, all of them or none; fails with GROUPS_FULL or GALLERY_FULL.
   *
   * @param names may be empty
   * @param groupsPerAppMax how many groups the app may have then
   * @return false when one of them was there already, or the creation gave up
   */
  boolean create(
      String app, Set<String> names, int groupsPerAppMax, Instant now, Creation creation) {
    Set<GroupName> claims =
        names.stream().map(name -> new GroupName(app, name)).collect(Collectors.toSet());
    creations.claim(claims);
    try {
      if (names.stream().anyMatch(name -> any(app, name).isPresent())) {
        return false;
      }
      int count = counted(names);
      expect(app, count, groupsPerAppMax);
      List<GroupEntry> made = new ArrayList<>();
      boolean done = false;
      try {
        names.forEach(name -> made.add(fresh(app, name, now)));
        done = creation.run(made, recordsOf(app, made, now));
        return done;
      } finally {
        settle(app, count, done ? made : List.of());
      }
    } finally {
      creations.release(claims);
    }
  }

  private static int counted(Set<String> names) {
    return names.contains(PersonKey.NO_GROUP) ? names.size() - 1 : names.size();
  }

  private GroupEntry fresh(String app, String name, Instant now) {
    return new GroupEntry(
        new GalleryRecord.Group(store.newId(), app, name, now, now), index.newPartition());
  }

  private List<GalleryRecord> recordsOf(String app, List<GroupEntry> made, Instant now) {
    List<GalleryRecord> records = new ArrayList<>();
    made.forEach(group -> records.add(group.recordAt(now)));
    if (!made.isEmpty() && !hasApp(app)) {
      records.add(new GalleryRecord.App(app, now));
    }
    return records;
  }

  private synchronized void expect(String app, int count, int groupsPerAppMax) {
    if (count == 0) {
      return;
    }
    long before = (long) groups(app).size() + expected.getOrDefault(app, 0);
    if (before + count > groupsPerAppMax) {
      throw new FaceException(FaceFailure.GROUPS_FULL, "at most " + groupsPerAppMax);
    }
    groupQuota.take(count);
    expected.merge(app, count, Integer::sum);
  }

  private synchronized void settle(String app, int count, List<GroupEntry> made) {
    expected.merge(app, -count, Integer::sum);
    expected.remove(app, 0);
    if (made.isEmpty()) {
      groupQuota.giveBack(count);
    }
    made.forEach(this::publish);
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
