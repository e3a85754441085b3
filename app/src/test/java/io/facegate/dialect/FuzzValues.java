package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values with which calls meet: few persons, groups and pictures, and tokens seen in answers. */
final class FuzzValues {
  private static final int TOKENS_MAX = 64;
  private static final List<FuzzRequest.Bytes> FACES = faces();
  private static final List<FuzzRequest.Bytes> ODD_PICTURES = oddPictures();
  private static final List<FuzzRequest.Bytes> PHOTOS = photos();

  private final RandomGenerator random;
  private final FuzzPictures pictures;
  private final List<String> tokens = new ArrayList<>(List.of("0".repeat(32)));

  FuzzValues(RandomGenerator random) {
    this.random = random;
    this.pictures = new FuzzPictures(random);
  }

  /** What a member of a name may hold, if the name tells; one for each there was. */
  Optional<String> fresh(String name, String old) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("\\[\\d*]", "");
    return switch (plain) {
      case "image", "images", "image_a", "image_b", "imagea", "imageb", "video" ->
          Optional.of(several(plain.equals("images") ? old : "", this::base64));
      case "url", "urls", "urla", "urlb", "url_list", "image_url" -> Optional.of(url());
      case "group_id", "group_ids", "src_group_id", "dst_group_id", "group_id_list" ->
          Optional.of(random.nextInt(20) == 0 ? "@ALL" : several(old, this::group));
      case "uid", "user_id", "person_id" -> Optional.of(person());
      case "face_token", "face_id", "face_ids" -> Optional.of(token());
      case "op_app_id" -> Optional.of(app());
      case "appid" -> old.matches("\\d+") ? Optional.empty() : Optional.of(app());
      default -> Optional.empty();
    };
  }

  /** Whether a part of this name holds a picture as bytes. */
  static boolean isPicture(String name) {
    return name.toLowerCase(Locale.ROOT).matches("images?[ab]?(\\[\\d*])?|video");
  }

  byte[] picture() {
    List<FuzzRequest.Bytes> from =
        switch (random.nextInt(16)) {
          case 0 -> ODD_PICTURES;
          case 1 -> PHOTOS;
          default -> FACES;
        };
    byte[] picture = from.get(random.nextInt(from.size())).array();
    return random.nextInt(10) == 0 ? pictures.changed(picture) : picture;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(picture());
  }

  String group() {
    return "group" + random.nextInt(14);
  }

  String person() {
    return "person" + random.nextInt(12);
  }

  String token() {
    return tokens.get(random.nextInt(tokens.size()));
  }

  String url() {
    return "http://pictures.test/" + random.nextInt(FACES.size() + ODD_PICTURES.size());
  }

  String app() {
    return random.nextInt(4) == 0 ? "lobby" : OpenGate.APP;
  }

  /** The picture behind an address; the same for the same address. */
  static byte[] behind(String address) {
    int number = Math.floorMod(address.hashCode(), FACES.size() + ODD_PICTURES.size());
    return number < FACES.size()
        ? FACES.get(number).array()
        : ODD_PICTURES.get(number - FACES.size()).array();
  }

  /** Keeps the face tokens of an answer. */
  void learn(JsonNode answer) {
    for (Map.Entry<String, JsonNode> member : answer.properties()) {
      if (member.getKey().matches("face_(token|id|ids)")) {
        keep(member.getValue());
      } else {
        learn(member.getValue());
      }
    }
    if (answer.isArray()) {
      answer.forEach(this::learn);
    }
  }

  private void keep(JsonNode value) {
    value.forEach(this::keep);
    if (value.isTextual() && !value.asText().isEmpty() && value.asText().length() <= 64) {
      if (tokens.size() == TOKENS_MAX) {
        tokens.remove(random.nextInt(TOKENS_MAX));
      }
      tokens.add(value.asText());
    }
  }

  private String several(String old, Supplier<String> one) {
    int count = old.indexOf(',') < 0 ? 1 : 1 + random.nextInt(3);
    return IntStream.range(0, count).mapToObj(i -> one.get()).collect(Collectors.joining(","));
  }

  private static List<FuzzRequest.Bytes> faces() {
    List<FuzzRequest.Bytes> faces = new ArrayList<>();
    for (int red = 5; red < 256; red += 25) {
      for (int green : new int[] {0, 40, 80, 120, 160, 220}) {
        int blue = green == 160 ? 20 : 255;
        faces.add(new FuzzRequest.Bytes(SquareFaces.png(new Color(red, green, blue))));
      }
      faces.add(
          new FuzzRequest.Bytes(
              SquareFaces.png(new Color(red, 0, 255), new Color(255 - red, 0, 255))));
    }
    return List.copyOf(faces);
  }

  /* One of each kind that is read, and of some that are not. */
  private static List<FuzzRequest.Bytes> photos() {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/images"))) {
      List<FuzzRequest.Bytes> photos = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        photos.add(new FuzzRequest.Bytes(Files.readAllBytes(file)));
      }
      return photos;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<FuzzRequest.Bytes> oddPictures() {
    byte[] face = SquareFaces.png(new Color(80, 0, 255));
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F'};
    return List.of(
        new FuzzRequest.Bytes(SquareFaces.png()),
        new FuzzRequest.Bytes("GIF89a\1\0\1\0".getBytes(StandardCharsets.ISO_8859_1)),
        new FuzzRequest.Bytes(jpeg),
        new FuzzRequest.Bytes(Arrays.copyOf(face, face.length / 2)),
        new FuzzRequest.Bytes(header(30_000, 30_000)),
        new FuzzRequest.Bytes(header(-1, 1)),
        new FuzzRequest.Bytes(header(8192, 3000)),
        new FuzzRequest.Bytes("BM not quite".getBytes(StandardCharsets.US_ASCII)),
        new FuzzRequest.Bytes("no picture".getBytes(StandardCharsets.US_ASCII)),
        new FuzzRequest.Bytes());
  }

  /* A PNG that claims a size, and then has nothing to show for it. */
  private static byte[] header(int width, int height) {
    return ByteBuffer.allocate(33)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
        .putInt(width)
        .putInt(height)
        .put(new byte[] {8, 2})
        .array();
  }
}
