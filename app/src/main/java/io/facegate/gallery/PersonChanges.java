package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Changes persons, each in as many groups as it concerns, as one batch.
 *
 * <p>Claims are made in one order, so that nobody waits in a circle: the person within its app,
 * then the names of groups to be made, then those who are there by generation. A plan is made
 * under the first of them, and made anew when a group it relies on has come or gone since.
 */
final class PersonChanges {
  private final GalleryStore store;
  private final Directory directory;
  private final SavedTokens savedTokens;
  private final Quota faceQuota;
  private final PresentModel model;
  private final Clock clock;
  private final Claims persons = new Claims();

  private record Whose(String app, String person) {}

  private record PersonClaim(String person) {}

  private record TokenClaim(String token) {}

  /** What a change is about. */
  private record Task(String app, String person, List<Intent> intents, PersonBounds bounds) {}

  PersonChanges(
      GalleryStore store,
      Directory directory,
      SavedTokens savedTokens,
      Quota faceQuota,
      PresentModel model,
      Clock clock) {
    this.store = store;
    this.directory = directory;
    this.savedTokens = savedTokens;
    this.faceQuota = faceQuota;
    this.model = model;
    this.clock = clock;
  }

  /** Now, as dates are kept. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Changes a person as planned. The plan tells what is wrong by a {@code FaceException}.
   *
   * @return the plan's result, once it is durable and seen by readers
   */
  <R> R change(
      String app, String person, PersonBounds bounds, Function<PersonView, Plan<R>> planner) {
    Set<Whose> claims = Set.of(new Whose(app, person));
    persons.claim(claims);
    try {
      while (true) {
        Plan<R> plan = planner.apply(new PersonView(directory, app, person));
        plan.intents().forEach(intent -> intent.check(bounds.facesPerPersonMax()));
        if (plan.intents().isEmpty()
            || attempt(new Task(app, person, plan.intents(), bounds))) {
          return plan.result();
        }
      }
    } finally {
      persons.release(claims);
    }
  }

  /** Gives a face its embedding by the present model, if it is still there and has none. */
  void renew(GroupEntry group, MemberEntry member, long ordinal, Embedding embedding) {
    PersonKey key = member.key();
    change(
        key.app(),
        key.person(),
        PersonBounds.open(),
        view ->
            Plan.of(
                Optional.of(view.place(key.group()))
                    .filter(place -> place.group() == group)
                    .flatMap(place -> renewal(place, ordinal, embedding))
                    .stream()
                    .toList()));
  }

  private Optional<Intent> renewal(Place place, long ordinal, Embedding embedding) {
    GroupEntry group = Objects.requireNonNull(place.group());
    return place.faces().stream()
        .filter(face -> face.ordinal() == ordinal && face.otherModel().isPresent())
        .findFirst()
        .map(
            face -> {
              SavedFace kept = read(face.key(group.generation()));
              SavedFace renewed =
                  new SavedFace(
                      kept.token(),
                      kept.face().withEmbedding(embedding),
                      kept.imageWidth(),
                      kept.imageHeight());
              return new Intent(
                  place,
                  false,
                  List.of(face),
                  List.of(new GivenFace.Renewed(renewed, face.tag(), face.createdAt())),
                  place.info(),
                  place.tag());
            });
  }

  private boolean attempt(Task task) {
    Set<String> missing =
        task.intents().stream()
            .map(Intent::place)
            .filter(place -> !place.hasGroup())
            .map(Place::name)
            .collect(Collectors.toSet());
    Instant now = now();
    return directory.create(
        task.app(),
        missing,
        task.bounds().groupsPerAppMax(),
        now,
        (made, records) -> claimed(task, made, records, now));
  }

  /* A group from which faces are copied is claimed as well, so that they can be read. */
  private boolean claimed(
      Task task, List<GroupEntry> made, List<GalleryRecord> records, Instant now) {
    TreeMap<GroupEntry, Set<Record>> claims =
        new TreeMap<>(Comparator.comparingLong(GroupEntry::generation));
    for (Intent intent : task.intents()) {
      Optional.ofNullable(intent.place().group())
          .ifPresent(group -> claims.put(group, claims(task.person(), intent)));
    }
    for (Intent intent : task.intents()) {
      for (GivenFace face : intent.added()) {
        if (face instanceof GivenFace.Copied copied) {
          claims.computeIfAbsent(
              copied.from(), from -> Set.of(new PersonClaim(task.person())));
        }
      }
    }
    List<Map.Entry<GroupEntry, Set<Record>>> held = new ArrayList<>();
    try {
      for (Map.Entry<GroupEntry, Set<Record>> claim : claims.entrySet()) {
        if (!claim.getKey().claims().claim(claim.getValue())) {
          return false;
        }
        held.add(claim);
      }
      if (task.intents().stream().anyMatch(Intent::conflicts)) {
        return false;
      }
      commit(task, made, records, now);
      return true;
    } finally {
      held.forEach(claim -> claim.getKey().claims().release(claim.getValue()));
    }
  }

