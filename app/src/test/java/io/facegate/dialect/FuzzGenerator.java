package io.facegate.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Makes requests from seeds: mostly right ones, and ones with up to six things wrong. */
final class FuzzGenerator {
  private static final int CHANGES_MAX = 6;
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "post", "X", "");
  private static final List<String> TYPES =
      List.of(
          "application/json", "application/json; charset=utf-8", "Application/json",
          "application/json;charset=\"", "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=UTF-8",
          "application/x-www-form-urlencoded; charset=utf-16",
          "application/x-www-form-urlencoded; charset=nonsense",
          "application/application/x-www-form-urlencoded;", "text/plain", "", ";;;", "*/*", "/",
          "image/jpeg", "multipart/form-data", "multipart/form-data; boundary=",
          "multipart/form-data; boundary=\"", "multipart/form-data; boundary=\"\"",
          "multipart/form-data; boundary=fuzz", "multipart/form-data; boundary=\"fuzz\"; x=y",
          "Multipart/form-data;boundary=--------------acebdf13572468", "multipart/mixed",
          "multipart/form-data; boundary=" + "b".repeat(300));
  private static final List<String> LENGTHS =
      List.of(
          "0", "1", "-1", "+5", "99", "1048576", "99999999999", "99999999999999999999", "x", "");

  private final RandomGenerator random;
  private final FuzzSeeds seeds;
  private final FuzzFreshener freshener;
  private final FuzzKeys keys;
  private final FuzzBytes bytes;
  private final FuzzJson json;

  FuzzGenerator(
      RandomGenerator random, FuzzSeeds seeds, FuzzValues values, FuzzKeys keys) {
    this.random = random;
    this.seeds = seeds;
    this.keys = keys;
    this.freshener = new FuzzFreshener(random, values);
    this.bytes = new FuzzBytes(random);
    this.json = new FuzzJson(random);
  }

  FuzzRequest next() {
    FuzzRequest request = fresh();
    return random.nextInt(10) < 4 ? request : spoilt(request);
  }

  /** A request with one to six changes. */
  FuzzRequest spoilt(FuzzRequest good) {
    FuzzRequest request = good;
    for (int i = 0; i < CHANGES_MAX; i++) {
      request = changed(request);
      if (random.nextBoolean()) {
        break;
      }
    }
    return request;
  }

  /** A request with nothing wrong that the seed has not. */
  FuzzRequest fresh() {
    FuzzRequest seed = seeds.any(random);
    return random.nextInt(10) < 8 ? keys.signed(freshener.fresh(seed), random) : seed;
  }

  /** Bytes with up to four changes. */
  byte[] changed(byte[] wire) {
    byte[] changed = wire;
    for (int i = random.nextInt(5); i > 0; i--) {
      changed = bytes.changed(changed);
    }
    return changed;
  }

  private FuzzRequest changed(FuzzRequest request) {
    return switch (random.nextInt(32)) {
      case 0, 1, 2 -> body(request, bytes.changed(request.body().array()));
      case 3 -> request.withTarget(target(request));
      case 4, 5 -> query(request);
      case 6 -> request.withMethod(METHODS.get(random.nextInt(METHODS.size())));
      case 7, 8 -> request.with("Content-Type", TYPES.get(random.nextInt(TYPES.size())));
      case 9 -> length(request);
      case 10, 11 -> request.withBody(fresh().body());
      case 12 -> request.withTarget(fresh().target());
      case 13 -> body(request, bytes.spliced(request.body().array(), fresh().body().array()));
      case 14, 15, 16, 17 -> converted(request);
      case 18, 19, 20, 21, 22, 23 -> pairs(request);
      case 24 -> header(request);
      default -> json.changed(request, fresh());
    };
  }

  private static FuzzRequest body(FuzzRequest request, byte[] body) {
    return request.withBody(new FuzzRequest.Bytes(body));
  }

  private String target(FuzzRequest request) {
    String path = request.path();
    String rest = request.query().isEmpty() ? "" : "?" + request.query();
    return switch (random.nextInt(9)) {
      case 0 -> path + "/" + rest;
      case 1 -> path.replaceFirst("/", "//") + rest;
      case 2 -> "/api" + path + rest;
      case 3 -> path.toUpperCase(Locale.ROOT) + rest;
      case 4 -> path + ";x=y" + rest;
      case 5 -> path.substring(0, random.nextInt(path.length() + 1)) + rest;
      case 6 -> path.replaceFirst("([a-z])([a-z/]*)$", "%6$2") + rest;
      case 7 -> path;
      default ->
          new String(
              bytes.changed(request.target().getBytes(StandardCharsets.ISO_8859_1)),
              StandardCharsets.ISO_8859_1);
    };
  }

  private FuzzRequest query(FuzzRequest request) {
    List<FuzzForm.Pair> pairs = new ArrayList<>(FuzzForm.pairs(request.query()));
    pairs.addAll(FuzzForm.pairs(fresh().query()));
    if (random.nextBoolean()) {
      pairs.addAll(FuzzForm.read(request).stream().filter(FuzzGenerator::isShort).toList());
    }
    return FuzzForm.inQuery(request.withTarget(request.path()), changed(pairs))
        .withBody(random.nextBoolean() ? request.body() : FuzzRequest.Bytes.of(""));
  }

  private FuzzRequest length(FuzzRequest request) {
    return switch (random.nextInt(4)) {
      case 0 -> request.with("Content-Length", LENGTHS.get(random.nextInt(LENGTHS.size())));
      case 1 ->
          request.with(
              "Content-Length",
              String.valueOf(Math.max(0, request.body().length() + random.nextInt(-3, 4))));
      default -> request.with("Transfer-Encoding", "chunked");
    };
  }

  private FuzzRequest header(FuzzRequest request) {
    List<String> lines = new ArrayList<>(request.headers());
    String value = new String(bytes.word(), StandardCharsets.ISO_8859_1);
    lines.add(
        switch (random.nextInt(8)) {
          case 0 -> "Authorization: " + value;
          case 1 -> "Authorization: bce-auth-v1/ak/2026-01-01T00:00:00Z/1800/host/" + value;
          case 2 -> "Content-Type: " + value;
          case 3 -> "Content-Encoding: gzip";
          case 4 -> "Expect: " + value;
          case 5 -> value + ": x";
          case 6 -> "x-bce-date: " + value;
          default -> "Host: " + value;
        });
    Collections.rotate(lines, random.nextInt(lines.size()));
    return request.withHeaders(lines);
  }

  /** The same names and values, said in another form. */
  private FuzzRequest converted(FuzzRequest request) {
    List<FuzzForm.Pair> pairs = FuzzForm.read(request);
    FuzzForm.Kind[] kinds = FuzzForm.Kind.values();
    FuzzForm.Kind kind = kinds[random.nextInt(kinds.length)];
    if (kind == FuzzForm.Kind.OTHER) {
      List<FuzzForm.Pair> some = pairs.stream().filter(FuzzGenerator::isShort).toList();
      return FuzzForm.inQuery(request, some).withMethod(random.nextBoolean() ? "GET" : "POST");
    }
    return pairs.isEmpty() ? request : FuzzForm.written(request, kind, pairs);
  }

  /** Names and values dropped, doubled, exchanged or spoilt. */
  private FuzzRequest pairs(FuzzRequest request) {
    FuzzForm.Kind kind = FuzzForm.kind(request);
    List<FuzzForm.Pair> pairs = FuzzForm.read(request);
    return pairs.isEmpty() || kind == FuzzForm.Kind.OTHER
        ? request
        : FuzzForm.written(request, kind, changed(pairs));
  }

  private List<FuzzForm.Pair> changed(List<FuzzForm.Pair> old) {
    List<FuzzForm.Pair> pairs = new ArrayList<>(old);
    if (pairs.isEmpty()) {
      return pairs;
    }
    int at = random.nextInt(pairs.size());
    FuzzForm.Pair pair = pairs.get(at);
    switch (random.nextInt(7)) {
      case 0 -> pairs.remove(at);
      case 1 -> pairs.add(pair);
      case 2 -> pairs.add(at, new FuzzForm.Pair(pair.name(), word()));
      case 3 -> pairs.set(at, new FuzzForm.Pair(pair.name() + "[]", pair.value()));
      case 4 -> Collections.shuffle(pairs, new Random(random.nextLong()));
      case 5 ->
          pairs.set(
              at,
              new FuzzForm.Pair(
                  pair.name(), new FuzzRequest.Bytes(bytes.changed(pair.value().array()))));
      default -> pairs.set(at, new FuzzForm.Pair(pair.name(), word()));
    }
    return pairs;
  }

  private String word() {
    return new String(bytes.word(), StandardCharsets.UTF_8);
  }

  private static boolean isShort(FuzzForm.Pair pair) {
    return pair.value().length() < 500;
  }
}
