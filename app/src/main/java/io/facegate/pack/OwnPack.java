package io.facegate.pack;

import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelTwin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A pack that its own catalog describes: trained by the operator, or taken from another box. */
public final class OwnPack {
  private static final int CATALOG_BYTES_MAX = 1 << 20;

  private OwnPack() {}

  /**
   * What the catalog of a folder says is there. Of each model one form must be, in that folder.
   *
   * @param id the name it is to have
   * @throws PackException when the name is taken, or there is no catalog that can be used
   */
  public static PackContent of(Path folder, String id) throws IOException, PackException {
    if (!PackId.isOne(id) || id.equals(PackId.BUILT_IN)) {
      throw new PackException(PackFault.NOT_A_NAME, id);
    }
    if (PublishedCatalog.ofBuild().content(id).isPresent()) {
      throw new PackException(PackFault.NAME_TAKEN, id);
    }
    ModelCatalog catalog = catalog(folder.resolve(InstalledPacks.CATALOG), folder);
    List<PackItem> items = new ArrayList<>();
    for (ModelCard card : catalog.models()) {
      List<ModelTwin> there =
          PackContent.filesOf(card).stream()
              .filter(file -> Files.isRegularFile(folder.resolve(file.file())))
              .toList();
      if (there.isEmpty()) {
        throw new PackException(PackFault.INCOMPLETE, id, card.file());
      }
      there.forEach(file -> items.add(new PackItem(file, "")));
    }
    if (items.isEmpty()) {
      throw new PackException(PackFault.BAD_CATALOG, folder, "it names no models");
    }
    return new PackContent(id, "", catalog, items);
  }

  private static ModelCatalog catalog(Path file, Path folder) throws IOException, PackException {
    if (!Files.isRegularFile(file)) {
      throw new PackException(PackFault.NO_CATALOG, folder);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return ModelCatalogReader.read(in.readNBytes(CATALOG_BYTES_MAX));
    } catch (IllegalArgumentException wrong) {
      throw new PackException(PackFault.BAD_CATALOG, file, String.valueOf(wrong.getMessage()));
    }
  }
}
