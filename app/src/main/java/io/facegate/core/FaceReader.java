package io.facegate.core;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.SavedFace;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.Output;
import io.facegate.vision.Want;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Turns what a caller hands over, be it bytes, an address or a token, into measured faces. */
final class FaceReader {
  private static final Set<FaceFailure> OF_PICTURE =
      Set.of(
          FaceFailure.IMAGE_EMPTY,
          FaceFailure.IMAGE_UNREADABLE,
          FaceFailure.IMAGE_KIND_REFUSED,
          FaceFailure.IMAGE_TOO_LARGE,
          FaceFailure.IMAGE_DOWNLOAD_FAILED,
          FaceFailure.NO_FACE,
          FaceFailure.TOKEN_UNKNOWN);

  private static final Set<FaceFailure> UNJUDGED =
      Set.of(FaceFailure.QUALITY_UNJUDGED, FaceFailure.LIVENESS_UNJUDGED);

  private final FaceAnalyzer analyzer;
  private final PictureDecoder decoder;
  private final PictureSource source;
  private final Gallery gallery;
  private final Workers workers;
  private final int facePxMin;
  private final PixelRoom room = PixelRoom.ofHeap();

  /** The threads on which each kind of work runs. */
  record Workers(BoundedWorkers pictures, BoundedWorkers store, BoundedWorkers downloads)
      implements AutoCloseable {
    @Override
    public void close() {
      downloads.close();
      pictures.close();
      store.close();
    }
  }

  FaceReader(
      FaceAnalyzer analyzer,
      PictureDecoder decoder,
      PictureSource source,
      Gallery gallery,
      Workers workers,
      int facePxMin) {
    this.analyzer = analyzer;
    this.decoder = decoder;
    this.source = source;
    this.gallery = gallery;
    this.workers = workers;
    this.facePxMin = facePxMin;
  }

  /** The faces of a picture, largest first, or the one face of a token; none is NO_FACE. */
  List<SeenFace> faces(
      String app, ImageRef ref, PictureSpec spec, Set<Output> outputs, int facesMax) {
    List<SeenFace> faces =
        switch (ref) {
          case ImageRef.Bytes bytes -> analyze(bytes.encoded(), spec, outputs, facesMax);
          case ImageRef.Url url -> analyze(download(url), spec, outputs, facesMax);
          case ImageRef.Token token -> List.of(remembered(app, token.faceToken()));
        };
    if (faces.isEmpty()) {
      throw new FaceException(FaceFailure.NO_FACE);
    }
    return faces;
  }

  /** The largest face of a probe, which must satisfy the probe's controls. */
  SeenFace face(String app, Probe probe, Set<Output> outputs) {
    EnumSet<Output> all = outputsFor(probe);
    all.addAll(outputs);
    SeenFace seen = faces(app, probe.image(), probe.spec(), all, 1).getFirst();
    Controls.failure(seen.face(), probe.quality(), probe.liveness())
        .ifPresent(
            failure -> {
              throw new FaceException(failure);
            });
    return seen;
  }

  /** The largest face of a picture, whatever its quality. */
  SeenFace largest(String app, ImageRef picture, Set<Output> outputs) {
    return faces(app, picture, PictureSpec.COMMON, outputs, 1).getFirst();
  }

  /** The largest face of each picture; a failure tells at which of them it came about. */
  List<SeenFace> largestOfEach(String app, List<ImageRef> pictures, Set<Output> outputs) {
    if (pictures.isEmpty()) {
      throw new FaceException(FaceFailure.IMAGE_EMPTY);
    }
    List<SeenFace> faces = new ArrayList<>();
    for (ImageRef picture : pictures) {
      try {
        faces.add(largest(app, picture, outputs));
      } catch (FaceException failure) {
        throw failure.atPicture(faces.size());
      }
    }
    return faces;
  }

  /** Whether a failure is the fault of one picture, and says nothing of others. */
  static boolean isOfPicture(FaceFailure failure) {
    return OF_PICTURE.contains(failure);
  }

  /** What to measure so that details can be told. */
  static EnumSet<Output> outputs(Set<FaceDetail> details) {
    EnumSet<Output> outputs = EnumSet.of(Output.POSE);
    details.forEach(detail -> outputs.addAll(outputs(detail)));
    return outputs;
  }

  /** The details that can be told when this can be measured. */
  static Set<FaceDetail> details(Set<Output> outputs) {
    EnumSet<FaceDetail> details = EnumSet.allOf(FaceDetail.class);
    details.removeIf(detail -> !outputs.containsAll(outputs(detail)));
    return details;
  }

