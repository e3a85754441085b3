package io.facegate.vision;

import io.facegate.inference.Beyond;
import io.facegate.inference.CalibrationPoint;
import io.facegate.inference.ColourOrder;
import io.facegate.inference.CommercialUse;
import io.facegate.inference.CropSpec.CropKind;
import io.facegate.inference.CropSpec.TemplatePoint;
import io.facegate.inference.CropSpec;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelLicence;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model that always says the same, and remembers what it was shown. */
final class FixedModel implements Model {
  private static final List<TemplatePoint> LOOSE =
      List.of(
          new TemplatePoint(0.36, 0.43),
          new TemplatePoint(0.64, 0.43),
          new TemplatePoint(0.50, 0.575),
          new TemplatePoint(0.39, 0.71),
          new TemplatePoint(0.61, 0.71));

  private final Map<String, float[]> says = new LinkedHashMap<>();
  private final Map<String, List<CalibrationPoint>> calibration = new LinkedHashMap<>();
  final List<float[]> shown = new ArrayList<>();

  FixedModel saying(String output, float... values) {
    says.put(output, values);
    return this;
  }

  FixedModel silentOn(String output) {
    says.remove(output);
    return this;
  }

  FixedModel calibrated(String output, CalibrationPoint... points) {
    calibration.put(output, List.of(points));
    return this;
  }

  @Override
  public ModelCard card() {
    return new ModelCard(
        ModelRole.FACE_GEOMETRY,
        "fixed",
        "fixed.onnx",
        1,
        "0".repeat(64),
        new ModelLicence("none", CommercialUse.YES, ""),
        "",
        input(),
        says.entrySet().stream()
            .map(one -> new OutputSpec(one.getKey(), List.of(1, one.getValue().length), List.of()))
            .toList(),
        new CropSpec(CropKind.FIVE_POINTS, 1, LOOSE, Beyond.EDGE),
        List.of(),
        calibration,
        List.of(),
        List.of(),
        List.of(),
        "");
  }

  @Override
  public InputSpec input() {
    return new InputSpec(
        "face",
        100,
        100,
        false,
        ColourOrder.RGB,
        List.of(127.5, 127.5, 127.5),
        List.of(1 / 128.0, 1 / 128.0, 1 / 128.0));
  }

  @Override
  public ModelRun begin() {
    FloatBuffer buffer = FloatBuffer.allocate(input().elements());
    return new ModelRun() {
      @Override
      public FloatBuffer input() {
        return buffer;
      }

      @Override
      public void execute() {
        shown.add(buffer.array().clone());
      }

      @Override
      public FloatBuffer output(int index) {
        return FloatBuffer.wrap(List.copyOf(says.values()).get(index));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
