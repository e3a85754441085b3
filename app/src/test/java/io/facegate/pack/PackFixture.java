package io.facegate.pack;

import io.facegate.inference.Beyond;
import io.facegate.inference.ColourOrder;
import io.facegate.inference.CommercialUse;
import io.facegate.inference.CropSpec;
import io.facegate.inference.InputSpec;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelLicence;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelTwin;
import io.facegate.inference.OpenVinoFiles;
import io.facegate.inference.OutputSpec;
import io.facegate.inference.ScorePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Packs of files that are no models; nothing here opens them. */
final class PackFixture {
  private PackFixture() {}

  /** Bytes that differ by name. */
  static byte[] bytes(String name, int count) {
    byte[] bytes = new byte[count];
    new Random(name.hashCode()).nextBytes(bytes);
    return bytes;
  }

  static ModelTwin file(String name, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new ModelTwin(name, content.length, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A card of a file with those bytes, whose identifier is the name without its ending. */
  static ModelCard card(ModelRole role, String name, byte[] content, CommercialUse use) {
    return card(role, name, content, use, "");
  }

  /** A card of a verifier of a detector's card. */
  static ModelCard verifier(String name, byte[] content, String detector) {
    return card(ModelRole.FACE_VERIFIER, name, content, CommercialUse.YES, detector);
  }

  private static ModelCard card(
      ModelRole role, String name, byte[] content, CommercialUse use, String verifies) {
    ModelTwin file = file(name, content);
    boolean embedder = role == ModelRole.FACE_EMBEDDER;
    return new ModelCard(
        role,
        name.replaceFirst("[.].*", ""),
        name,
        file.bytes(),
        file.sha256(),
        new ModelLicence("MIT", use, ""),
        "drawn by lot",
        new InputSpec(
            "in", 4, 4, false, ColourOrder.RGB, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
        List.of(new OutputSpec("out", List.of(1, 2), List.of(1.0, 2.0))),
        new CropSpec(CropSpec.CropKind.BOX, 1, List.of(), Beyond.EDGE),
        embedder ? List.of(new ScorePoint(-1, 0), new ScorePoint(1, 100)) : List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        verifies);
  }

  /** A card of a model that is there in OpenVINO's form alone. */
  static ModelCard ofOpenVino(ModelTwin xml, ModelTwin bin) {
    ModelCard card =
        card(ModelRole.HEAD_POSE, "a.onnx", bytes("never written", 5), CommercialUse.YES);
    return new ModelCard(
        card.role(), card.id(), card.file(), card.bytes(), card.sha256(), card.licence(),
        card.origin(), card.input(), card.outputs(), card.crop(), card.scoreScale(),
        card.calibration(), card.options(), card.int8(), List.of(new OpenVinoFiles(xml, bin)),
        card.verifies());
  }

  static ModelCatalog catalog(ModelCard... cards) {
    return new ModelCatalog(ModelCatalog.VERSION, List.of(cards));
  }

  /** Writes the catalog of a pack. */
  static void install(Path folder, ModelCatalog catalog) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(InstalledPacks.CATALOG), StrictJson.write(catalog));
  }
}
