package io.facegate.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The package walls of the design: who may use whom, and which library lives in which room. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = "io.facegate";

  /* What each package may import of ours beside itself; the root package may import everything. */
  private static final Map<String, List<String>> MAY_IMPORT = mayImport();

  /* One library, the packages that may use it. "." is the root package itself. */
  private static final Map<String, List<String>> ROOMS = rooms();

  /* The three older dialects of one vendor, and the package of what they have in common. */
  private static final List<String> OLDER =
      List.of(ROOT + ".dialect.aip1", ROOT + ".dialect.aip2", ROOT + ".dialect.bfr");

  private static final String OLDER_SHARED = ROOT + ".dialect.aip";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static Map<String, List<String>> mayImport() {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    rules.put("face", List.of());
    rules.put("inference", List.of());
    rules.put("search", List.of("face"));
    rules.put("vision", List.of("inference", "face"));
    rules.put("gallery", List.of("search", "face"));
    rules.put("core", List.of("vision", "gallery", "face"));
    rules.put("access", List.of());
    rules.put("dialect", List.of("access", "core", "face"));
    rules.put("camera", List.of("core", "face", "vision"));
    rules.put("events", List.of("core", "face"));
    rules.put("console", List.of("core", "face"));
    rules.put("ops", List.of("core", "face"));
    rules.put("demo", List.of("camera", "core", "face"));
    rules.put("report", List.of("core", "face", "vision"));
    rules.put("pack", List.of("core", "inference", "face"));
    rules.put("config", everythingButCommands());
    rules.put("command", List.of("."));
    return rules;
  }

  private static List<String> everythingButCommands() {
    return List.of(
        "face", "inference", "search", "vision", "gallery", "core", "access", "dialect", "camera",
        "events", "ops", "pack");
  }

  private static Map<String, List<String>> rooms() {
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    rooms.put("picocli", List.of("command"));
    rooms.put("com.sun.jna", List.of("inference.openvino", "ops"));
    rooms.put("ai.onnxruntime", List.of("inference.onnx"));
    rooms.put("org.rocksdb", List.of("gallery.rocks", "events"));
    rooms.put("jdk.incubator.vector", List.of("search"));
    rooms.put("org.eclipse.paho", List.of("events.mqtt"));
    rooms.put("org.bytedeco", List.of("vision", "camera"));
    rooms.put("org.apache.activemq", List.of("demo"));
    rooms.put("io.netty", List.of("demo"));
    rooms.put(
        "com.fasterxml.jackson",
        List.of("dialect", "events", "config", "console", "report", "pack", "command"));
    rooms.put("io.helidon.webserver", List.of(".", "dialect!", "console", "ops"));
    rooms.put("io.helidon.webclient", List.of("core"));
    rooms.put("org.bouncycastle", List.of("access.tls"));
    rooms.put("org.apache.commons.fileupload2", List.of("dialect", "camera"));
    return rooms;
  }

  @Test
  void packagesImportOnlyWhatTheDesignAllows() {
    for (var rule : MAY_IMPORT.entrySet()) {
      List<String> allowed = new ArrayList<>(List.of(tree(rule.getKey())));
      rule.getValue().forEach(name -> allowed.add(name.equals(".") ? ROOT + ".*.." : tree(name)));
      noClasses()
          .that(resideInAPackage(tree(rule.getKey())))
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void everyPackageIsGoverned() {
    Set<String> found =
        classes.stream()
            .map(type -> type.getPackageName())
            .filter(name -> name.startsWith(ROOT + "."))
            .map(name -> name.substring(ROOT.length() + 1).replaceAll("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    found.removeAll(MAY_IMPORT.keySet());
    assertEquals(Set.of(), found, "packages without a rule");
  }

  @Test
  void dialectsDoNotKnowEachOther() {
    slices()
        .matching(ROOT + ".dialect.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAnyPackage(OLDER.toArray(String[]::new)), resideInAPackage(OLDER_SHARED))
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void librariesStayInTheirRooms() {
    for (var room : ROOMS.entrySet()) {
      String[] inhabitants =
          room.getValue().stream().map(ArchitectureTest::room).toArray(String[]::new);
      noClasses()
          .that(not(resideInAnyPackage(inhabitants)))
          .should()
          .dependOnClassesThat(resideInAPackage(room.getKey() + ".."))
          .because("it belongs to " + Arrays.toString(inhabitants))
          .check(classes);
    }
  }

  private static String tree(String name) {
    return ROOT + "." + name + "..";
  }

  private static String room(String name) {
    if (name.equals(".")) {
      return ROOT;
    }
    return name.endsWith("!")
        ? ROOT + "." + name.substring(0, name.length() - 1)
        : tree(name);
  }
}
