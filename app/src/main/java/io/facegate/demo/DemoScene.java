package io.facegate.demo;

import io.facegate.face.Image;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawn entrance where drawn people come and go: a picture for every moment, the same for the
 * same moment. It repeats after {@link #PERIOD_SECONDS}. For one thread at a time.
 */
final class DemoScene {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  static final double PERIOD_SECONDS = 60;

  static final double FOCAL = 640;
  static final double HORIZON = 215;

  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
  private final Rasteriser rasteriser = new Rasteriser(canvas, FOCAL, HORIZON);
  private final int[] background = Lobby.paint(WIDTH, HEIGHT, (int) HORIZON);
  private final SensorNoise noise = new SensorNoise();
  private final Map<CastMember, Figure> figures = new HashMap<>();
  private final List<Walk> walks = walks();

  /** Who comes when; the first is in view at once, and nobody returns within ten seconds. */
  static List<Walk> walks() {
    return List.of(
        new Walk(Cast.ADA, -1.6, 9.2, -1, 1, 40, 820),
        new Walk(Cast.BO, 8.4, 8.5, 1, -1, -30, 660),
        new Walk(Cast.CLEO, 17.6, 10, -1, -1, -250, 960),
        new Walk(Cast.DEV, 18.4, 10, 1, 1, 250, 1060),
        new Walk(Cast.STRANGER, 29, 9, -1, 1, 20, 860),
        new Walk(Cast.ELI, 39, 8.5, 1, 1, 60, 800),
        new Walk(Cast.FAY, 48.2, 9, -1, -1, -40, 700));
  }

  /** Who is about at a moment. */
  List<Walk> present(double seconds) {
    return walks.stream().filter(walk -> walk.covers(seconds, PERIOD_SECONDS)).toList();
  }

  /** The picture of a moment. */
  Image frame(double seconds) {
    canvas.clear();
    for (Walk walk : present(seconds)) {
      Walk.Stand stand = walk.at(seconds, PERIOD_SECONDS);
      /* Who moves to the right has more of the window's light from the left, and the reverse. */
      Light light = new Light(30 + stand.x() / 45, 36, 0.97);
      figures
          .computeIfAbsent(walk.member(), member -> new Figure(member.shape()))
          .draw(rasteriser, light, stand.pose(), stand.x(), stand.y(), stand.distance());
    }
    Image picture = canvas.over(background);
    noise.add(picture, Math.round(seconds * 1000));
    return picture;
  }
}
