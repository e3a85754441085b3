package io.facegate.demo;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Searches for a cast whose members the embedding model does not confuse: the least alike of many
 * random people, then climbs by small random changes to whoever resembles another most.
 *
 * <p>Arguments: seed, size of the first crowd (0: starts from the committed cast), steps. Prints
 * one line of percentages a person, as {@link Cast} holds them.
 */
public final class CastSearch {
  private static final int CAST = 7;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 288;
  /* How strongly the closest pair counts over the others. */
  private static final double SHARPNESS = 24;
  private static final List<View> VIEWS =
      List.of(
          new View(Pose.STRAIGHT, 0, 0, 25, 760),
          new View(new Pose(14, 5, 3, 1, 0.6), 0, 0, 25, 1000),
          new View(new Pose(-10, 5, -3, 1, 0.8), 0, 0, 25, 860),
          new View(new Pose(-24, 3, 0, 1, 0), 0, 0, 25, 1400));

  /** A person and how the model sees him or her from each view. */
  private record Candidate(HeadShape shape, List<Embedding> looks, double probability) {
    double likeness(Candidate other) {
      double most = -1;
      for (Embedding mine : looks) {
        for (Embedding theirs : other.looks) {
          most = Math.max(most, mine.cosine(theirs));
        }
      }
      return most;
    }

    double steadiness() {
      return looks.stream().mapToDouble(look -> look.cosine(looks.getFirst())).min().orElse(0);
    }
  }

  private final DrawnFaces faces;
  private final Random random;
  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
  private final Rasteriser rasteriser = new Rasteriser(canvas, 640, HEIGHT / 2.0);

  private CastSearch(DrawnFaces faces, long seed) {
    this.faces = faces;
    this.random = new Random(seed);
  }

  /** Runs the search. */
  public static void main(String[] arguments) {
    try (DrawnFaces faces = new DrawnFaces()) {
      CastSearch search = new CastSearch(faces, Long.parseLong(arguments[0]));
      List<Candidate> cast = search.first(Integer.parseInt(arguments[1]));
      search.climb(cast, Integer.parseInt(arguments[2]));
      cast.forEach(candidate -> System.out.println(candidate.shape));
    }
  }

  private List<Candidate> first(int crowdSize) {
    List<Candidate> crowd = new ArrayList<>();
    if (crowdSize == 0) {
      List<CastMember> members = new ArrayList<>(Cast.ENROLLED);
      members.add(Cast.STRANGER);
      members.forEach(member -> look(member.shape()).ifPresent(crowd::add));
      return crowd;
    }
    while (crowd.size() < crowdSize) {
      look(anyone()).ifPresent(crowd::add);
    }
    List<Candidate> cast = new ArrayList<>(List.of(crowd.getFirst()));
    while (cast.size() < CAST) {
      cast.add(crowd.stream().filter(candidate -> !cast.contains(candidate))
          .min((a, b) -> Double.compare(cost(a, cast, -1), cost(b, cast, -1))).orElseThrow());
    }
    return cast;
  }

  private void climb(List<Candidate> cast, int steps) {
    for (int step = 0; step < steps; step++) {
      int place = random.nextInt(3) == 0 ? random.nextInt(cast.size()) : worst(cast);
      Candidate now = cast.get(place);
      double best = cost(now, cast, place);
      Optional<Candidate> changed = look(changed(now.shape));
      if (changed.isPresent() && cost(changed.get(), cast, place) < best) {
        cast.set(place, changed.get());
      }
      if (step % 50 == 0) {
        System.out.printf("# %d: %.3f%n", step, cost(cast.get(worst(cast)), cast, worst(cast)));
      }
    }
  }

  private static int worst(List<Candidate> cast) {
    int worst = 0;
    for (int i = 1; i < cast.size(); i++) {
      if (cost(cast.get(i), cast, i) > cost(cast.get(worst), cast, worst)) {
        worst = i;
      }
    }
    return worst;
  }

  private static double cost(Candidate candidate, List<Candidate> cast, int skipped) {
    double sum = 0;
    for (int i = 0; i < cast.size(); i++) {
      if (i != skipped) {
        sum += Math.exp(SHARPNESS * candidate.likeness(cast.get(i)));
      }
    }
    double unsteady = 0.5 * Math.max(0, 0.78 - candidate.steadiness());
    double unlikely = 2 * Math.max(0, 0.88 - candidate.probability);
    return Math.log(sum) / SHARPNESS + unsteady + unlikely;
  }

  private Optional<Candidate> look(HeadShape shape) {
    Figure figure = new Figure(shape);
    List<Embedding> looks = new ArrayList<>();
    double probability = 1;
    for (View view : VIEWS) {
      canvas.clear();
      figure.draw(
          rasteriser, new Light(30, 36, 1), view.pose(), view.x(), view.y(), view.distance());
      int[] background = new int[WIDTH * HEIGHT];
      Arrays.fill(background, 0x8A9096);
      Image picture = canvas.over(background);
      List<Face> found = faces.of(picture);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      probability = Math.min(probability, found.getFirst().probability());
      looks.add(DrawnFaces.embedding(found.getFirst()));
    }
    return Optional.of(new Candidate(shape, looks, probability));
  }

  private HeadShape anyone() {
    return plausible(HeadShape.of(random.ints(Trait.values().length, 0, 101).toArray()));
  }

  private HeadShape changed(HeadShape shape) {
    HeadShape other = shape;
    Trait[] traits = Trait.values();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      Trait trait = traits[random.nextInt(traits.length)];
      int share =
          random.nextInt(4) == 0
              ? random.nextInt(101)
              : (int) Math.round(shape.percent(trait) + 18 * random.nextGaussian());
      other = other.with(trait, Math.max(0, Math.min(100, share)));
    }
    return plausible(other);
  }

  private static HeadShape plausible(HeadShape shape) {
    HeadShape other = shape;
    int kind = shape.percent(Trait.HAIR_STYLE) / 10;
    boolean isLong = kind == 5 || kind == 6 || kind >= 9;
    if (isLong || shape.percent(Trait.LASHES) > 50) {
      other = other.with(Trait.BEARD, 0).with(Trait.MOUSTACHE, 0);
    } else {
      other = other.with(Trait.LIP_COLOUR, Math.min(60, shape.percent(Trait.LIP_COLOUR)));
    }
    int hair = shape.percent(Trait.HAIR_COLOUR);
    if (shape.percent(Trait.SKIN_TONE) > 62 && hair > 35 && hair < 85) {
      other = other.with(Trait.HAIR_COLOUR, hair < 60 ? 20 : 92);
    }
    return other;
  }
}
