package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

  private final NaivePeople people = new NaivePeople(this);
  private final Map<String, Map<String, Member>> loners = new TreeMap<>();

  /** A membership; the tags and ages of its faces stand by token. */
  static final class Member {
    String info = "";
    String tag = "";
    final List<SavedFace> faces = new ArrayList<>();
    final Map<String, String> faceTags = new HashMap<>();
    final Map<String, Integer> faceAges = new HashMap<>();

    Member copy() {
      Member copy = new Member();
      copy.info = info;
      copy.tag = tag;
      copy.faces.addAll(faces);
      copy.faceTags.putAll(faceTags);
      copy.faceAges.putAll(faceAges);
      return copy;
    }

    String faceTag(SavedFace face) {
      return faceTags.getOrDefault(face.token(), "");
    }

    Person person(PersonKey key) {
      return new Person(
          key,
          info,
          tag,
          Instant.MIN,
          Instant.MIN,
          faces.stream()
              .map(f -> new EnrolledFace(f.token(), embedding(f), faceTag(f), Instant.MIN))
              .toList());
    }
  }

  NaiveGallery(GalleryLimits limits) {
    this.limits = limits;
    apps.put("default", new TreeMap<>());
  }

  static FaceException failure(FaceFailure failure) {
    return new FaceException(failure);
  }

  static void failIf(boolean fails, FaceFailure failure) {
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

  static Stream<SavedFace> faces(Map<String, Member> group) {
    return group.values().stream().flatMap(member -> member.faces.stream());
  }

  static Embedding embedding(SavedFace face) {
    return Optional.ofNullable(face.face().embedding()).orElseThrow();
  }

  @Override
  public People people() {
    return people;
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
    failIf(
        mode == Mode.UPDATE && !groupsIn(key.app()).containsKey(key.group()),
        FaceFailure.GROUP_UNKNOWN);
    people.enroll(
        new Enrollment(
            key.app(),
            key.person(),
            List.of(face),
            List.of(key.group()),
            false,
            mode,
            info.orElse(null),
            null,
            PersonBounds.facesAtMost(limits.facesPerPersonMax())));
  }

  /** All groups of an app, and first, without name, who is in none. */
  Map<String, Map<String, Member>> everything(String app) {
    Map<String, Map<String, Member>> all = new TreeMap<>(groupsIn(app));
    all.put(PersonKey.NO_GROUP, loners.getOrDefault(app, Map.of()));
    return all;
  }

  /** Takes over groups as they are after a change, if they are not too many or too full. */
  void become(String app, Map<String, Map<String, Member>> changed, PersonBounds bounds) {
    int groups = changed.size() - 1;
    boolean more = groups > groupsIn(app).size();
    failIf(more && groups > bounds.groupsPerAppMax(), FaceFailure.GROUPS_FULL);
    failIf(
        groupCount() - groupsIn(app).size() + groups > limits.groupsMax(),
        FaceFailure.GALLERY_FULL);
    Map<String, Map<String, Member>> before = everything(app);
    changed.forEach(
        (name, members) ->
            failIf(
                members.size() > before.getOrDefault(name, Map.of()).size()
                    && members.size() > bounds.personsPerGroupMax(),
                FaceFailure.PERSONS_FULL));
    int growth = count(changed) - count(before);
    failIf(growth > 0 && faceCount() + growth > limits.facesMax(), FaceFailure.GALLERY_FULL);
    loners.put(app, changed.remove(PersonKey.NO_GROUP));
    apps.computeIfAbsent(app, absent -> new TreeMap<>()).putAll(changed);
  }

  void forget(String app, String token) {
    saved.remove(List.of(app, token));
  }

  private static int count(Map<String, Map<String, Member>> groups) {
    return groups.values().stream().mapToInt(group -> (int) faces(group).count()).sum();
  }

  private int groupCount() {
    return apps.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public Optional<Person> person(PersonKey key) {
    return Optional.ofNullable(group(key.app(), key.group()).get(key.person()))
        .map(member -> member.person(key));
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
    target.put(source.person(), member.copy());
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
                everything(app).values().stream()
                    .flatMap(NaiveGallery::faces)
                    .filter(face -> face.token().equals(token))
                    .findFirst());
  }

  @Override
  public int faceCount() {
    return apps.keySet().stream().mapToInt(app -> count(everything(app))).sum();
  }

  @Override
  public void close() {}
}
