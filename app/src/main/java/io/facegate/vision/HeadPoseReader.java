package io.facegate.vision;

import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRun;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads where a head points, with head-pose-estimation-adas-0001 of the Open Model Zoo: yaw,
 * pitch and roll in degrees, signed as {@link HeadPose} is.
 */
final class HeadPoseReader implements FaceStage {
  private final Model model;

  HeadPoseReader(Model model) {
    if (model.card().outputs().size() != 3) {
      throw new ModelRefusedException(model.card().file() + " does not tell three angles");
    }
    this.model = model;
  }

  @Override
  public String name() {
    return "pose";
  }

  @Override
  public Set<Output> outputs() {
    return EnumSet.of(Output.POSE);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    return face.pose() != null;
  }

  @Override
  public Face measure(FaceView view, Face face) {
    try (ModelRun run = model.begin()) {
      Crops.showBox(view.image(), face.box(), model, run);
      run.execute();
      HeadPose pose =
          new HeadPose(
              Math.clamp(run.output(0).get(0), -90.0, 90.0),
              Math.clamp(run.output(1).get(0), -90.0, 90.0),
              Math.clamp(run.output(2).get(0), -180.0, 180.0));
      return face.withPose(pose);
    }
  }
}
