package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a gallery should do, in the plainest way; without dates, for one thread. */
final class NaiveGallery implements Gallery {
  private final GalleryLimits limits;
  private final Map<String, Map<String, Map<String, Member>>> apps = new TreeMap<>();
  private final Map<List<String>, SavedFace> saved = new LinkedHashMap<>();

  private static final class Member {
    private String info = "";
    private final List<SavedFace> faces = new ArrayList<>();
  }

  NaiveGallery(GalleryLimits limits) {
    this.limits = limits;
    apps.put("default", new TreeMap<>());
  }

  private static FaceException failure(FaceFailure failure) {
    return new FaceException(failure);
  }

  private static void failIf(boolean fails, FaceFailure failure) {
    if (fails) {
      throw failure(failure);
    }
  }

  private Map<String, Map<String, Member>> groupsIn(String app) {
    return apps.getOrDefault(app, Map.of());
  }

  private Map<String, Member> group(String app, String group) {
    return Optional.ofNullable(groupsIn(app).get(group))
        .orElseThrow(() -> failure(FaceFailure.GROUP_UNKNOWN));
  }

  private Member member(PersonKey key) {
    return Optional.ofNullable(group(key.app(), key.group()).get(key.person()))
        .orElseThrow(() -> failure(FaceFailure.PERSON_UNKNOWN));
  }

  private static Stream<SavedFace> faces(Map<String, Member> group) {
    return group.values().stream().flatMap(member -> member.faces.stream());
  }

  private static Embedding embedding(SavedFace face) {
    return Optional.ofNullable(face.face().embedding()).orElseThrow();
  }

  @Override
  public People people() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> apps() {
    return List.copyOf(apps.keySet());
  }

  @Override
  public boolean hasApp(String app) {
    return apps.containsKey(app);
  }

  @Override
  public void addGroup(String app, String group) {
    failIf(groupsIn(app).containsKey(group), FaceFailure.GROUP_EXISTS);
    failIf(groupCount() >= limits.groupsMax(), FaceFailure.GALLERY_FULL);
    apps.computeIfAbsent(app, absent -> new TreeMap<>()).put(group, new LinkedHashMap<>());
  }

  @Override
  public void deleteGroup(String app, String group) {
    faces(group(app, group)).forEach(face -> saved.remove(List.of(app, face.token())));
    groupsIn(app).remove(group);
  }

  @Override
  public List<String> groups(String app, int start, int length) {
    return groupsIn(app).keySet().stream().skip(start).limit(length).toList();
  }

  @Override
  public int groupCount(String app) {
    return groupsIn(app).size();
  }

  @Override
  public Optional<GroupStat> groupStat(String app, String group) {
    return Optional.ofNullable(groupsIn(app).get(group))
        .map(g -> new GroupStat(g.size(), (int) faces(g).count(), Instant.MIN, Instant.MIN));
  }

  @Override
  public void enroll(PersonKey key, SavedFace face, Optional<String> info, Mode mode) {
    boolean newGroup = !groupsIn(key.app()).containsKey(key.group());
    failIf(
        mode == Mode.CREATE && !groupsOf(key.app(), key.person()).isEmpty(),
        FaceFailure.PERSON_EXISTS);
    failIf(newGroup && mode == Mode.UPDATE, FaceFailure.GROUP_UNKNOWN);
    failIf(newGroup && groupCount() >= limits.groupsMax(), FaceFailure.GALLERY_FULL);
    Map<String, Member> group =
        newGroup ? new LinkedHashMap<>() : group(key.app(), key.group());
    enroll(group, key, face, info, mode);
    apps.computeIfAbsent(key.app(), absent -> new TreeMap<>()).put(key.group(), group);
  }

  private int groupCount() {
    return apps.values().stream().mapToInt(Map::size).sum();
  }

  private void enroll(
      Map<String, Member> group, PersonKey key, SavedFace face, Optional<String> info, Mode mode) {
    Member member = group.get(key.person());
    failIf(mode == Mode.UPDATE && member == null, FaceFailure.PERSON_UNKNOWN);
    List<SavedFace> removed =
        mode == Mode.APPEND || member == null ? List.of() : List.copyOf(member.faces);
    failIf(
        faces(group).anyMatch(f -> f.token().equals(face.token()) && !removed.contains(f)),
        FaceFailure.FACE_EXISTS);
    failIf(
        mode == Mode.APPEND
            && member != null
            && member.faces.size() >= limits.facesPerPersonMax(),
        FaceFailure.TOO_MANY_FACES);
    failIf(removed.isEmpty() && faceCount() >= limits.facesMax(), FaceFailure.GALLERY_FULL);
    Member target = group.computeIfAbsent(key.person(), absent -> new Member());
    target.faces.removeAll(removed);
    target.faces.add(face);
    info.ifPresent(text -> target.info = text);
    removed.stream()
        .filter(old -> !old.token().equals(face.token()))
        .forEach(old -> saved.remove(List.of(key.app(), old.token())));
  }

