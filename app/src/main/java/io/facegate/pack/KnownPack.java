package io.facegate.pack;

import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelTwin;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A pack as the catalog describes it. Sizes, checksums, licences and roles are those of its cards.
 *
 * @param id small letters, digits and hyphens
 * @param description for the operator, a sentence
 * @param models the identifiers of its cards, the preferred one first where a role has several
 * @param files all files it holds, each named by one of its cards
 */
public record KnownPack(String id, String description, List<String> models, List<Source> files) {

  /**
   * Where a file comes from.
   *
   * @param file its name, as the card has it
   * @param address where it is published, byte for byte; empty when it is published nowhere, and
   *     comes by import only
   */
  public record Source(String file, String address) {
    /** Checks the address. */
    public Source {
      if (!address.isEmpty() && !"https".equals(URI.create(address).getScheme())) {
        throw new IllegalArgumentException("%s comes from %s".formatted(file, address));
      }
    }
  }

  /** Checks the name. */
  public KnownPack {
    PackId.check(id);
    models = List.copyOf(models);
    files = List.copyOf(files);
  }

  /**
   * What it holds.
   *
   * @throws IllegalArgumentException when a card or a file is not known
   */
  PackContent content(ModelCatalog known) {
    List<ModelCard> cards = new ArrayList<>();
    for (String model : models) {
      cards.add(
          known.models().stream()
              .filter(card -> card.id().equals(model))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "%s holds %s, of which there is no card".formatted(id, model))));
    }
    List<PackItem> items = files.stream().map(source -> item(cards, source)).toList();
    return new PackContent(id, description, new ModelCatalog(known.version(), cards), items);
  }

  private PackItem item(List<ModelCard> cards, Source source) {
    ModelTwin file =
        cards.stream()
            .flatMap(card -> PackContent.filesOf(card).stream())
            .filter(twin -> twin.file().equals(source.file()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s holds %s, which no card of it names".formatted(id, source.file())));
    return new PackItem(file, source.address());
  }
}