  private static Set<Output> outputs(FaceDetail detail) {
    return switch (detail) {
      case QUALITY -> Set.of(Output.QUALITY, Output.OCCLUSION);
      case LIVENESS -> Set.of(Output.LIVENESS);
      case POINTS -> Set.of(Output.POINTS);
      case TRAITS -> Set.of(Output.TRAITS);
      case SHAPE -> Set.of(Output.SHAPE);
      case SPOOFING -> Set.of(Output.SPOOFING);
      case PARSING -> Set.of(Output.PARSING);
    };
  }

  /** The largest face of each probe; a failure tells at which of them it came about. */
  List<SeenFace> faceOfEach(String app, List<Probe> probes, Set<Output> outputs) {
    List<SeenFace> faces = new ArrayList<>();
    for (Probe probe : probes) {
      try {
        faces.add(face(app, probe, outputs));
      } catch (FaceException failure) {
        throw failure.atPicture(faces.size());
      }
    }
    return faces;
  }

  /**
   * The faces of a probe that satisfy its controls; none is NO_FACE. A face that cannot be judged
   * does not pass, and when no other does, it is the failure: silence would look like an empty
   * picture.
   */
  List<SeenFace> facesPassing(String app, Probe probe, Set<Output> outputs, int facesMax) {
    EnumSet<Output> all = outputsFor(probe);
    all.addAll(outputs);
    List<SeenFace> passing = new ArrayList<>();
    FaceFailure reason = FaceFailure.NO_FACE;
    for (SeenFace seen : faces(app, probe.image(), probe.spec(), all, facesMax)) {
      FaceFailure failure =
          Controls.failure(seen.face(), probe.quality(), probe.liveness()).orElse(null);
      if (failure == null) {
        passing.add(seen);
      } else if (UNJUDGED.contains(failure)) {
        reason = failure;
      }
    }
    if (passing.isEmpty()) {
      throw new FaceException(reason);
    }
    return passing;
  }

  /** Keeps what is known of a face, so that its token can be used as a picture. */
  void save(String app, SeenFace seen) {
    SavedFace saved = saved(seen);
    workers
        .store()
        .call(
            () -> {
              gallery.saveFace(app, saved);
              return saved;
            });
  }

  /** The embedding of a face that was read with {@link Output#EMBEDDING}. */
  static Embedding embedding(Face face) {
    Embedding embedding = face.embedding();
    if (embedding == null) {
      throw new FaceException(FaceFailure.MODEL_MISSING, "no model makes embeddings");
    }
    return embedding;
  }

  /** A face as the gallery keeps it. */
  static SavedFace saved(SeenFace seen) {
    return new SavedFace(seen.token(), seen.face(), seen.imageWidth(), seen.imageHeight());
  }

  private static EnumSet<Output> outputsFor(Probe probe) {
    EnumSet<Output> outputs = EnumSet.of(Output.POSE);
    if (probe.quality() != Control.NONE) {
      outputs.add(Output.QUALITY);
      outputs.add(Output.OCCLUSION);
    }
    if (probe.liveness() != Control.NONE) {
      outputs.add(Output.LIVENESS);
    }
    return outputs;
  }

  private byte[] download(ImageRef.Url url) {
    return workers.downloads().call(() -> source.fetch(url.address()));
  }

  private List<SeenFace> analyze(
      byte[] encoded, PictureSpec spec, Set<Output> outputs, int facesMax) {
    if (encoded.length == 0) {
      throw new FaceException(FaceFailure.IMAGE_EMPTY);
    }
    Want want = new Want(outputs, spec, facesMax, facePxMin);
    return workers
        .pictures()
        .call(() -> room.hold(decoder.pixels(encoded), () -> analyzed(encoded, want)));
  }

  private List<SeenFace> analyzed(byte[] encoded, Want want) {
    Image image = decoder.decode(encoded);
    byte[] digest = FaceTokens.pictureDigest(encoded);
    return analyzer.analyze(image, want).stream()
        .map(
            face ->
                new SeenFace(
                    FaceTokens.token(digest, face.box()), face, image.width(), image.height()))
        .toList();
  }

  private SeenFace remembered(String app, String token) {
    SavedFace saved =
        workers
            .store()
            .call(() -> gallery.savedFace(app, token))
            .orElseThrow(() -> new FaceException(FaceFailure.TOKEN_UNKNOWN));
    return new SeenFace(token, saved.face(), saved.imageWidth(), saved.imageHeight());
  }
}
