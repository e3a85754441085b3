package io.facegate.command;

import io.facegate.inference.ModelTwin;
import io.facegate.pack.PackItem;
import java.util.List;
import java.util.stream.Collectors;

/** Names the files of packs. */
final class PackFiles {
  private PackFiles() {}

  static String names(List<PackItem> items) {
    return namesOf(items.stream().map(PackItem::file).toList());
  }

  static String namesOf(List<ModelTwin> files) {
    return files.stream().map(ModelTwin::file).collect(Collectors.joining(", "));
  }
}
