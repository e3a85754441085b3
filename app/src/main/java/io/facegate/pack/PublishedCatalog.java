package io.facegate.pack;

import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The models that were published or tried, and the packs in which they come.
 *
 * @param version of the form; see {@link ModelCatalog}
 * @param models cards, the preferred one first where a role has several
 * @param packs described by what they hold and where it is published
 */
public record PublishedCatalog(int version, List<ModelCard> models, List<KnownPack> packs) {
  private static final String RESOURCE = "/models/catalog.json";

  /** Checks that packs are named once, and hold what the cards know. */
  public PublishedCatalog {
    models = List.copyOf(models);
    packs = List.copyOf(packs);
    ModelCatalog cards = new ModelCatalog(version, models);
    Set<String> names = new HashSet<>();
    for (KnownPack pack : packs) {
      if (!names.add(pack.id())) {
        throw new IllegalArgumentException("pack %s stands twice".formatted(pack.id()));
      }
      pack.content(cards);
    }
  }

  /** The catalog this build carries. */
  public static PublishedCatalog ofBuild() {
    try (InputStream in = PublishedCatalog.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the class path");
      }
      return read(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * A catalog from its JSON.
   *
   * @throws IllegalArgumentException saying where and why, when it is not one
   */
  public static PublishedCatalog read(byte[] json) {
    return StrictJson.read(json, PublishedCatalog.class, "model catalog");
  }

  /** The cards alone. */
  ModelCatalog cards() {
    return new ModelCatalog(version, models);
  }

  /** What a pack of this name holds; empty when none is described. */
  public Optional<PackContent> content(String id) {
    return packs.stream()
        .filter(pack -> pack.id().equals(id))
        .findFirst()
        .map(pack -> pack.content(cards()));
  }

  /** What every pack holds. */
  public List<PackContent> contents() {
    ModelCatalog cards = cards();
    return packs.stream().map(pack -> pack.content(cards)).toList();
  }
}
