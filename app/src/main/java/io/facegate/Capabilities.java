package io.facegate;

import io.facegate.core.FaceDetail;
import io.facegate.core.LocalFaceService;
import io.facegate.dialect.Dialect;
import io.facegate.vision.Output;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the installed models can tell, and what each API therefore answers of a face; it leaves out
 * the fields of models that are not there.
 */
record Capabilities(
    String version,
    String embeddingModel,
    Set<Output> outputs,
    Set<FaceDetail> details,
    List<Dialect> dialects) {

  static Capabilities of(String embeddingModel, LocalFaceService faces, List<Dialect> dialects) {
    return new Capabilities(
        Main.version(), embeddingModel, faces.outputs(), faces.details(), dialects);
  }

  /** As a JSON object; no name in it needs an escape. */
  String json() {
    List<String> outputNames =
        outputs.stream().map(output -> output.name().toLowerCase(Locale.ROOT)).sorted().toList();
    String fields =
        dialects.stream()
            .map(
                dialect ->
                    "\"%s\":%s"
                        .formatted(dialect.id(), list(dialect.faceFields().told(details))))
            .sorted()
            .collect(Collectors.joining(","));
    return "{\"version\":\"%s\",\"embedding_model\":\"%s\",\"outputs\":%s,\"face_fields\":{%s}}"
        .formatted(version, embeddingModel, list(outputNames), fields);
  }

  private static String list(Collection<String> names) {
    return names.stream()
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
