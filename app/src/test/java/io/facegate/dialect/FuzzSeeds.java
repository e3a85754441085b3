package io.facegate.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What requests are made from: the corpora of all dialects, each operation as often as any other of
 * its dialect, and requests that brought something new to light.
 */
final class FuzzSeeds {
  private static final int LEARNED_MAX = 500;
  private static final int LEARNED_BYTES_MAX = 8 << 10;

  private final List<List<List<FuzzRequest>>> dialects;
  private final List<FuzzRequest> learned = new ArrayList<>();

  private FuzzSeeds(List<List<List<FuzzRequest>>> dialects) {
    this.dialects = dialects;
  }

  /** All requests of all corpora. */
  static FuzzSeeds corpora() {
    Map<String, Map<String, List<FuzzRequest>>> found = new TreeMap<>();
    for (CorpusCase one : CorpusCase.all()) {
      found
          .computeIfAbsent(one.dialect(), dialect -> new TreeMap<>())
          .computeIfAbsent(one.operation(), operation -> new ArrayList<>())
          .add(request(one));
    }
    return new FuzzSeeds(
        found.values().stream()
            .map(dialect -> List.copyOf(dialect.values()))
            .toList());
  }

  /** The same corpora, and nothing learned. */
  FuzzSeeds unlearned() {
    return new FuzzSeeds(dialects);
  }

  FuzzRequest any(RandomGenerator random) {
    if (!learned.isEmpty() && random.nextInt(5) == 0) {
      return one(learned, random);
    }
    return one(one(one(dialects, random), random), random);
  }

  /** Keeps a request that got an answer nobody had got before. */
  void learn(FuzzRequest request, RandomGenerator random) {
    if (request.body().length() > LEARNED_BYTES_MAX) {
      return;
    }
    if (learned.size() < LEARNED_MAX) {
      learned.add(request);
    } else {
      learned.set(random.nextInt(LEARNED_MAX), request);
    }
  }

  private static <T> T one(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  private static FuzzRequest request(CorpusCase one) {
    try {
      FuzzRequest read =
          FuzzRequest.parse(Files.readAllBytes(one.folder().resolve("request.http")));
      return read.withBody(FuzzRequest.Bytes.ofLatin(read.body().latin().stripTrailing()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
