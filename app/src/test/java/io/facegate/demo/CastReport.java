package io.facegate.demo;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prints how alike the models find the drawn people throughout the scene, and what it costs. */
public final class CastReport {
  private static final double STEP_SECONDS = 0.4;

  private final List<CastMember> members = new ArrayList<>(Cast.ENROLLED);
  private final Map<CastMember, Embedding> portraits = new LinkedHashMap<>();
  private final Map<CastMember, List<Face>> seen = new LinkedHashMap<>();

  private CastReport() {
    members.add(Cast.STRANGER);
  }

  /** Prints the tables. */
  public static void main(String[] arguments) {
    CastReport report = new CastReport();
    try (DrawnFaces faces = new DrawnFaces()) {
      report.watch(faces);
    }
    report.print();
    cost();
  }

  private void watch(DrawnFaces faces) {
    for (CastMember member : members) {
      portraits.put(member, DrawnFaces.embedding(faces.portrait(member)));
      seen.put(member, new ArrayList<>());
    }
    DemoScene scene = new DemoScene();
    for (double t = 0; t < DemoScene.PERIOD_SECONDS; t += STEP_SECONDS) {
      List<Face> found = faces.of(scene.frame(t));
      for (Walk walk : scene.present(t)) {
        DrawnFaces.at(found, walk.at(t, DemoScene.PERIOD_SECONDS))
            .ifPresent(face -> sightings(walk.member()).add(face));
      }
    }
  }

  private List<Face> sightings(CastMember member) {
    return Objects.requireNonNull(seen.get(member));
  }

  private void print() {
    System.out.println("rows: as seen in the scene; columns: portrait; largest cosine");
    System.out.printf("%-9s", "");
    members.forEach(member -> System.out.printf("%9s", member.id()));
    System.out.printf("%9s%9s%9s%9s%n", "faces", "px", "own min", "own p50");
    for (CastMember member : members) {
      System.out.printf("%-9s", member.id());
      for (CastMember other : members) {
        double[] cosines = cosines(member, other);
        System.out.printf("%9.3f", cosines[cosines.length - 1]);
      }
      double[] own = cosines(member, member);
      double[] widths =
          sightings(member).stream().mapToDouble(face -> face.box().width()).sorted().toArray();
      System.out.printf(
          "%9d%9s%9.3f%9.3f%n",
          own.length,
          Math.round(widths[0]) + "-" + Math.round(widths[widths.length - 1]),
          own[0],
          own[own.length / 2]);
    }
  }

  private double[] cosines(CastMember member, CastMember other) {
    Embedding portrait = Objects.requireNonNull(portraits.get(other));
    return sightings(member).stream()
        .mapToDouble(face -> DrawnFaces.embedding(face).cosine(portrait))
        .sorted()
        .toArray();
  }

  private static void cost() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    DemoScene scene = new DemoScene();
    int frames = 0;
    long start = 0;
    for (double t = 0; t < 2 * DemoScene.PERIOD_SECONDS; t += STEP_SECONDS) {
      if (t >= DemoScene.PERIOD_SECONDS && start == 0) {
        start = threads.getCurrentThreadCpuTime();
      }
      scene.frame(t);
      frames += start == 0 ? 0 : 1;
    }
    double spent = (threads.getCurrentThreadCpuTime() - start) / 1e6 / frames;
    System.out.printf("%.1f ms of processor time a picture%n", spent);
  }
}
