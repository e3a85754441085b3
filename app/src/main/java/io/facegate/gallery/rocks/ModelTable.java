package io.facegate.gallery.rocks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short numbers for the ids of embedding models, so that a face need not carry its model's id. */
final class ModelTable {
  private static final String PREFIX = "model/";

  private final MetaTable meta;
  private final Map<Integer, String> ids = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  ModelTable(MetaTable meta) {
    this.meta = meta;
    for (Map.Entry<String, ByteBuffer> entry : meta.startingWith(PREFIX).entrySet()) {
      String id = StandardCharsets.UTF_8.decode(entry.getValue()).toString();
      add(Integer.parseInt(entry.getKey()), id);
    }
  }

  /** The number of a model; a new one is kept before it is used. */
  synchronized int number(String id) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    if (number > RecordCodec.LENGTH_MAX) {
      throw new IllegalStateException("too many embedding models");
    }
    meta.put(PREFIX + number, id.getBytes(StandardCharsets.UTF_8));
    add(number, id);
    return number;
  }

  /** The id of a number in a record. */
  synchronized String id(int number) throws CorruptRecordException {
    @Nullable String id = ids.get(number);
    if (id == null) {
      throw new CorruptRecordException("its embedding model %d is not known".formatted(number));
    }
    return id;
  }

  /** The ids of all. */
  synchronized List<String> ids() {
    return ids.values().stream().sorted().toList();
  }

  private void add(int number, String id) {
    ids.put(number, id);
    numbers.put(id, number);
  }
}
