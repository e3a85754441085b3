package io.facegate.pack;

import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The packs on this box as they are at one time, and which of them serves each role.
 *
 * <p>A pack that is in use and cannot be read is an error, never a reason to take another: an
 * embedder that changes by itself would make strangers of everybody who is enrolled.
 */
public final class InstalledPacks {
  private static final System.Logger LOG = System.getLogger(InstalledPacks.class.getName());
  private static final int FILE_BYTES_MAX = 1 << 20;
  private static final ModelCatalog NOTHING =
      new ModelCatalog(ModelCatalog.VERSION, List.of());

  static final String IN_USE = "in-use.json";
  static final String CALIBRATION = "calibration.json";
  static final String CATALOG = "catalog.json";

  /** Where a pack waits while the next of its name takes its place. */
  static final String OUTGOING = ".outgoing";

  private final PacksConfig config;
  private final InUse inUse;
  private final SiteCalibration calibration;
  private final Map<String, InstalledPack> packs = new TreeMap<>();
  private final Map<String, String> unreadable = new TreeMap<>();

  private InstalledPacks(PacksConfig config) throws IOException {
    this.config = config;
    this.inUse =
        optional(IN_USE).map(json -> StrictJson.read(json, InUse.class, IN_USE))
            .orElseGet(InUse::nothing);
    this.calibration =
        optional(CALIBRATION)
            .map(json -> StrictJson.read(json, SiteCalibration.class, CALIBRATION))
            .orElseGet(SiteCalibration::nothing);
    add(PackId.BUILT_IN, config.builtIn());
    for (Path folder : folders(config.folder())) {
      add(String.valueOf(folder.getFileName()), folder);
    }
    /* Only a cut between its going and the coming of the next leaves one here alone. */
    for (Path folder : folders(config.folder().resolve(OUTGOING))) {
      String id = String.valueOf(folder.getFileName());
      if (!packs.containsKey(id) && !unreadable.containsKey(id)) {
        add(id, folder);
      }
    }
  }

  /**
   * Looks at what is there.
   *
   * @throws ModelRefusedException when the choice or the calibration cannot be read
   */
  public static InstalledPacks open(PacksConfig config) {
    try {
      return new InstalledPacks(config);
    } catch (IOException | UncheckedIOException | IllegalArgumentException wrong) {
      throw new ModelRefusedException(
          "the choice of models in %s cannot be used: %s"
              .formatted(config.folder(), wrong.getMessage()),
          wrong);
    }
  }

  private Optional<byte[]> optional(String name) throws IOException {
    Path file = config.folder().resolve(name);
    return Files.exists(file) ? Optional.of(bytes(file)) : Optional.empty();
  }

