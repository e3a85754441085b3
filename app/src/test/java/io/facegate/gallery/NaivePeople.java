package io.facegate.gallery;

import static io.facegate.gallery.NaiveGallery.failIf;

import io.facegate.face.Embedding;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery.Mode;
import io.facegate.gallery.NaiveGallery.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a gallery should do with persons as wholes, in the plainest way: changes a copy of the whole
 * app, and takes it over when nothing is wrong.
 */
final class NaivePeople implements People {
  private static final String NONE = PersonKey.NO_GROUP;

  private final NaiveGallery gallery;
  private int changes;

  private record Source(SavedFace face, Member from) {
    int age() {
      return from.faceAges.getOrDefault(face.token(), 0);
    }
  }

  /** One change to one person of an app. */
  private final class Draft {
    private final String app;
    private final String person;
    private final Map<String, Map<String, Member>> groups = new TreeMap<>();
    private final Map<String, Member> before = new TreeMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> added = new HashSet<>();

    Draft(String app, String person) {
      this.app = app;
      this.person = person;
      changes++;
      gallery.everything(app).forEach(
          (name, members) -> {
            Map<String, Member> copy = new LinkedHashMap<>();
            members.forEach((id, member) -> copy.put(id, member.copy()));
            groups.put(name, copy);
            Optional.ofNullable(copy.get(person)).ifPresent(m -> before.put(name, m.copy()));
          });
    }

    Draft present() {
      failIf(before.isEmpty(), FaceFailure.PERSON_UNKNOWN);
      return this;
    }

    Member in(String group) {
      return groups
          .computeIfAbsent(group, absent -> new LinkedHashMap<>())
          .computeIfAbsent(person, absent -> new Member());
    }

    void leave(String group) {
      Member left = groups.get(group).remove(person);
      left.faces.forEach(face -> gone.add(face.token()));
    }

    void add(String group, SavedFace face, String tag, int age, int facesMax) {
      failIf(
          NaiveGallery.faces(groups.get(group)).anyMatch(f -> f.token().equals(face.token())),
          FaceFailure.FACE_EXISTS);
      Member member = in(group);
      member.faces.add(face);
      added.add(face.token());
      member.faceTags.put(face.token(), tag);
      member.faceAges.put(face.token(), age);
      failIf(member.faces.size() > facesMax, FaceFailure.TOO_MANY_FACES);
    }

    void copyInto(String group, Collection<Member> sources, int facesMax) {
      Set<String> tokens = new HashSet<>();
      sources.stream()
          .flatMap(from -> from.faces.stream().map(face -> new Source(face, from)))
          .sorted(Comparator.comparing(Source::age))
          .filter(source -> tokens.add(source.face.token()))
          .forEach(
              source ->
                  add(group, source.face, source.from.faceTag(source.face), source.age(),
                      facesMax));
    }

    void commit(PersonBounds bounds) {
      gone.removeAll(added);
      gallery.become(app, groups, bounds);
      gone.forEach(token -> gallery.forget(app, token));
    }
  }

  NaivePeople(NaiveGallery gallery) {
    this.gallery = gallery;
  }

