package io.facegate.core;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.GroupStat;
import io.facegate.gallery.Person;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.Output;
import io.facegate.vision.Want;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** The use cases, done on this machine with its own models and its own gallery. */
public final class LocalFaceService implements FaceService, FrameService, AutoCloseable {
  /**
   * All that a token may be asked for later. The parts of a picture are as large as the picture:
   * told when asked for, and not kept.
   */
  static final Set<Output> SAVED_OUTPUTS =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Output.PARSING)));

  private final FaceAnalyzer analyzer;
  private final PictureDecoder decoder;
  private final Gallery gallery;
  private final ScoreScale scale;
  private final FaceSearch search;
  private final FaceReader.Workers workers;
  private final FaceReader reader;
  private final Optional<ApiEvents> events;
  private final LivenessCases liveness;
  private final PersonService persons;

  /**
   * Starts the worker threads; the parts stay the caller's to close.
   *
   * @param source fetches pictures that come by URL
   * @param scale of the embedding model that the analyzer runs
   * @param sink hears of matches found through an API, if configured so
   */
  public LocalFaceService(
      FaceAnalyzer analyzer,
      PictureDecoder decoder,
      PictureSource source,
      Gallery gallery,
      ScoreScale scale,
      EventSink sink,
      FaceServiceConfig config) {
    this.analyzer = analyzer;
    this.decoder = decoder;
    this.gallery = gallery;
    this.scale = scale;
    this.workers =
        new FaceReader.Workers(
            new BoundedWorkers("pictures", config.pictures()),
            new BoundedWorkers("store", config.store()),
            new BoundedWorkers("downloads", config.downloads()));
    this.search = new FaceSearch(gallery, scale, workers.pictures());
    this.reader =
        new FaceReader(analyzer, decoder, source, gallery, workers, config.facePxMin());
    this.liveness =
        new LivenessCases(
            analyzer,
            reader,
            decoder.videos().map(video -> new VideoLiveness(analyzer, video, scale)));
    this.events =
        config.apiEvents()
            ? Optional.of(new ApiEvents(sink, config.apiEventScoreMin()))
            : Optional.empty();
    PersonRules rules = config.persons();
    PersonQueries queries =
        new PersonQueries(
            gallery.people(), reader, workers.pictures(), scale, events, rules.sameScoreMin());
    this.persons =
        new LocalPersonService(gallery.people(), reader, workers.store(), queries, rules);
  }

  @Override
  public PersonService persons() {
    return persons;
  }

  @Override
  public List<SeenFace> detect(DetectQuery query) {
    EnumSet<Output> outputs = FaceReader.outputs(query.details());
    if (query.saveFeatures()) {
      outputs.addAll(SAVED_OUTPUTS);
    }
    List<SeenFace> faces =
        reader.facesPassing(query.app(), query.probe(), outputs, query.facesMax());
    if (query.saveFeatures()) {
      faces.forEach(face -> reader.save(query.app(), face));
    }
    return faces;
  }

  @Override
  public Comparison match(String app, List<Probe> probes) {
    if (probes.size() != 2) {
      throw new FaceException(FaceFailure.IMAGE_COUNT_WRONG);
    }
    List<SeenFace> faces = reader.faceOfEach(app, probes, Set.of(Output.EMBEDDING));
    double cosine = embedding(faces.getFirst()).cosine(embedding(faces.getLast()));
    return new Comparison(scale.score(cosine), faces);
  }

  @Override
  public Identification identify(IdentifyQuery query) {
    SeenFace seen = reader.face(query.app(), query.probe(), Set.of(Output.EMBEDDING));
    Identification found = new Identification(seen, candidates(query, embedding(seen)));
    if (found.candidates().isEmpty()) {
      throw new FaceException(FaceFailure.NOBODY_MATCHED);
    }
    events.ifPresent(teller -> teller.identified(query.dialect(), found));
    return found;
  }

  @Override
  public List<Identification> identifyAll(IdentifyAllQuery query) {
    List<Identification> found = new ArrayList<>();
    Set<Output> outputs = Set.of(Output.EMBEDDING);
    for (SeenFace seen :
        reader.facesPassing(query.app(), query.probe(), outputs, query.facesMax())) {
      List<ScoredCandidate> candidates =
          search.among(
              query.app(), query.groups(), embedding(seen), query.scoreMin(), query.personsMax());
      found.add(new Identification(seen, candidates));
    }
    if (found.stream().allMatch(one -> one.candidates().isEmpty())) {
      throw new FaceException(FaceFailure.NOBODY_MATCHED);
    }
    events.ifPresent(teller -> found.forEach(one -> teller.identified(query.dialect(), one)));
    return found;
  }

  @Override
  public LivenessVerdict liveness(String app, List<LivenessProbe> probes) {
    return liveness.ofPictures(app, probes);
  }

  @Override
  public VideoVerdict videoLiveness(byte[] video) {
    return liveness.ofVideo(video);
  }

  @Override
  public SeenFace enroll(EnrollCommand command) {
    String app = command.person().app();
    SeenFace seen = reader.face(app, command.probe(), SAVED_OUTPUTS);
    /* What cannot be compared is not enrolled. */
    embedding(seen);
    change(
        () ->
            gallery.enroll(
                command.person(),
                FaceReader.saved(seen),
                Optional.ofNullable(command.info()),
                mode(command.mode())));
    return seen;
  }

  @Override
  public List<KeptFace> listFaces(PersonKey person) {
    return member(person).faces().stream()
        .map(face -> new KeptFace(face.token(), face.createdAt()))
        .toList();
  }

  @Override
  public void deleteFace(PersonKey person, String faceToken) {
    change(() -> gallery.deleteFace(person, faceToken));
  }

  @Override
  public void copyPerson(PersonKey source, String targetGroup) {
    change(() -> gallery.copyPerson(source, targetGroup));
  }

  @Override
  public Membership getPerson(PersonKey person) {
    return new Membership(person, member(person).info());
  }

  @Override
  public List<Membership> getPersonEverywhere(String app, String person) {
    List<Person> memberships = stored(() -> gallery.people().memberships(app, person));
    if (memberships.isEmpty()) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN);
    }
    return memberships.stream()
        .filter(member -> !member.key().group().equals(PersonKey.NO_GROUP))
        .map(member -> new Membership(member.key(), member.info()))
        .toList();
  }

  @Override
  public List<String> listPersons(String app, String group, int start, int length) {
    return stored(() -> gallery.persons(app, group, start, length));
  }

  @Override
  public void deletePerson(PersonKey person) {
    change(() -> gallery.deletePerson(person));
  }

  @Override
  public void deletePersonEverywhere(String app, String person) {
    change(() -> gallery.people().deleteEverywhere(app, person));
  }

  @Override
  public void addGroup(String app, String group) {
    change(() -> gallery.addGroup(app, group));
  }

  @Override
  public void deleteGroup(String app, String group) {
    change(() -> gallery.deleteGroup(app, group));
  }

  @Override
  public List<String> listGroups(String app, int start, int length) {
    return stored(() -> gallery.groups(app, start, length));
  }

  @Override
  public List<String> listApps() {
    return stored(gallery::apps);
  }

  @Override
  public Map<String, Integer> groupCounts(List<String> apps) {
    return stored(
        () -> {
          Map<String, Integer> counts = new LinkedHashMap<>();
          apps.forEach(app -> counts.put(app, gallery.groupCount(app)));
          return counts;
        });
  }

  @Override
  public Map<String, GroupSummary> groupSummaries(String app, List<String> groups) {
    return stored(
        () -> {
          Map<String, GroupSummary> summaries = new LinkedHashMap<>();
          groups.forEach(group -> summaries.put(group, summary(app, group)));
          return summaries;
        });
  }

  @Override
  public Image decode(byte[] encoded) {
    return workers.pictures().call(() -> decoder.decode(encoded));
  }

  @Override
  public List<Face> detect(Image frame, PictureSpec spec, int facesMax, int faceSizePxMin) {
    Want want = new Want(Set.of(), spec, facesMax, faceSizePxMin);
    return workers.pictures().call(() -> analyzer.analyze(frame, want));
  }

  @Override
  public Face measure(Image frame, Face face, Set<Output> outputs) {
    return workers.pictures().call(() -> analyzer.measure(frame, face, outputs));
  }

  @Override
  public Set<Output> outputs() {
    return analyzer.outputs();
  }

  @Override
  public List<Candidate> search(
      String app, Collection<String> groups, Embedding face, int personsMax) {
    return search.nearest(app, groups, face, personsMax);
  }

  @Override
  public ScoreScale scoreScale() {
    return scale;
  }

  /** What the installed models can tell of a face when it is asked for. */
  public Set<FaceDetail> details() {
    return FaceReader.details(analyzer.outputs());
  }

  /** Pieces of work that wait: pictures and videos to analyse, and changes to store. */
  public int queued() {
    return workers.pictures().queued() + workers.store().queued() + liveness.queued();
  }

  /** Stops the worker threads after what they have begun. */
  @Override
  public void close() {
    liveness.close();
    workers.close();
  }

  private List<ScoredCandidate> candidates(IdentifyQuery query, Embedding face) {
    String person = query.person();
    return person == null
        ? search.among(query.app(), query.groups(), face, query.scoreMin(), query.personsMax())
        : search.person(query, person, face);
  }

  private Person member(PersonKey person) {
    return stored(() -> gallery.person(person))
        .orElseThrow(() -> new FaceException(FaceFailure.PERSON_UNKNOWN));
  }

  private GroupSummary summary(String app, String group) {
    GroupStat stat =
        gallery
            .groupStat(app, group)
            .orElseThrow(() -> new FaceException(FaceFailure.GROUP_UNKNOWN));
    return new GroupSummary(stat.persons(), stat.faces(), stat.createdAt(), stat.updatedAt());
  }

  private <T> T stored(Callable<T> read) {
    return workers.store().call(read);
  }

  private void change(Runnable change) {
    workers
        .store()
        .call(
            () -> {
              change.run();
              return true;
            });
  }

  private static Embedding embedding(SeenFace seen) {
    return FaceReader.embedding(seen.face());
  }

  private static Gallery.Mode mode(EnrollMode mode) {
    return switch (mode) {
      case APPEND -> Gallery.Mode.APPEND;
      case REPLACE -> Gallery.Mode.REPLACE;
      case UPDATE -> Gallery.Mode.UPDATE;
    };
  }
}
