package io.facegate.camera;

import io.facegate.core.Candidate;
import io.facegate.core.Decision;
import io.facegate.core.FrameService;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.HeadPose;
import io.facegate.face.Quality;
import io.facegate.vision.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures a face and searches the gallery for it, unless its picture is not good enough. */
final class LookTaker {
  private final CameraConfig camera;
  private final RecognitionConfig config;
  private final FrameService service;
  private final CameraGauge gauge;

  LookTaker(CameraConfig camera, FrameService service, CameraGauge gauge) {
    this.camera = camera;
    this.config = camera.recognition();
    this.service = service;
    this.gauge = gauge;
  }

  /** A look at a face; empty when the picture of it is not good enough to say anything. */
  Optional<Look> look(Shot shot) {
    Frame frame = shot.frame();
    Set<Output> cheap = EnumSet.of(Output.POSE, Output.QUALITY);
    cheap.retainAll(service.outputs());
    Face face =
        cheap.isEmpty() ? shot.face() : service.measure(frame.image(), shot.face(), cheap);
    if (!goodEnough(face)) {
      return Optional.empty();
    }
    Set<Output> costly = EnumSet.of(Output.EMBEDDING);
    if (config.livenessRequired()) {
      costly.add(Output.LIVENESS);
    }
    Face measured = service.measure(frame.image(), face, costly);
    Embedding embedding = measured.embedding();
    if (embedding == null) {
      return Optional.empty();
    }
    gauge.looks.increment();
    return Optional.of(judged(frame, measured, embedding));
  }

  private boolean goodEnough(Face face) {
    Quality quality = face.quality();
    HeadPose pose = face.pose();
    boolean sharp =
        quality == null
            || (quality.blur() <= config.blurMax()
                && quality.illumination() >= config.illuminationMin());
    boolean frontal =
        pose == null
            || (Math.abs(pose.yaw()) <= config.yawDegreesMax()
                && Math.abs(pose.pitch()) <= config.pitchDegreesMax());
    return sharp && frontal;
  }

  private Look judged(Frame frame, Face face, Embedding embedding) {
    List<Candidate> persons = different(resembling(embedding));
    double score = persons.isEmpty() ? 0 : score(persons.getFirst());
    Decision decision =
        persons.isEmpty() ? Decision.UNKNOWN : config.decision().decide(score);
    boolean rivalled =
        persons.size() > 1 && config.decision().decide(score(persons.get(1))) == Decision.MATCH;
    Double liveness = face.liveness();
    boolean live =
        !config.livenessRequired() || (liveness != null && liveness >= config.livenessMin());
    return new Look(
        frame.capturedAt(),
        face,
        embedding,
        frame.image().width(),
        frame.image().height(),
        persons,
        score,
        decision,
        rivalled,
        live);
  }

  private double score(Candidate candidate) {
    return service.scoreScale().score(candidate.cosine());
  }

  /* Groups are made after cameras are set up: one that is not there yet holds nobody. */
  private List<Candidate> resembling(Embedding embedding) {
    try {
      return search(camera.groups(), embedding);
    } catch (FaceException e) {
      if (!missing(e)) {
        throw e;
      }
    }
    List<Candidate> found = new ArrayList<>();
    for (String group : camera.groups()) {
      try {
        found.addAll(search(List.of(group), embedding));
      } catch (FaceException e) {
        if (!missing(e)) {
          throw e;
        }
      }
    }
    found.sort(Comparator.comparingDouble(Candidate::cosine).reversed());
    return found;
  }

  private static boolean missing(FaceException e) {
    return e.failure() == FaceFailure.GROUP_UNKNOWN || e.failure() == FaceFailure.APP_UNKNOWN;
  }

  /* One person may be in every group: one more is somebody else. */
  private List<Candidate> search(List<String> groups, Embedding embedding) {
    return service.search(camera.app(), groups, embedding, groups.size() + 1);
  }

  private static List<Candidate> different(List<Candidate> candidates) {
    List<Candidate> persons = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (persons.stream().noneMatch(known -> Look.samePerson(known, candidate))) {
        persons.add(candidate);
      }
    }
    return persons;
  }
}
