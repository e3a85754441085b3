package io.facegate.pack;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelTwin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A pack that lies on this box.
 *
 * @param id its name; {@code builtin} for the one that comes with the program
 * @param folder of its files
 * @param catalog the cards of its models
 */
public record InstalledPack(String id, Path folder, ModelCatalog catalog) {
  /** The roles it has models for. */
  public Set<ModelRole> roles() {
    return PackContent.rolesOf(catalog);
  }

  /** The strictest of its licences. */
  public CommercialUse commercialUse() {
    return PackContent.commercialUseOf(catalog);
  }

  /** The files of its cards that lie there; nothing is said about what is in them. */
  public List<ModelTwin> files() {
    return catalog.models().stream()
        .flatMap(card -> PackContent.filesOf(card).stream())
        .filter(file -> Files.isRegularFile(folder.resolve(file.file())))
        .toList();
  }

  /** Size of all files. */
  public long bytes() {
    return files().stream().mapToLong(ModelTwin::bytes).sum();
  }
}
