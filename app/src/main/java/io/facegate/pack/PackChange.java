package io.facegate.pack;

import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Another pack for some roles: worked out first, so that the operator can be told what it means,
 * then written at once.
 */
public final class PackChange {
  private final PacksConfig config;
  private final InUse after;
  private final List<RoleChange> roles;
  private final Optional<String> embedderBefore;
  private final Optional<String> embedderAfter;

  /**
   * A role that another pack serves from now on.
   *
   * @param before the name of the pack that served it
   * @param now the name of the pack that will
   */
  public record RoleChange(ModelRole role, String before, String now) {}

  private PackChange(
      PacksConfig config, InstalledPacks packs, InUse after, List<RoleChange> roles) {
    this.config = config;
    this.after = after;
    this.roles = List.copyOf(roles);
    this.embedderBefore = embedder(packs, packs.choice());
    this.embedderAfter = embedder(packs, after);
  }

  /**
   * What taking a pack into use means.
   *
   * @param role the one it is to serve; all it has models for when empty
   * @throws PackException when it is not installed, has nothing for that role, or that role is not
   *     chosen by itself
   */
  public static PackChange to(
      PacksConfig config, InstalledPacks packs, String id, Set<ModelRole> role)
      throws PackException {
    Optional<InstalledPack> found = packs.pack(id);
    if (found.isEmpty()) {
      throw packs.unreadable().containsKey(id)
          ? new PackException(PackFault.BAD_CATALOG, id, String.valueOf(packs.unreadable().get(id)))
          : new PackException(PackFault.NOT_INSTALLED, id);
    }
    InstalledPack pack = found.get();
    InUse after = packs.choice();
    List<RoleChange> changes = new ArrayList<>();
    for (ModelRole one : wanted(pack, role.isEmpty() ? everything(pack) : role)) {
      if (!pack.roles().contains(one) && !id.equals(PackId.BUILT_IN)) {
        throw new PackException(PackFault.NO_MODEL_FOR_ROLE, id, one);
      }
      String before = packs.choice().pack(one);
      if (!before.equals(id)) {
        changes.add(new RoleChange(one, before, id));
        after = after.with(one, id);
      }
    }
    requireWhole(packs, after);
    return new PackChange(config, packs, after, changes);
  }

  /* What is chosen with another goes with it, where the pack has it. */
  private static Set<ModelRole> wanted(InstalledPack pack, Set<ModelRole> named)
      throws PackException {
    Set<ModelRole> wanted = EnumSet.noneOf(ModelRole.class);
    for (ModelRole role : ModelRole.values()) {
      boolean leads = named.contains(role.chosenWith());
      if (named.contains(role) && !leads) {
        throw new PackException(PackFault.CHOSEN_WITH, role, role.chosenWith());
      }
      if (leads && (named.contains(role) || pack.roles().contains(role))) {
        wanted.add(role);
      }
    }
    return wanted;
  }

  /* Going back to the built-in pack means for all roles, also those it has nothing for. */
  private static Set<ModelRole> everything(InstalledPack pack) {
    return pack.id().equals(PackId.BUILT_IN)
        ? EnumSet.allOf(ModelRole.class)
        : pack.roles();
  }

  private static void requireWhole(InstalledPacks packs, InUse after) throws PackException {
    try {
      packs.chosen(after);
    } catch (ModelRefusedException clash) {
      throw new PackException(PackFault.CLASH, String.valueOf(clash.getMessage()));
    }
  }

  /* The first whose file is there, as the service takes it; none when it cannot be told. */
  private static Optional<String> embedder(InstalledPacks packs, InUse choice) {
    try {
      ModelCatalog catalog = packs.chosen(choice);
      ModelFolder files = packs.filesOf(choice);
      return catalog.cards(ModelRole.FACE_EMBEDDER).stream()
          .filter(card -> ModelForms.of(card, files).isPresent())
          .findFirst()
          .map(ModelCard::modelId);
    } catch (ModelRefusedException unusable) {
      return Optional.empty();
    }
  }

  /** The roles that change; none when the pack serves them already. */
  public List<RoleChange> roles() {
    return roles;
  }

  /** Whether another model describes faces from then on, so that nobody is known by the old. */
  public boolean embedderChanges() {
    return !embedderBefore.equals(embedderAfter);
  }

  /** The embedding model before, if one could be used. */
  public Optional<String> embedderBefore() {
    return embedderBefore;
  }

  /** The embedding model after. */
  public Optional<String> embedderAfter() {
    return embedderAfter;
  }

  /** Writes it down; the service takes it at its next start. The caller holds {@link PackLock}. */
  public void apply() throws IOException {
    Files.createDirectories(config.folder());
    DurableFiles.replace(config.folder().resolve(InstalledPacks.IN_USE), StrictJson.write(after));
  }
}