  private static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(FILE_BYTES_MAX);
    }
  }

  private static List<Path> folders(Path parent) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
        for (Path entry : entries) {
          String name = String.valueOf(entry.getFileName());
          if (PackId.isOne(name) && !name.equals(PackId.BUILT_IN) && Files.isDirectory(entry)) {
            found.add(entry);
          }
        }
      }
    }
    return found;
  }

  private void add(String id, Path folder) {
    if (!Files.exists(folder.resolve(CATALOG))) {
      if (id.equals(PackId.BUILT_IN)) {
        packs.put(id, new InstalledPack(id, folder, NOTHING));
      } else {
        unreadable.put(id, "it has no " + CATALOG);
      }
      return;
    }
    try {
      byte[] json = bytes(folder.resolve(CATALOG));
      packs.put(id, new InstalledPack(id, folder, ModelCatalogReader.read(json)));
    } catch (IOException | IllegalArgumentException wrong) {
      unreadable.put(id, String.valueOf(wrong.getMessage()));
    }
  }

  /** The packs that can be used, by name. */
  public List<InstalledPack> all() {
    return List.copyOf(packs.values());
  }

  /** The pack of a name; empty when none is installed, or it cannot be read. */
  public Optional<InstalledPack> pack(String id) {
    return Optional.ofNullable(packs.get(id));
  }

  /** The packs that cannot be used, and why. */
  public Map<String, String> unreadable() {
    return Map.copyOf(unreadable);
  }

  /** The folder that the configuration names, whatever is installed. */
  public Optional<Path> fixed() {
    return config.fixed();
  }

  /** The name of the pack that serves a role if it has a model for it. */
  public String inUse(ModelRole role) {
    return inUse.pack(role);
  }

  InUse choice() {
    return inUse;
  }

  SiteCalibration calibration() {
    return calibration;
  }

  /** Whether the score of an embedder is measured on the operator's own pairs. */
  public boolean isCalibrated(String modelId) {
    return calibration.of(modelId).isPresent();
  }

  /**
   * The cards of all roles in use. An embedder that the operator has calibrated has his scale.
   *
   * @throws ModelRefusedException when a pack in use is not there or cannot be read
   */
  public ModelCatalog catalogInUse() {
    return calibrated(config.fixed().isPresent() ? fixedCatalog() : chosen(inUse));
  }

  /** The cards as they would be under another choice. */
  ModelCatalog chosen(InUse choice) {
    List<ModelCard> cards = new ArrayList<>();
    for (ModelRole role : ModelRole.values()) {
      cards.addAll(serving(choice, role).catalog().cards(role));
    }
    try {
      return new ModelCatalog(ModelCatalog.VERSION, cards);
    } catch (IllegalArgumentException clash) {
      throw new ModelRefusedException(
          "the packs in use do not go together: " + clash.getMessage(), clash);
    }
  }

  private ModelCatalog fixedCatalog() {
    Path folder = config.fixed().orElseThrow();
    try {
      return ModelPack.of(folder).catalog();
    } catch (IllegalArgumentException | UncheckedIOException wrong) {
      throw new ModelRefusedException(
          "the catalog of %s cannot be used: %s".formatted(folder, wrong.getMessage()), wrong);
    }
  }

  private InstalledPack serving(InUse choice, ModelRole role) {
    String id = choice.pack(role);
    InstalledPack pack = packs.get(id);
    if (pack == null) {
      throw new ModelRefusedException(
          "pack %s is to serve %s, and %s"
              .formatted(
                  id,
                  role,
                  unreadable.containsKey(id)
                      ? "cannot be used: " + unreadable.get(id)
                      : "is not installed"));
    }
    return pack;
  }

  private ModelCatalog calibrated(ModelCatalog catalog) {
    return new ModelCatalog(
        catalog.version(),
        catalog.models().stream()
            .map(
                card ->
                    calibration
                        .of(card.modelId())
                        .map(own -> card.withScoreScale(own.scoreScale()))
                        .orElse(card))
            .toList());
  }

  /** The folders in which the files of all roles in use lie. */
  public ModelFolder filesInUse() {
    if (config.fixed().isPresent()) {
      return new ModelFolder(config.fixed().get());
    }
    return filesOf(inUse);
  }

  /** The folders under another choice. */
  ModelFolder filesOf(InUse choice) {
    Map<ModelRole, Path> folders = new EnumMap<>(ModelRole.class);
    for (ModelRole role : ModelRole.values()) {
      folders.put(role, serving(choice, role).folder());
    }
    return new ModelFolder(config.builtIn(), folders);
  }

  /** The models of all roles in use. */
  public PackModels modelsInUse() {
    PackModels models = new PackModels(catalogInUse(), filesInUse());
    if (config.fixed().isPresent()) {
      LOG.log(System.Logger.Level.INFO, "models of {0}", config.fixed().get());
    } else {
      inUse.roles().forEach((role, pack) ->
          LOG.log(System.Logger.Level.INFO, "pack {0} serves {1}", pack, role));
    }
    models.catalog().models().stream()
        .filter(card -> isCalibrated(card.modelId()))
        .forEach(card ->
            LOG.log(
                System.Logger.Level.INFO,
                "the scores of {0} are calibrated on pairs of this site",
                card.modelId()));
    return models;
  }

  /**
   * The models in use, with another embedder in the place of that in use.
   *
   * @return empty when no pack on this box has it, or has it with its file
   */
  public Optional<PackModels> withEmbedder(String modelId) {
    PackModels present = new PackModels(catalogInUse(), filesInUse());
    List<InstalledPack> all = new ArrayList<>(packs.values());
    config.fixed().ifPresent(it -> all.addFirst(new InstalledPack("fixed", it, fixedCatalog())));
    return all.stream()
        .flatMap(pack -> embedder(pack, modelId).stream().map(card -> with(present, pack, card)))
        .findFirst();
  }

  private static Optional<ModelCard> embedder(InstalledPack pack, String modelId) {
    return pack
        .catalog()
        .byModelId(modelId)
        .filter(card -> card.role() == ModelRole.FACE_EMBEDDER)
        .filter(card -> ModelForms.of(card, new ModelFolder(pack.folder())).isPresent());
  }

  private PackModels with(PackModels present, InstalledPack pack, ModelCard embedder) {
    List<ModelCard> cards = new ArrayList<>(List.of(embedder));
    Map<ModelRole, Path> folders = new EnumMap<>(ModelRole.class);
    for (ModelRole role : ModelRole.values()) {
      folders.put(role, present.files().of(role));
      if (role != ModelRole.FACE_EMBEDDER) {
        cards.addAll(present.catalog().cards(role));
      }
    }
    folders.put(ModelRole.FACE_EMBEDDER, pack.folder());
    return new PackModels(
        calibrated(new ModelCatalog(ModelCatalog.VERSION, cards)),
        new ModelFolder(config.builtIn(), folders));
  }

  /** Where the file of a card in use lies. */
  public Path fileOf(ModelCard card) {
    return filesInUse().of(card.role()).resolve(card.file());
  }
}