  private static String first(Stream<String> texts) {
    return texts.filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  @Override
  public List<Person> memberships(String app, String person) {
    return new Draft(app, person)
        .before.entrySet().stream()
            .map(entry -> entry.getValue().person(new PersonKey(app, entry.getKey(), person)))
            .toList();
  }

  @Override
  public List<io.facegate.gallery.Member> members(
      String app, String group, int start, int length) {
    return gallery.persons(app, group, start, length).stream()
        .map(id -> gallery.person(new PersonKey(app, group, id)).orElseThrow())
        .map(found -> new io.facegate.gallery.Member(found.key(), found.info()))
        .toList();
  }

  @Override
  public void enroll(Enrollment asked) {
    Draft draft = new Draft(asked.app(), asked.person());
    Set<String> present = draft.before.keySet();
    failIf(asked.mode() == Mode.CREATE && !present.isEmpty(), FaceFailure.PERSON_EXISTS);
    Set<String> names = new LinkedHashSet<>(asked.groups());
    if (asked.everywhere() || asked.groups().isEmpty()) {
      names.addAll(present);
    }
    if (!asked.groups().isEmpty()) {
      names.remove(NONE);
    }
    failIf(
        asked.mode() == Mode.UPDATE && (names.isEmpty() || !present.containsAll(names)),
        FaceFailure.PERSON_UNKNOWN);
    if (names.isEmpty()) {
      names.add(NONE);
    }
    boolean keeps = asked.mode() == Mode.APPEND || asked.mode() == Mode.CREATE;
    boolean moves = present.contains(NONE) && !names.contains(NONE);
    if (moves) {
      draft.leave(NONE);
    }
    List<Member> sources =
        asked.everywhere() || moves ? List.copyOf(draft.before.values()) : List.of();
    for (String name : names) {
      Member member = draft.in(name);
      if (!present.contains(name)) {
        member.info = first(sources.stream().map(source -> source.info));
        member.tag = first(sources.stream().map(source -> source.tag));
        if (keeps) {
          draft.copyInto(name, sources, 10_000);
        }
      } else if (!keeps) {
        member.faces.forEach(face -> draft.gone.add(face.token()));
        member.faces.clear();
        member.faceTags.clear();
      }
      member.info = Optional.ofNullable(asked.info()).orElse(member.info);
      member.tag = Optional.ofNullable(asked.tag()).orElse(member.tag);
      Map<String, SavedFace> once = new LinkedHashMap<>();
      asked.faces().forEach(face -> once.put(face.token(), face));
      for (SavedFace face : once.values()) {
        draft.add(name, face, "", changes, asked.bounds().facesPerPersonMax());
      }
    }
    draft.commit(asked.bounds());
  }

  @Override
  public List<Optional<FaceFailure>> addFaces(FaceIncrease asked) {
    Draft draft = new Draft(asked.app(), asked.person()).present();
    List<Optional<FaceFailure>> outcomes = new ArrayList<>();
    for (SavedFace face : asked.faces()) {
      Optional<FaceFailure> failure = failure(draft, face, asked);
      if (failure.isEmpty()) {
        for (String group : draft.before.keySet()) {
          draft.add(group, face, asked.tag(), changes, 10_000);
        }
      }
      outcomes.add(failure);
    }
    draft.commit(asked.bounds());
    return outcomes;
  }

  private static Optional<FaceFailure> failure(Draft draft, SavedFace face, FaceIncrease asked) {
    Embedding embedding = NaiveGallery.embedding(face);
    for (String group : draft.before.keySet()) {
      for (SavedFace known : draft.in(group).faces) {
        if (known.token().equals(face.token())
            || NaiveGallery.embedding(known).cosine(embedding) >= asked.sameCosineMin()) {
          return Optional.of(FaceFailure.FACE_NEARLY_IDENTICAL);
        }
      }
    }
    for (String group : draft.before.keySet()) {
      if (NaiveGallery.faces(draft.groups.get(group))
          .anyMatch(known -> known.token().equals(face.token()))) {
        return Optional.of(FaceFailure.FACE_EXISTS);
      }
    }
    return draft.before.keySet().stream()
            .anyMatch(g -> draft.in(g).faces.size() >= asked.bounds().facesPerPersonMax())
        ? Optional.of(FaceFailure.TOO_MANY_FACES)
        : Optional.empty();
  }

  @Override
  public List<String> removeFaces(String app, String person, Collection<String> tokens) {
    Draft draft = new Draft(app, person).present();
    for (Member had : draft.before.values()) {
      had.faces.forEach(face -> draft.gone.add(face.token()));
    }
    draft.gone.retainAll(tokens);
    for (String group : draft.before.keySet()) {
      draft.in(group).faces.removeIf(face -> draft.gone.contains(face.token()));
    }
    failIf(draft.gone.isEmpty(), FaceFailure.FACE_UNKNOWN);
    List<String> had = tokens.stream().distinct().filter(draft.gone::contains).toList();
    draft.commit(PersonBounds.open());
    return had;
  }

  @Override
  public void describe(String app, String person, String info, String tag) {
    Draft draft = new Draft(app, person).present();
    for (String group : draft.before.keySet()) {
      Member member = draft.in(group);
      member.info = Optional.ofNullable(info).orElse(member.info);
      member.tag = Optional.ofNullable(tag).orElse(member.tag);
    }
    draft.commit(PersonBounds.open());
  }

  @Override
  public void join(String app, String person, String sourceGroup, Collection<String> targets) {
    Draft draft = new Draft(app, person).present();
    Map<String, Member> sources = new TreeMap<>(draft.before);
    sources.keySet().removeIf(name -> sourceGroup != null && !name.equals(sourceGroup));
    failIf(sources.isEmpty(), FaceFailure.PERSON_UNKNOWN);
    failIf(targets.stream().anyMatch(draft.before::containsKey), FaceFailure.PERSON_EXISTS);
    for (String target : new LinkedHashSet<>(targets)) {
      Member member = draft.in(target);
      member.info = first(sources.values().stream().map(source -> source.info));
      member.tag = first(sources.values().stream().map(source -> source.tag));
      draft.copyInto(target, sources.values(), 1000);
    }
    if (!targets.isEmpty() && draft.before.containsKey(NONE)) {
      draft.leave(NONE);
    }
    draft.commit(PersonBounds.open());
  }

  @Override
  public void leave(String app, String person, Collection<String> groups) {
    Draft draft = new Draft(app, person);
    failIf(!draft.groups.keySet().containsAll(groups), FaceFailure.GROUP_UNKNOWN);
    failIf(!draft.present().before.keySet().containsAll(groups), FaceFailure.PERSON_UNKNOWN);
    failIf(groups.containsAll(draft.before.keySet()), FaceFailure.LAST_GROUP);
    new LinkedHashSet<>(groups).forEach(draft::leave);
    draft.commit(PersonBounds.open());
  }

  @Override
  public void delete(String app, String person, Collection<String> groups) {
    Draft draft = new Draft(app, person);
    List<String> left = groups.stream().distinct().filter(draft.before::containsKey).toList();
    failIf(left.isEmpty(), FaceFailure.PERSON_UNKNOWN);
    left.forEach(draft::leave);
    draft.commit(PersonBounds.open());
  }

  @Override
  public void deleteEverywhere(String app, String person) {
    Draft draft = new Draft(app, person).present();
    draft.before.keySet().forEach(draft::leave);
    draft.commit(PersonBounds.open());
  }

  @Override
  public List<PersonMatch> search(PersonSearch search) {
    Map<String, Map<String, Member>> groups = gallery.everything(search.app());
    List<String> names =
        search.groups().isEmpty()
            ? List.copyOf(groups.keySet())
            : search.groups().stream().filter(groups::containsKey).toList();
    failIf(names.isEmpty() && !search.groups().isEmpty(), FaceFailure.GROUP_UNKNOWN);
    List<PersonMatch> matches = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      for (String person : groups.get(name).keySet()) {
        List<String> where = search.oncePerPerson() ? names : List.of(name);
        if (!search.oncePerPerson() || seen.add(person)) {
          match(search.app(), where, person, search.faces()).ifPresent(matches::add);
        }
      }
    }
    return matches.stream()
        .filter(match -> !match.faces().isEmpty())
        .sorted(
            Comparator.comparingDouble(PersonMatch::cosine)
                .reversed()
                .thenComparing(match -> match.person().group())
                .thenComparing(match -> match.person().person()))
        .limit(search.personsMax())
        .toList();
  }

