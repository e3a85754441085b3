package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.search.Match;
import io.facegate.search.Partition;
import io.facegate.search.VectorIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Looks for persons by several faces at once, and compares all their faces with them. */
final class PeopleSearch {
  private static final Comparator<PersonMatch> BEST_FIRST =
      Comparator.comparingDouble(PersonMatch::cosine)
          .reversed()
          .thenComparing(match -> match.person().group())
          .thenComparing(match -> match.person().person());

  private final Directory directory;
  private final VectorIndex<FaceEntry> index;
  private final PresentModel model;

  /** A member, and the group where it is. */
  private record Found(GroupEntry group, MemberEntry member) {}

  /** How well a face does, and where. */
  private record Scored(Found where, PersonMatch.FaceMatch face) {}

  PeopleSearch(Directory directory, VectorIndex<FaceEntry> index, PresentModel model) {
    this.directory = directory;
    this.index = index;
    this.model = model;
  }

  /* Whoever is among the best by all faces is among the best by one of them. */
  List<PersonMatch> search(PersonSearch query) {
    Map<String, GroupEntry> groups = new LinkedHashMap<>();
    for (GroupEntry group : groups(query)) {
      groups.put(group.name(), group);
    }
    Function<FaceEntry, Object> owner =
        query.oncePerPerson() ? face -> face.member().key().person() : FaceEntry::member;
    Set<Object> seen = new LinkedHashSet<>();
    List<PersonMatch> found = new ArrayList<>();
    List<Partition<FaceEntry>> partitions =
        groups.values().stream().map(GroupEntry::partition).toList();
    for (Embedding face : query.faces()) {
      float[] unit = model.check(face).unit();
      for (Match<FaceEntry> match :
          index.search(partitions, unit, -1, query.personsMax(), owner)) {
        if (seen.add(owner.apply(match.label()))) {
          matched(query, groups, match.label().member()).ifPresent(found::add);
        }
      }
    }
    return found.stream().sorted(BEST_FIRST).limit(query.personsMax()).toList();
  }

  /* Groups spring from enrolments, so one that is not there is one that is empty; but who names
  none that is there has mistaken their names. */
  private List<GroupEntry> groups(PersonSearch query) {
    if (query.groups().isEmpty()) {
      return List.copyOf(directory.all(query.app()));
    }
    List<GroupEntry> found = found(query.app(), query.groups());
    return found.isEmpty()
        ? List.of(directory.require(query.app(), query.groups().getFirst()))
        : found;
  }

  private List<GroupEntry> found(String app, Collection<String> names) {
    return new LinkedHashSet<>(names)
        .stream().flatMap(name -> directory.find(app, name).stream()).toList();
  }

  private Optional<PersonMatch> matched(
      PersonSearch query, Map<String, GroupEntry> groups, MemberEntry member) {
    PersonKey key = member.key();
    List<GroupEntry> where =
        query.oncePerPerson()
            ? List.copyOf(groups.values())
            : Optional.ofNullable(groups.get(key.group())).stream().toList();
    return match(where, key.person(), query.faces()).filter(found -> !found.faces().isEmpty());
  }

  Optional<PersonMatch> compare(
      String app, Collection<String> groups, String person, List<Embedding> faces) {
    faces.forEach(model::check);
    List<GroupEntry> where =
        groups.isEmpty() ? List.copyOf(directory.all(app)) : found(app, groups);
    return match(where, person, faces);
  }

  private Optional<PersonMatch> match(
      List<GroupEntry> groups, String person, List<Embedding> faces) {
    List<Found> found = new ArrayList<>();
    groups.forEach(g -> g.member(person).ifPresent(member -> found.add(new Found(g, member))));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Scored> once = new LinkedHashMap<>();
    for (Found where : found) {
      for (FaceEntry face : where.member().faces()) {
        scored(where, face, faces).ifPresent(s -> once.putIfAbsent(face.token(), s));
      }
    }
    List<Scored> best =
        once.values().stream()
            .sorted(Comparator.comparingDouble((Scored s) -> s.face().cosine()).reversed())
            .toList();
    MemberEntry member =
        best.isEmpty() ? found.getFirst().member() : best.getFirst().where().member();
    MemberEntry.State state = member.state();
    return Optional.of(
        new PersonMatch(
            member.key(), state.info(), state.tag(), best.stream().map(Scored::face).toList()));
  }

  private Optional<Scored> scored(Found where, FaceEntry face, List<Embedding> queries) {
    Embedding embedding =
        where.group().embedding(face, model.id()).filter(model::made).orElse(null);
    if (embedding == null) {
      return Optional.empty();
    }
    int best = 0;
    double cosine = embedding.cosine(queries.getFirst());
    for (int i = 1; i < queries.size(); i++) {
      double other = embedding.cosine(queries.get(i));
      if (other > cosine) {
        best = i;
        cosine = other;
      }
    }
    return Optional.of(
        new Scored(where, new PersonMatch.FaceMatch(face.token(), face.tag(), cosine, best)));
  }
}
