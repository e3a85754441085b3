package io.facegate.pack;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelTwin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a pack holds.
 *
 * @param id its name
 * @param description for the operator
 * @param catalog the cards of its models
 * @param items all its files
 */
public record PackContent(
    String id, String description, ModelCatalog catalog, List<PackItem> items) {
  /** Copies the list. */
  public PackContent {
    items = List.copyOf(items);
  }

  /** All files a card names, the model itself first. */
  static List<ModelTwin> filesOf(ModelCard card) {
    List<ModelTwin> files = new ArrayList<>();
    files.add(card.whole());
    files.addAll(card.int8());
    card.openvino().forEach(pair -> files.addAll(List.of(pair.xml(), pair.bin())));
    return files;
  }

  /** The roles it has models for. */
  public Set<ModelRole> roles() {
    return rolesOf(catalog);
  }

  static Set<ModelRole> rolesOf(ModelCatalog catalog) {
    Set<ModelRole> roles = EnumSet.noneOf(ModelRole.class);
    catalog.models().forEach(card -> roles.add(card.role()));
    return roles;
  }

  /** Size of all files. */
  public long bytes() {
    return items.stream().mapToLong(item -> item.file().bytes()).sum();
  }

  /** The strictest of its licences. */
  public CommercialUse commercialUse() {
    return commercialUseOf(catalog);
  }

  static CommercialUse commercialUseOf(ModelCatalog catalog) {
    Set<CommercialUse> uses = EnumSet.noneOf(CommercialUse.class);
    catalog.models().forEach(card -> uses.add(card.licence().commercialUse()));
    for (CommercialUse strict : List.of(CommercialUse.NO, CommercialUse.IN_DOUBT)) {
      if (uses.contains(strict)) {
        return strict;
      }
    }
    return CommercialUse.YES;
  }

  /** The files that are published nowhere, and come by import only. */
  public List<PackItem> unpublished() {
    return items.stream().filter(item -> !item.isPublished()).toList();
  }
}