  private static Set<Record> claims(String person, Intent intent) {
    Set<Record> claims = new HashSet<>(Set.of(new PersonClaim(person)));
    intent.added().forEach(face -> claims.add(new TokenClaim(face.token())));
    return claims;
  }

  private void commit(
      Task task, List<GroupEntry> made, List<GalleryRecord> records, Instant now) {
    List<MemberEdit> edits = new ArrayList<>();
    for (Intent intent : task.intents()) {
      GroupEntry group =
          Optional.ofNullable(intent.place().group())
              .orElseGet(() -> named(made, intent.place().name()));
      edits.add(edit(task.person(), intent, group, now));
    }
    List<GalleryRecord> puts = new ArrayList<>(records);
    List<RecordKey> drops = new ArrayList<>();
    for (MemberEdit edit : edits) {
      if (!made.contains(edit.group())) {
        puts.add(edit.group().recordAt(now));
      }
      puts.addAll(edit.puts());
      drops.addAll(edit.drops());
    }
    List<RecordKey.SavedKey> forgotten = savedTokens.keys(task.app(), tokensGone(edits));
    drops.addAll(forgotten);
    expecting(edits, task.bounds(), () -> store.commit(puts, drops));
    edits.forEach(edit -> edit.group().publish(edit));
    faceQuota.giveBack(Math.max(0, -growth(edits)));
    savedTokens.forget(forgotten);
  }

  private static GroupEntry named(List<GroupEntry> made, String name) {
    return made.stream().filter(group -> group.name().equals(name)).findFirst().orElseThrow();
  }

  /* What the change needs room for is kept from others, and given back when it fails. */
  private void expecting(List<MemberEdit> edits, PersonBounds bounds, Runnable change) {
    int growth = Math.max(0, growth(edits));
    List<GroupEntry> expecting = new ArrayList<>();
    String person = edits.getFirst().member().key().person();
    boolean done = false;
    try {
      for (MemberEdit edit : edits) {
        if (edit.group().member(person).isEmpty()) {
          edit.group().expect(person, bounds.personsPerGroupMax());
          expecting.add(edit.group());
        }
      }
      faceQuota.take(growth);
      try {
        change.run();
        done = true;
      } finally {
        faceQuota.giveBack(done ? 0 : growth);
      }
    } finally {
      if (!done) {
        expecting.forEach(group -> group.refuse(person));
      }
    }
  }

  private static int growth(List<MemberEdit> edits) {
    return edits.stream().mapToInt(MemberEdit::growth).sum();
  }

  /** The tokens that the person loses and gets nowhere. */
  private static Set<String> tokensGone(List<MemberEdit> edits) {
    Set<String> gone = new HashSet<>();
    edits.forEach(edit -> edit.removed().forEach(face -> gone.add(face.token())));
    edits.forEach(edit -> edit.added().keySet().forEach(face -> gone.remove(face.token())));
    return gone;
  }

  private MemberEdit edit(String person, Intent intent, GroupEntry group, Instant now) {
    if (intent.drops()) {
      return MemberEdit.drop(group, Objects.requireNonNull(intent.place().member()), now);
    }
    MemberEntry member =
        Optional.ofNullable(intent.place().member())
            .orElseGet(
                () ->
                    new MemberEntry(
                        new PersonKey(group.app(), group.name(), person), store.newId(), now));
    MemberEntry.State state =
        new MemberEntry.State(intent.info(), intent.tag(), now, member.faces());
    MemberEdit edit = MemberEdit.keep(group, member, state, intent.removed());
    for (GivenFace face : intent.added()) {
      GalleryRecord.Face record =
          switch (face) {
            case GivenFace.Fresh fresh -> record(edit, fresh.face(), fresh.tag(), now);
            case GivenFace.Renewed renewed ->
                record(edit, renewed.face(), renewed.tag(), renewed.createdAt());
            case GivenFace.Copied copied ->
                record(edit, read(copied), copied.face().tag(), copied.face().createdAt());
          };
      Embedding embedding = Objects.requireNonNull(record.face().face().embedding());
      edit.add(record, embedding, model.id());
    }
    return edit;
  }

  private GalleryRecord.Face record(
      MemberEdit edit, SavedFace face, String tag, Instant createdAt) {
    return new GalleryRecord.Face(
        edit.group().generation(), edit.member().ordinal(), store.newId(), face, tag, createdAt);
  }

  private SavedFace read(GivenFace.Copied copied) {
    return read(copied.face().key(copied.from().generation()));
  }

  private SavedFace read(RecordKey.FaceKey key) {
    return store
        .face(key)
        .orElseThrow(() -> new FaceException(FaceFailure.STORE_FAILED, "a face cannot be read"));
  }
}
