package io.facegate.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery.Mode;
import io.facegate.testing.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed loses nothing it had acknowledged. */
class GalleryCrashIT {
  private static final int ROUNDS = 20;
  private static final String APP = "site";

  @TempDir private Path folder;
  @TempDir private Path scratch;

  /** Enrols and deletes without end, and prints each change once its call has returned. */
  public static void main(String[] arguments) {
    int round = Integer.parseInt(arguments[1]);
    StoredGallery gallery = new GalleryFolder(Path.of(arguments[0])).open();
    System.out.println("open");
    for (int thread = 0; thread < 3; thread++) {
      int number = thread;
      Thread.ofPlatform().start(() -> change(gallery, round, number));
    }
  }

  private static void change(Gallery gallery, int round, int thread) {
    RandomFaces faces = new RandomFaces(100L * round + thread, 256);
    for (int i = 0; ; i++) {
      String id = "%d_%d_%d".formatted(round, thread, i);
      PersonKey person = new PersonKey(APP, "g" + thread, "p" + id);
      gallery.enroll(person, faces.face("t" + id), Optional.of(id), Mode.APPEND);
      System.out.println("enrolled " + id);
      if (i % 3 == 0) {
        System.out.println("deleting " + id);
        gallery.deletePerson(person);
        System.out.println("deleted " + id);
      }
      if (i % 5 == 4) {
        gallery
            .people()
            .enroll(
                new Enrollment(
                    APP,
                    "w" + id,
                    List.of(faces.face("w" + id)),
                    List.of("g0", "g1", "g2"),
                    true,
                    Mode.CREATE,
                    "w" + id,
                    "note",
                    PersonBounds.open()));
        System.out.println("wide " + id);
      }
      if (i % 20 == 19) {
        gallery.addGroup(APP, "short" + id);
        gallery.enroll(
            new PersonKey(APP, "short" + id, "p"), faces.face("t"), Optional.empty(), Mode.APPEND);
        gallery.deleteGroup(APP, "short" + id);
        System.out.println("short " + id);
      }
    }
  }

  @Test
  void killedProcessLosesNothing() throws Exception {
    SplittableRandom random = new SplittableRandom(17);
    Set<String> enrolled = new HashSet<>();
    Set<String> deleted = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      Set<String> undecided = new HashSet<>();
      List<String> said = runAndKill(round, random.nextInt(20, 160));
      String last = said.removeLast();
      /* It may have been cut short by the kill; but what it began may be done. */
      if (last.startsWith("deleting ")) {
        undecided.add(last.substring(last.indexOf(' ') + 1));
      }
      for (String line : said) {
        String id = line.substring(line.indexOf(' ') + 1);
        switch (line.substring(0, line.indexOf(' '))) {
          case "enrolled" -> enrolled.add(id);
          case "deleting" -> undecided.add(id);
          case "deleted" -> deleted.add(id);
          case "wide" -> enrolled.add("w" + id);
          default -> assertEquals("short " + id, line);
        }
      }
      enrolled.removeAll(deleted);
      undecided.removeAll(deleted);
      assertKept(enrolled, deleted, undecided, said);
      enrolled.removeAll(undecided);
    }
    assertTrue(enrolled.size() > ROUNDS, enrolled.size() + " enrolments are no test");
  }

  private List<String> runAndKill(int round, int changes) throws Exception {
    Process process = start(round);
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      while (first != null && !first.equals("open")) {
        first = lines.readLine();
      }
      String line = first;
      while (line != null && said.size() < changes) {
        line = lines.readLine();
        said.add(String.valueOf(line));
      }
      process.destroyForcibly();
      for (line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("closed"), e.getMessage());
    }
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return said;
  }

  private Process start(int round) throws IOException {
    List<String> command = ChildJava.command(scratch);
    Stream<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream();
    flags.filter(flag -> flag.startsWith("--")).forEach(command::add);
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", ChildJava.classPath()));
    command.addAll(List.of(GalleryCrashIT.class.getName(), folder.toString(), "" + round));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void assertKept(
      Set<String> enrolled, Set<String> deleted, Set<String> undecided, List<String> said) {
    try (StoredGallery gallery = new GalleryFolder(folder).open()) {
      assertEquals(0, gallery.stats().corruptRecords());
      Set<String> kept = new HashSet<>();
      for (String group : gallery.groups(APP, 0, 100)) {
        for (String id : gallery.persons(APP, group, 0, 100_000)) {
          Person person = gallery.person(new PersonKey(APP, group, id)).orElseThrow();
          assertEquals(1, person.faces().size());
          kept.add(person.info());
          boolean wide = id.startsWith("w");
          assertTrue(!wide || gallery.groupsOf(APP, id).size() == 3, id);
          assertEquals(wide ? "note" : "", person.tag());
        }
        assertTrue(!said.contains(group.replace("short", "short ")), group);
      }
      Set<String> lost = new HashSet<>(enrolled);
      lost.removeAll(kept);
      lost.removeAll(undecided);
      assertEquals(Set.of(), lost);
      kept.retainAll(deleted);
      assertEquals(Set.of(), kept);
    }
  }
}