  @Override
  public Optional<Person> person(PersonKey key) {
    return Optional.ofNullable(group(key.app(), key.group()).get(key.person()))
        .map(
            member ->
                new Person(
                    key,
                    member.info,
                    "",
                    Instant.MIN,
                    Instant.MIN,
                    member.faces.stream()
                        .map(f -> new EnrolledFace(f.token(), embedding(f), "", Instant.MIN))
                        .toList()));
  }

  @Override
  public List<String> groupsOf(String app, String person) {
    return groupsIn(app).keySet().stream().filter(g -> group(app, g).containsKey(person)).toList();
  }

  @Override
  public List<String> persons(String app, String group, int start, int length) {
    return group(app, group).keySet().stream().skip(start).limit(length).toList();
  }

  @Override
  public void deletePerson(PersonKey key) {
    member(key).faces.forEach(face -> saved.remove(List.of(key.app(), face.token())));
    group(key.app(), key.group()).remove(key.person());
  }

  @Override
  public void deleteFace(PersonKey key, String faceToken) {
    Member member = member(key);
    failIf(
        !member.faces.removeIf(face -> face.token().equals(faceToken)), FaceFailure.FACE_UNKNOWN);
    saved.remove(List.of(key.app(), faceToken));
    if (member.faces.isEmpty()) {
      group(key.app(), key.group()).remove(key.person());
    }
  }

  @Override
  public void copyPerson(PersonKey source, String targetGroup) {
    Member member = member(source);
    Map<String, Member> target = groupsIn(source.app()).get(targetGroup);
    if (target == null) {
      throw failure(FaceFailure.TARGET_GROUP_UNKNOWN);
    }
    failIf(target.containsKey(source.person()), FaceFailure.PERSON_EXISTS);
    List<String> tokens = member.faces.stream().map(SavedFace::token).toList();
    failIf(faces(target).anyMatch(f -> tokens.contains(f.token())), FaceFailure.FACE_EXISTS);
    failIf(faceCount() + tokens.size() > limits.facesMax(), FaceFailure.GALLERY_FULL);
    Member copy = new Member();
    copy.info = member.info;
    copy.faces.addAll(member.faces);
    target.put(source.person(), copy);
  }

  @Override
  public List<Hit> search(
      String app, Collection<String> groups, Embedding face, double cosineMin, int personsMax) {
    return new LinkedHashSet<>(groups)
        .stream()
            .flatMap(
                group ->
                    group(app, group).keySet().stream()
                        .flatMap(p -> searchPerson(app, List.of(group), p, face).stream()))
            .filter(hit -> hit.cosine() >= cosineMin)
            .sorted(Comparator.comparingDouble(Hit::cosine).reversed())
            .limit(personsMax)
            .toList();
  }

  @Override
  public List<Hit> searchPerson(
      String app, Collection<String> groups, String person, Embedding face) {
    return groups.stream()
        .filter(group -> group(app, group).containsKey(person))
        .map(group -> new PersonKey(app, group, person))
        .map(
            key ->
                member(key).faces.stream()
                    .map(f -> hit(key, f, embedding(f).cosine(face)))
                    .max(Comparator.comparingDouble(Hit::cosine))
                    .orElseThrow())
        .sorted(Comparator.comparingDouble(Hit::cosine).reversed())
        .toList();
  }

  private Hit hit(PersonKey key, SavedFace face, double cosine) {
    return new Hit(key, member(key).info, face.token(), cosine);
  }

  @Override
  public void saveFace(String app, SavedFace face) {
    List<String> name = List.of(app, face.token());
    saved.remove(name);
    saved.put(name, face);
    while (saved.size() > limits.savedFacesMax()) {
      saved.remove(saved.keySet().iterator().next());
    }
  }

  @Override
  public Optional<SavedFace> savedFace(String app, String token) {
    return Optional.ofNullable(saved.get(List.of(app, token)))
        .or(
            () ->
                groupsIn(app).values().stream()
                    .flatMap(NaiveGallery::faces)
                    .filter(face -> face.token().equals(token))
                    .findFirst());
  }

  @Override
  public int faceCount() {
    return apps.values().stream()
        .flatMap(groups -> groups.values().stream())
        .mapToInt(group -> (int) faces(group).count())
        .sum();
  }

  @Override
  public void close() {}
}
