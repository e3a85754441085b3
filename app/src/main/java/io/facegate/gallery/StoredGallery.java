package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.PersonKey;
import io.facegate.search.DotProduct;
import io.facegate.search.FlatIndex;
import io.facegate.search.Partition;
import io.facegate.search.VectorIndex;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The gallery: all of it in memory for those who ask, every change first in a {@link GalleryStore}.
 *
 * <p>Only changes and {@link #savedFace} enter the store, and with it native code; all else is
 * answered from memory.
 */
public final class StoredGallery implements Gallery {
  private static final Comparator<Hit> BEST_FIRST =
      Comparator.comparingDouble(Hit::cosine)
          .reversed()
          .thenComparing(hit -> hit.person().group())
          .thenComparing(hit -> hit.person().person());

  private final GalleryStore store;
  private final PresentModel model;
  private final VectorIndex<FaceEntry> index;
  private final Quota groupQuota;
  private final Quota faceQuota;
  private final Directory directory;
  private final SavedTokens savedTokens;
  private final PersonChanges changes;
  private final Members members;
  private final StoredPeople people;

  /**
   * Loads what the store keeps. The gallery closes the store.
   *
   * @param limits what is kept over them already stays, and nothing is added
   * @param modelId of the present embedding model; faces of others are kept and never found
   * @param kernel multiplies vectors
   * @param searchThreads that share a big search
   */
  public StoredGallery(
      GalleryStore store,
      GalleryLimits limits,
      String modelId,
      DotProduct kernel,
      int searchThreads,
      Clock clock) {
    this.store = store;
    this.model = new PresentModel(modelId);
    this.index = new FlatIndex<>(kernel, FaceEntry::member, FaceEntry.ORDER, searchThreads);
    this.groupQuota = new Quota(limits.groupsMax());
    this.faceQuota = new Quota(limits.facesMax());
    this.directory = new Directory(store, index, groupQuota);
    this.savedTokens = new SavedTokens(store, limits.savedFacesMax());
    this.changes =
        new PersonChanges(store, directory, savedTokens, faceQuota, model, clock);
    this.members =
        new Members(
            store, directory, savedTokens, faceQuota, limits.facesPerPersonMax(), changes);
    PeopleSearch search = new PeopleSearch(directory, index, model);
    this.people = new StoredPeople(store, directory, changes, search, model);
    store.load(new GalleryLoader(directory, savedTokens, faceQuota, model));
  }

  @Override
  public People people() {
    return people;
  }

  @Override
  public List<String> apps() {
    return directory.apps();
  }

  @Override
  public boolean hasApp(String app) {
    return directory.hasApp(app);
  }

  @Override
  public void addGroup(String app, String group) {
    members.addGroup(app, group);
  }

  @Override
  public void deleteGroup(String app, String group) {
    directory.delete(app, group, members::deleteAll);
  }

  @Override
  public List<String> groups(String app, int start, int length) {
    return directory.groups(app).keySet().stream().skip(start).limit(length).toList();
  }

  @Override
  public int groupCount(String app) {
    return directory.groups(app).size();
  }

  @Override
  public Optional<GroupStat> groupStat(String app, String group) {
    return directory.find(app, group).map(GroupEntry::stat);
  }

  @Override
  public void enroll(PersonKey person, SavedFace face, Optional<String> info, Mode mode) {
    model.embeddingOf(face);
    members.enroll(person, face, info, mode);
  }

  @Override
  public Optional<Person> person(PersonKey key) {
    return directory.require(key.app(), key.group()).person(key.person(), model.id());
  }

  @Override
  public List<String> groupsOf(String app, String person) {
    return directory.groups(app).values().stream()
        .filter(group -> group.member(person).isPresent())
        .map(GroupEntry::name)
        .toList();
  }

  @Override
  public List<String> persons(String app, String group, int start, int length) {
    return directory.require(app, group).members(start, length).stream()
        .map(member -> member.key().person())
        .toList();
  }

  @Override
  public void deletePerson(PersonKey key) {
    members.deletePerson(key);
  }

  @Override
  public void deleteFace(PersonKey key, String faceToken) {
    members.deleteFace(key, faceToken);
  }

  @Override
  public void copyPerson(PersonKey source, String targetGroup) {
    members.copy(source, targetGroup);
  }

  @Override
  public List<Hit> search(
      String app, Collection<String> groups, Embedding face, double cosineMin, int personsMax) {
    List<Partition<FaceEntry>> partitions =
        required(app, groups).stream().map(GroupEntry::partition).toList();
    float[] query = model.check(face).unit();
    return index.search(partitions, query, cosineMin, personsMax).stream()
        .map(match -> GroupEntry.hit(match.label(), match.cosine()))
        .sorted(BEST_FIRST)
        .toList();
  }

  @Override
  public List<Hit> searchPerson(
      String app, Collection<String> groups, String person, Embedding face) {
    model.check(face);
    return required(app, groups).stream()
        .flatMap(group -> group.closest(person, face).stream())
        .sorted(BEST_FIRST)
        .toList();
  }

  private List<GroupEntry> required(String app, Collection<String> groups) {
    return new LinkedHashSet<>(groups).stream().map(name -> directory.require(app, name)).toList();
  }

  @Override
  public void saveFace(String app, SavedFace face) {
    model.embeddingOf(face);
    savedTokens.save(app, face);
  }

  @Override
  public Optional<SavedFace> savedFace(String app, String token) {
    return savedTokens.key(app, token).flatMap(store::saved)
        .or(() -> people.enrolledFace(app, token))
        .filter(this::comparable);
  }

  private boolean comparable(SavedFace saved) {
    Embedding embedding = saved.face().embedding();
    return embedding != null && model.made(embedding);
  }

  /**
   * Gives an enrolled face its embedding by the model the gallery was opened for; nothing happens
   * when it has one, or is gone.
   */
  public void renew(RecordKey.FaceKey key, Embedding embedding) {
    model.check(embedding);
    directory.allGroups().stream()
        .filter(group -> group.generation() == key.generation())
        .findFirst()
        .ifPresent(
            group ->
                group
                    .member(key.member())
                    .ifPresent(
                        member ->
                            changes.renew(group, member, key.ordinal(), embedding)));
  }

  @Override
  public int faceCount() {
    return faceQuota.taken();
  }

  /** How much there is, and in what state. */
  public GalleryStats stats() {
    List<GroupEntry> groups = directory.allGroups();
    return new GalleryStats(
        faceQuota.taken(),
        groups.stream().mapToInt(group -> group.stat().persons()).sum(),
        groupQuota.taken(),
        savedTokens.size(),
        groups.stream().mapToInt(GroupEntry::otherModelFaces).sum(),
        store.corruptRecords(),
        store.bytesOnDisk());
  }

  /**
   * Whether a change could be made durable at present: writes a little, waits for the disk, and
   * reads it back.
   */
  public boolean writable() {
    return store.writable();
  }

  /**
   * Writes a copy of the gallery as it is now, while it is in use.
   *
   * @param folder must not exist; its parent must, best on the same file system
   */
  public void checkpoint(Path folder) {
    store.checkpoint(folder);
  }

  @Override
  public void close() {
    index.close();
    store.close();
  }
}
