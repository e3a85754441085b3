package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.Gateway;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import io.facegate.core.Control;
import io.facegate.core.EnrollCommand;
import io.facegate.core.EnrollMode;
import io.facegate.core.FaceService;
import io.facegate.core.IdentifyQuery;
import io.facegate.core.ImageRef;
import io.facegate.core.Probe;
import io.facegate.core.ScoredCandidate;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models of the development checkout as a pack: imported, verified, used by the service. */
class ModelPacksIT {
  private static final String REFERENCE = "omz-face-reidentification-retail-0095@7e417e10";

  @TempDir Path root;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config = root.resolve("facegate.yaml");
    Files.writeString(
        config,
        """
        data: "%s"
        http: {address: 127.0.0.1, port: 0}
        ops: {port: 0}
        """
            .formatted(root.resolve("data")));
  }

  private Said models(String... words) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(words));
    return Said.in(
        Map.of("FACEGATE_CONFIG", config.toString()), all.toArray(String[]::new));
  }

  private <T> T serving(Function<FaceService, T> question) throws IOException {
    GatewayConfig read = new GatewayConfigReader(Map.of()).read(config);
    try (Gateway gateway = Gateway.start(read, faces -> {}, () -> {})) {
      return question.apply(gateway.faces());
    }
  }

  private static Probe photo(int number) {
    String name = "faces/lfw/Ana_Palacio/Ana_Palacio_%04d.jpg".formatted(number);
    try {
      return new Probe(
          new ImageRef.Bytes(Files.readAllBytes(Shared.path(name))),
          PictureSpec.COMMON,
          Control.NONE,
          Control.NONE);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String enrol(FaceService faces) {
    return faces
        .enroll(
            new EnrollCommand(
                new PersonKey("default", "staff", "ana"), photo(1), "", EnrollMode.APPEND))
        .toString();
  }

  private static List<ScoredCandidate> identified(FaceService faces, int photo) {
    try {
      return faces
          .identify(
              new IdentifyQuery("test", "default", photo(photo), List.of("staff"), null, 80, 1))
          .candidates();
    } catch (FaceException nobody) {
      assertEquals(FaceFailure.NOBODY_MATCHED, nobody.failure());
      return List.of();
    }
  }

  @Test
  void aPackIsImportedVerifiedAndUsedByTheService() throws IOException {
    serving(ModelPacksIT::enrol);
    assertEquals(1, serving(faces -> identified(faces, 1)).size());

    Said imported = models("import", Shared.models().toString());
    assertEquals(0, imported.status(), imported.err());
    for (String pack : List.of("reference", "omz-openvino", "minifasnet", "yunet")) {
      assertTrue(imported.out().contains(pack + " is installed"), imported.out());
    }
    Said verified = models("verify", "reference");
    assertEquals(0, verified.status(), verified.out());
    assertTrue(
        verified.out().contains("face_detection_yunet_2026may.onnx: right, and gives the figures"),
        verified.out());

    Said used = models("use", "reference");
    assertEquals(0, used.status(), used.err());
    assertTrue(used.out().contains(REFERENCE), used.out());
    assertTrue(used.out().contains("and 1 are lost"), used.out());

    assertEquals(List.of(), serving(faces -> identified(faces, 1)));
    serving(ModelPacksIT::enrol);
    List<ScoredCandidate> found = serving(faces -> identified(faces, 7));
    assertEquals("ana", found.getFirst().candidate().person().person());
    assertTrue(models("list").out().contains("FACE_EMBEDDER  reference      " + REFERENCE));

    Said detector = models("use", "yunet");
    assertEquals(0, detector.status(), detector.err());
    assertTrue(detector.out().contains("measure with \"facegate accuracy\""), detector.out());
    assertEquals(1, serving(faces -> identified(faces, 7)).size());
  }

  @Test
  void fewPairsAreMeasuredButGiveNoScale() throws IOException {
    Said measured =
        models("calibrate", Shared.path("faces/pairs.csv").toString(), "--dry-run");
    assertEquals(2, measured.status(), measured.err());
    assertTrue(measured.out().contains("score 80"), measured.out());
    assertTrue(measured.out().contains("and there are 300"), measured.out());
  }
}
