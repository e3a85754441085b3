package io.facegate.demo;

import java.util.ArrayList;
import java.util.List;

/** A drawn person, ready to be put before a camera. */
final class Figure {
  /* The head turns on the neck about here. */
  private static final double PIVOT = -70;

  private final List<Mesh> head;
  private final Mesh closedEyes;
  private final List<Mesh> body;

  /** Builds the person with those looks. */
  Figure(HeadShape shape) {
    Skull skull = new Skull(shape);
    Features features = new Features(shape);
    Whiskers whiskers = new Whiskers(shape, features);
    FaceRelief relief = new FaceRelief(shape, skull, features);
    Texture skin = SkinTexture.paint(shape, features, whiskers, 1);
    Texture asleep = SkinTexture.paint(shape, features, whiskers, 0);
    Mesh awake = HeadMesh.build(skull, relief, whiskers, features, skin);
    head = new ArrayList<>();
    head.add(awake);
    closedEyes = awake.painted(asleep);
    head.add(Ear.build(shape, skull, skin, -1));
    head.add(Ear.build(shape, skull, skin, 1));
    HairMesh.build(shape, skull).ifPresent(head::add);
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
      Mesh mesh = i == 0 && pose.open() < 0.5 ? closedEyes : head.get(i);
      rasteriser.draw(mesh, turned, light);
    }
    View upright = new View(pose.body(), PIVOT, x, y, distance);
    for (Mesh mesh : body) {
      rasteriser.draw(mesh, upright, light);
    }
  }
}