  @Override
  public Optional<PersonMatch> compare(
      String app, Collection<String> groups, String person, List<Embedding> faces) {
    return match(
        app, groups.isEmpty() ? gallery.everything(app).keySet() : groups, person, faces);
  }

  private Optional<PersonMatch> match(
      String app, Collection<String> groups, String person, List<Embedding> queries) {
    Map<String, Member> memberships = new Draft(app, person).before;
    memberships.keySet().retainAll(new HashSet<>(groups));
    Map<String, PersonMatch.FaceMatch> faces = new LinkedHashMap<>();
    for (Member member : memberships.values()) {
      for (SavedFace face : member.faces) {
        double cosine =
            queries.stream()
                .mapToDouble(query -> NaiveGallery.embedding(face).cosine(query))
                .max()
                .orElseThrow();
        faces.putIfAbsent(
            face.token(),
            new PersonMatch.FaceMatch(face.token(), member.faceTag(face), cosine, 0));
      }
    }
    List<PersonMatch.FaceMatch> best =
        faces.values().stream()
            .sorted(Comparator.comparingDouble(PersonMatch.FaceMatch::cosine).reversed())
            .toList();
    return memberships.entrySet().stream()
        .filter(
            entry ->
                best.isEmpty()
                    || entry.getValue().faces.stream()
                        .anyMatch(face -> face.token().equals(best.getFirst().token())))
        .findFirst()
        .map(
            entry ->
                new PersonMatch(
                    new PersonKey(app, entry.getKey(), person),
                    entry.getValue().info,
                    entry.getValue().tag,
                    best));
  }

  @Override
  public Optional<SavedFace> enrolledFace(String app, String token) {
    return gallery.everything(app).values().stream()
        .flatMap(NaiveGallery::faces)
        .filter(face -> face.token().equals(token))
        .findFirst();
  }
}
