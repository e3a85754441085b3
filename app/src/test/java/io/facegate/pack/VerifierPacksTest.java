package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verifier names its detector, and serves with that one or not at all. */
class VerifierPacksTest {
  private static final ModelCard DETECTOR = card(ModelRole.FACE_DETECTOR, "detector.onnx");
  private static final ModelCard VERIFIER = verifier("verifier.onnx", "detector");
  private static final ModelCard EMBEDDER = card(ModelRole.FACE_EMBEDDER, "embedder.onnx");
  private static final ModelCard OTHER = card(ModelRole.FACE_DETECTOR, "other.onnx");
  private static final ModelCard OF_OTHER = verifier("second.onnx", "other");

  @TempDir Path root;
  private PacksConfig config;

  private static ModelCard card(ModelRole role, String name) {
    return PackFixture.card(role, name, PackFixture.bytes(name, 8), CommercialUse.YES);
  }

  private static ModelCard verifier(String name, String detector) {
    return PackFixture.verifier(name, PackFixture.bytes(name, 8), detector);
  }

  @BeforeEach
  void install() throws IOException {
    config = new PacksConfig(root.resolve("models"), root.resolve("builtin"), Optional.empty());
    PackFixture.install(config.builtIn(), PackFixture.catalog(DETECTOR, VERIFIER, EMBEDDER));
    PackFixture.install(config.folder().resolve("both"), PackFixture.catalog(OTHER, OF_OTHER));
    PackFixture.install(config.folder().resolve("bare"), PackFixture.catalog(OTHER));
    PackFixture.install(config.folder().resolve("alone"), PackFixture.catalog(OF_OTHER));
  }

  private InstalledPacks packs() {
    return InstalledPacks.open(config);
  }

  private PackChange use(String pack, ModelRole... roles) throws PackException {
    return PackChange.to(config, packs(), pack, Set.of(roles));
  }

  @Test
  void aVerifierComesWithTheDetectorsPack() throws Exception {
    assertEquals(List.of(VERIFIER), packs().catalogInUse().verifiers(DETECTOR));
    PackChange change = use("both", ModelRole.FACE_DETECTOR);
    assertEquals(
        List.of(
            new PackChange.RoleChange(ModelRole.FACE_DETECTOR, "builtin", "both"),
            new PackChange.RoleChange(ModelRole.FACE_VERIFIER, "builtin", "both")),
        change.roles());
    change.apply();
    InstalledPacks packs = packs();
    assertEquals(List.of(OTHER, OF_OTHER, EMBEDDER), packs.catalogInUse().models());
    assertEquals(List.of(OF_OTHER), packs.catalogInUse().verifiers(OTHER));
    assertEquals(config.folder().resolve("both/second.onnx"), packs.fileOf(OF_OTHER));
    assertEquals(config.builtIn().resolve("embedder.onnx"), packs.fileOf(EMBEDDER));
    assertEquals(List.of(), use("both").roles());
    use("builtin", ModelRole.FACE_DETECTOR).apply();
    assertEquals(List.of(DETECTOR, VERIFIER, EMBEDDER), packs().catalogInUse().models());
    assertFalse(Files.readString(config.folder().resolve("in-use.json")).contains("both"));
  }

  @Test
  void aDetectorWithoutVerifierHasNoneOfAnotherPack() throws Exception {
    PackChange change = use("bare");
    assertEquals(
        List.of(new PackChange.RoleChange(ModelRole.FACE_DETECTOR, "builtin", "bare")),
        change.roles());
    change.apply();
    assertEquals(List.of(OTHER, EMBEDDER), packs().catalogInUse().models());
    assertEquals(List.of(), packs().catalogInUse().verifiers(OTHER));
  }

  @Test
  void theOtherRolesLeaveDetectorAndVerifierAlone() throws Exception {
    PackFixture.install(
        config.folder().resolve("all"), PackFixture.catalog(OTHER, OF_OTHER, EMBEDDER));
    use("all", ModelRole.FACE_EMBEDDER).apply();
    assertEquals(List.of(DETECTOR, VERIFIER, EMBEDDER), packs().catalogInUse().models());
    assertEquals("builtin", packs().inUse(ModelRole.FACE_VERIFIER));
    assertEquals("all", packs().inUse(ModelRole.FACE_EMBEDDER));
  }

  @Test
  void aVerifierIsNotChosenByItself() throws Exception {
    for (String pack : List.of("both", "alone", "builtin")) {
      PackException refused =
          assertThrows(PackException.class, () -> use(pack, ModelRole.FACE_VERIFIER));
      assertEquals(PackFault.CHOSEN_WITH, refused.fault());
      assertEquals(
          "FACE_VERIFIER is served by the pack that serves FACE_DETECTOR, and not chosen by itself",
          refused.getMessage());
    }
    assertEquals(
        PackFault.CHOSEN_WITH,
        assertThrows(PackException.class, () -> use("alone")).fault());
    assertEquals(
        use("both").roles(),
        use("both", ModelRole.FACE_DETECTOR, ModelRole.FACE_VERIFIER).roles());
    Files.writeString(
        config.folder().resolve("in-use.json"),
        "{\"version\": 1, \"roles\": {\"FACE_VERIFIER\": \"both\"}}");
    assertThrows(ModelRefusedException.class, this::packs);
  }

  @Test
  void onlyAVerifierVerifiesAndItMust() {
    byte[] json = StrictJson.write(PackFixture.catalog(DETECTOR, VERIFIER));
    String good = new String(json, StandardCharsets.UTF_8);
    ModelCatalog read = read(good);
    assertEquals(List.of(DETECTOR, VERIFIER), read.models());
    assertEquals("detector", read.models().getLast().verifies());
    assertEquals("", read.models().getFirst().verifies());
    assertEquals(1, good.split("verifies", -1).length - 1);
    String said = "\"verifies\" : \"detector\"";
    assertTrue(good.contains(said), good);
    for (String wrong : List.of("\"\"", "\" \"", "null", "3", "true", "{}", "[\"detector\"]")) {
      assertRefused(good.replace(said, "\"verifies\" : " + wrong));
    }
    assertRefused(good.replaceFirst(",\\s*" + said, ""));
    assertRefused(good.replace(said, said + ", " + said));
    assertRefused(good.replace("FACE_VERIFIER", "HEAD_POSE"));
    assertEquals(
        EnumSet.of(ModelRole.FACE_DETECTOR, ModelRole.FACE_VERIFIER),
        PackContent.rolesOf(read));
  }

  private static void assertRefused(String json) {
    assertThrows(IllegalArgumentException.class, () -> read(json), json);
  }

  private static ModelCatalog read(String json) {
    return ModelCatalogReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
