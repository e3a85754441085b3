package io.facegate.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A drawn person, ready to be put before a camera; for one thread at a time. */
final class Figure {
  /* The head turns on the neck about here. */
  private static final double PIVOT = -70;

  private final List<Mesh> head;
  private final Supplier<Texture> paintAsleep;
  private @Nullable Mesh asleep;
  private final List<Mesh> body;

  /** Builds the person with those looks. */
  Figure(HeadShape shape) {
    Skull skull = new Skull(shape);
    Features features = new Features(shape);
    Whiskers whiskers = new Whiskers(shape, features);
    FaceRelief relief = new FaceRelief(shape, skull, features);
    HairStyle hair = HairStyle.of(shape);
    Texture skin = SkinTexture.paint(shape, features, whiskers, 1);
    Mesh awake = HeadMesh.build(skull, relief, whiskers, features, hair, skin);
    head = new ArrayList<>();
    head.add(awake);
    paintAsleep = () -> SkinTexture.asleep(shape, features, whiskers, skin);
    head.add(Ear.build(shape, skull, skin, -1));
    head.add(Ear.build(shape, skull, skin, 1));
    HairMesh.build(shape, skull, hair).ifPresent(head::add);
    head.addAll(Glasses.build(shape, skull));
    body = List.of(Body.neck(shape, skin), Body.trunk(shape));
  }

  /**
   * Draws the person.
   *
   * @param x millimetres right of the camera's axis; height and distance likewise, of the eyes
   */
  void draw(Rasteriser rasteriser, Light light, Pose pose, double x, double y, double distance) {
    View turned = new View(pose, PIVOT, x, y, distance);
    for (int i = 0; i < head.size(); i++) {
      boolean shut = i == 0 && pose.open() < 0.5;
      rasteriser.draw(shut ? asleep() : head.get(i), turned, light);
    }
    View upright = new View(pose.body(), PIVOT, x, y, distance);
    for (Mesh mesh : body) {
      rasteriser.draw(mesh, upright, light);
    }
  }

  private Mesh asleep() {
    Mesh mesh = asleep;
    if (mesh == null) {
      mesh = head.getFirst().painted(paintAsleep.get());
      asleep = mesh;
    }
    return mesh;
  }
}
