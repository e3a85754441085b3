package io.facegate.inference;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the catalog knows about one model file.
 *
 * @param role what it is for
 * @param id name that stays the same over retraining-free changes of the file
 * @param file name inside the folder of models, without any path
 * @param bytes exact size of the file
 * @param sha256 checksum of the file, 64 small hexadecimal digits
 * @param licence terms
 * @param origin project or address it was published at
 * @param input its one input
 * @param outputs its outputs, in the order their reader expects
 * @param crop the part of the picture it looks at
 * @param scoreScale for an embedder: rising from score 0 to score 100; otherwise empty
 * @param calibration by name of an output: what its figures are worth; see {@link Calibration}. For
 *     liveness by {@link LivenessOption}, of the mean over its models, in the first of them
 * @param options for liveness: the scenes it serves, all when empty
 * @param int8 a twin, used where it is measured to be faster; none or one
 * @param openvino the same model as OpenVINO has it, for that engine alone; none or one
 * @param verifies for a verifier: the id of the detector whose finds it judges; otherwise empty
 */
public record ModelCard(
    ModelRole role,
    String id,
    String file,
    long bytes,
    String sha256,
    ModelLicence licence,
    String origin,
    InputSpec input,
    List<OutputSpec> outputs,
    CropSpec crop,
    List<ScorePoint> scoreScale,
    Map<String, List<CalibrationPoint>> calibration,
    List<LivenessOption> options,
    List<ModelTwin> int8,
    List<OpenVinoFiles> openvino,
    String verifies) {

  /** Checks what can be checked without the file. */
  public ModelCard {
    ModelTwin.check(file, bytes, sha256);
    if (outputs.isEmpty() || int8.size() > 1 || openvino.size() > 1) {
      throw new IllegalArgumentException(
          "%s has %d outputs, %d twins and %d pairs of OpenVINO files"
              .formatted(file, outputs.size(), int8.size(), openvino.size()));
    }
    if (verifies.isBlank() == (role == ModelRole.FACE_VERIFIER)) {
      throw new IllegalArgumentException(
          "%s is a %s and verifies \"%s\"".formatted(file, role, verifies));
    }
    if (crop.kind() == CropSpec.CropKind.BOX_ABOVE_SURROUNDINGS
        && (role != ModelRole.FACE_VERIFIER || input.height() % 2 != 0)) {
      throw new IllegalArgumentException(
          "%s: %s is for a verifier with an even number of rows, not for a %s with %d"
              .formatted(file, crop.kind(), role, input.height()));
    }
    outputs = List.copyOf(outputs);
    scoreScale = List.copyOf(scoreScale);
    Map<String, List<CalibrationPoint>> curves = new TreeMap<>();
    calibration.forEach((name, points) -> curves.put(name, checked(points)));
    calibration = Collections.unmodifiableMap(curves);
    options = List.copyOf(options);
    int8 = List.copyOf(int8);
    openvino = List.copyOf(openvino);
  }

  private static List<CalibrationPoint> checked(List<CalibrationPoint> points) {
    return new Calibration(points).points();
  }

  /** The model's own file. */
  public ModelTwin whole() {
    return new ModelTwin(file, bytes, sha256);
  }

  /** Name and checksum: what tells this model's figures from any other's. */
  public String modelId() {
    return id + "@" + sha256.substring(0, 8);
  }

  /** The same model with another scale of scores. */
  public ModelCard withScoreScale(List<ScorePoint> scale) {
    return new ModelCard(
        role, id, file, bytes, sha256, licence, origin, input, outputs, crop, scale, calibration,
        options, int8, openvino, verifies);
  }

  /** What the figures of an output are worth; as they are, where nothing else is said. */
  public Calibration calibrationOf(String name) {
    return new Calibration(calibration.getOrDefault(name, List.of()));
  }

  /** Whether a liveness model serves a scene. */
  public boolean serves(LivenessOption option) {
    return options.isEmpty() || options.contains(option);
  }

  /** The place of an output in the card; -1 when there is none of this name. */
  public int outputNumber(String name) {
    return outputs.stream().map(OutputSpec::name).toList().indexOf(name);
  }
}
