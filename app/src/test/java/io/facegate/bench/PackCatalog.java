package io.facegate.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.SelfTest;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelCatalogReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes the catalog of a model pack. The cards say what nobody can read from a file; sizes,
 * checksums, shapes, golden figures and int8 twins are those of the files in the folder. A card
 * whose file is not there is left out.
 *
 * <p>A twin lies beside its model: {@code embedder-int8.onnx} beside {@code embedder.onnx}.
 */
public final class PackCatalog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> KEYS =
      List.of(
          "role", "id", "file", "bytes", "sha256", "licence", "origin", "input", "outputs",
          "crop", "scoreScale", "calibration", "options", "int8", "openvino");

  private final Path folder;
  private final InferenceEngine engine;

  private PackCatalog(Path folder, InferenceEngine engine) {
    this.folder = folder;
    this.engine = engine;
  }

  /**
   * Writes {@code catalog.json} into a folder of models.
   *
   * @param arguments the cards, and the folder
   */
  public static void main(String[] arguments) throws IOException {
    Path cards = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    try (InferenceEngine engine = new OnnxEngine(1)) {
      new PackCatalog(folder, engine).write(JSON.readTree(Files.readAllBytes(cards)));
    }
  }

  private void write(JsonNode cards) throws IOException {
    ObjectNode catalog = JSON.createObjectNode().put("version", 1);
    ArrayNode models = catalog.putArray("models");
    long bytes = 0;
    for (JsonNode card : cards.get("models")) {
      Path file = folder.resolve(card.get("file").asText());
      if (Files.exists(file)) {
        ObjectNode filled = filled((ObjectNode) card, Files.readAllBytes(file));
        models.add(filled);
        bytes += size(filled);
        System.out.printf("%-40s %,12d bytes%n", card.get("id").asText(), size(filled));
      } else {
        System.out.printf("%-40s absent%n", card.get("id").asText());
      }
    }
    String text = new JsonText(catalog).toString();
    ModelCatalogReader.read(text.getBytes(StandardCharsets.UTF_8));
    Files.writeString(folder.resolve("catalog.json"), text);
    System.out.printf("%-40s %,12d bytes%n", "together", bytes);
  }

  private static long size(ObjectNode card) {
    long bytes = card.get("bytes").asLong();
    for (JsonNode twin : card.get("int8")) {
      bytes += twin.get("bytes").asLong();
    }
    return bytes;
  }

  private ObjectNode filled(ObjectNode card, byte[] content) throws IOException {
    ObjectNode known = card.deepCopy();
    known.put("bytes", content.length).put("sha256", sha256(content));
    ((ObjectNode) known.get("crop")).putIfAbsent("template", JSON.createArrayNode());
    known.putIfAbsent("scoreScale", JSON.createArrayNode());
    known.putIfAbsent("calibration", JSON.createObjectNode());
    known.putIfAbsent("options", JSON.createArrayNode());
    known.putIfAbsent("openvino", JSON.createArrayNode());
    known.set("int8", twins(card.get("file").asText()));
    known.set("outputs", outputs(card, content));
    List<List<Double>> golden = golden(known, content);
    for (int i = 0; i < golden.size(); i++) {
      ArrayNode figures = JSON.createArrayNode();
      golden.get(i).forEach(figure -> figures.add(rounded(figure)));
      ((ObjectNode) known.get("outputs").get(i)).set("golden", figures);
    }
    ObjectNode ordered = JSON.createObjectNode();
    KEYS.forEach(key -> ordered.set(key, known.get(key)));
    if (known.has("verifies")) {
      ordered.set("verifies", known.get("verifies"));
    }
    return ordered;
  }

  private ArrayNode twins(String file) throws IOException {
    ArrayNode twins = JSON.createArrayNode();
    Path twin = folder.resolve(file.replaceFirst("\\.onnx$", "-int8.onnx"));
    if (Files.exists(twin)) {
      byte[] content = Files.readAllBytes(twin);
      twins
          .addObject()
          .put("file", twin.getFileName().toString())
          .put("bytes", content.length)
          .put("sha256", sha256(content));
    }
    return twins;
  }

  /* The cards name outputs, in the order their reader expects; a run tells their shapes. */
  private static ArrayNode outputs(ObjectNode card, byte[] content) {
    JsonNode input = card.get("input");
    long[] shape = {1, 3, input.get("height").asLong(), input.get("width").asLong()};
    FloatBuffer black = FloatBuffer.allocate((int) (3 * shape[2] * shape[3]));
    ArrayNode outputs = JSON.createArrayNode();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(content);
        OnnxTensor picture = OnnxTensor.createTensor(environment, black, shape);
        OrtSession.Result result = session.run(Map.of(input.get("name").asText(), picture))) {
      for (JsonNode output : card.get("outputs")) {
        String name = output.isTextual() ? output.asText() : output.get("name").asText();
        TensorInfo info = (TensorInfo) result.get(name).orElseThrow().getInfo();
        ObjectNode filled = outputs.addObject().put("name", name);
        ArrayNode sides = filled.putArray("shape");
        for (long side : info.getShape()) {
          sides.add(side);
        }
        filled.putArray("golden");
      }
      return outputs;
    } catch (OrtException e) {
      throw new IllegalStateException(card.get("file").asText(), e);
    }
  }

  private List<List<Double>> golden(ObjectNode card, byte[] content) throws IOException {
    ObjectNode alone = JSON.createObjectNode().put("version", 1);
    alone.putArray("models").add(card);
    ModelCard read = ModelCatalogReader.read(JSON.writeValueAsBytes(alone)).models().getFirst();
    try (Model model = engine.open(read, content, read.input())) {
      return SelfTest.figures(model);
    }
  }

  private static BigDecimal rounded(double figure) {
    BigDecimal five = new BigDecimal(figure).round(new MathContext(5));
    BigDecimal rounded = five.setScale(Math.min(five.scale(), 7), RoundingMode.HALF_EVEN);
    return new BigDecimal(rounded.stripTrailingZeros().toPlainString());
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
