package io.facegate.inference.openvino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The engine against the stub, as long as all goes well; nothing may be left alive. */
@ExtendWith(WithStub.class)
class OpenVinoEngineTest {
  private final List<OpenVinoEngine> engines = new ArrayList<>();

  @AfterEach
  void nothingIsLeftAlive() {
    engines.forEach(OpenVinoEngine::close);
    for (OpenVinoEngine engine : engines) {
      assertEquals(0, engine.live());
      assertEquals(0, WithStub.stub().stub_live(Stub.ALL));
    }
  }

  @Test
  void aRunComputesFromInputToOutputs() {
    StubModel stub =
        StubModel.of("input data f32 1,3,4,8", "output a f32 1,5", "output b f32 2,3,1");
    OpenVinoEngine engine = engine("CPU");
    try (Model model = open(engine, stub)) {
      for (int picture = 0; picture < 3; picture++) {
        try (ModelRun run = model.begin()) {
          fill(run, picture);
          run.execute();
          assertComputed(run, stub.card(), 0, 1e-5f);
        }
      }
    }
  }

  @Test
  void elementTypesOfEitherReleaseAreUnderstood() {
    for (String release : List.of("2024", "2026")) {
      WithStub.stub().stub_set("element_types=" + release);
      OpenVinoEngine engine = engine("CPU");
      try (Model model = open(engine, StubModel.simple());
          ModelRun run = model.begin()) {
        fill(run, 1);
        run.execute();
        assertComputed(run, model.card(), 0, 1e-5f);
      }
      engine.close();
    }
  }

  @Test
  void aRunOutlivesItsModelAndIsTheLast() {
    Model model = open(engine("CPU"), StubModel.simple());
    try (ModelRun run = model.begin()) {
      model.close();
      fill(run, 1);
      run.execute();
      assertComputed(run, model.card(), 0, 1e-5f);
      assertThrows(IllegalStateException.class, model::begin);
    }
  }

  @Test
  void halvesAreConverted() {
    StubModel stub = StubModel.of("input data f16 1,3,4,8", "output embedding f16 1,5");
    try (Model model = open(engine("CPU"), stub);
        ModelRun run = model.begin()) {
      fill(run, 2);
      run.execute();
      assertComputed(run, stub.card(), 0, 0.05f);
    }
  }

  @Test
  void otherElementTypesAreRefused() {
    OpenVinoEngine engine = engine("CPU");
    assertRefused(engine, StubModel.of("input data i64 1,3,4,8", "output y f32 1,5"), "OTHER");
    assertRefused(engine, StubModel.of("input data f32 1,3,4,8", "output y i64 1,5"), "OTHER");
  }

  @Test
  void openSidesAreFixedAtTheSizeWanted() {
    StubModel stub = StubModel.of("input data f32 ?,3,?,?", "output cells f32 1,?");
    try (Model model =
            engine("CPU").open(stub.card(), stub.content(), stub.card().input().sized(6, 10));
        ModelRun run = model.begin()) {
      assertEquals(3 * 6 * 10, run.input().capacity());
      fill(run, 3);
      run.execute();
      assertEquals(60, run.output(0).capacity());
      assertEquals(StubModel.expected(run.input(), 0, 59, 0), run.output(0).get(59), 1e-4f);
    }
  }

  @Test
  void weightsApartAreReadAndNamesOfIrNeedNotBeTheCards() {
    StubModel ir = StubModel.of("input 0 f32 1,3,4,8", "output 658 f32 1,5");
    ModelCard card = StubModel.simple().card();
    OpenVinoEngine engine = engine("CPU");
    byte[] weights = {(byte) 200, 1, 2, 3};
    try (Model model = engine.open(card, ir.content(), weights, card.input());
        ModelRun run = model.begin()) {
      fill(run, 1);
      run.execute();
      assertEquals(StubModel.expected(run.input(), 0, 4, 200), run.output(0).get(4), 1e-3f);
    }
    assertThrows(
        ModelRefusedException.class, () -> engine.open(card, ir.content(), card.input()));
  }

  @Test
  void portsOfSeveralNamesAreFoundByAny() {
    StubModel file =
        StubModel.of(
            "input x|data f32 1,3,4,8", "output 17|a f32 1,1", "output b f32 1,1");
    StubModel card = file.expecting(output("b", 1, 1), output("a", 1, 1));
    try (Model model = open(engine("CPU"), card);
        ModelRun run = model.begin()) {
      fill(run, 1);
      run.execute();
      assertEquals(StubModel.expected(run.input(), 1, 0, 0), run.output(0).get(0), 1e-4f);
      assertEquals(StubModel.expected(run.input(), 0, 0, 0), run.output(1).get(0), 1e-4f);
    }
  }

  @Test
  void outputsOfIrAreFoundByNameWhereThereAreSeveral() {
    StubModel ir =
        StubModel.of(
            "input x f32 1,3,4,8", "output p f32 1,1", "output r f32 1,1", "output y f32 1,1");
    StubModel card =
        ir.expecting(
            new OutputSpec("y", List.of(1, 1), List.of()),
            new OutputSpec("p", List.of(1, 1), List.of()));
    try (Model model =
            engine("CPU").open(card.card(), ir.content(), new byte[1], card.card().input());
        ModelRun run = model.begin()) {
      fill(run, 1);
      run.execute();
      assertEquals(StubModel.expected(run.input(), 2, 0, 0), run.output(0).get(0), 1e-4f);
      assertEquals(StubModel.expected(run.input(), 0, 0, 0), run.output(1).get(0), 1e-4f);
    }
  }

  @Test
  void otherPortsThanTheCardsAreRefused() {
    OpenVinoEngine engine = engine("CPU");
    StubModel simple = StubModel.simple();
    assertRefused(engine, StubModel.of("input x f32 1,3,4,8", "output y f32 1,5"), "inputs [x]");
    assertRefused(
        engine,
        StubModel.of("input data f32 1,3,4,8", "input x f32 1", "output y f32 1,5"),
        "inputs [data, x]");
    assertRefused(
        engine, StubModel.of("input data f32 1,3,4,9", "output y f32 1,5"), "[1, 3, 4, 9]");
    assertRefused(engine, simple.expecting(output("other", 1, 5)), "no output other");
    assertRefused(engine, simple.expecting(output("embedding", 1, 6)), "[1, 5], not [1, 6]");
    ModelCard card = simple.card();
    assertThrows(
        ModelRefusedException.class, () -> engine.open(card, new byte[] {1, 2}, card.input()));
  }

  @Test
  void propertiesReachTheLibraryThroughVariadicCalls(@TempDir Path folder) {
    Path cache = folder.resolve("cache/of models");
    OpenVinoEngine engine = engine(config(List.of("CPU"), "THROUGHPUT", cache, 1));
    assertEquals("|CACHE_DIR=" + cache + "|", WithStub.stub().stub_last_properties());
    assertTrue(Files.isDirectory(cache));
    open(engine, StubModel.simple()).close();
    assertEquals(
        "CPU|PERFORMANCE_HINT=THROUGHPUT|", WithStub.stub().stub_last_properties());
  }

  @Test
  void severalThreadsShareTheRequests() throws Exception {
    WithStub.stub().stub_set("run=slow:2");
    OpenVinoEngine engine = engine(config(List.of("CPU"), "LATENCY", null, 3));
    try (Model model = open(engine, StubModel.simple());
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      assertEquals(3, WithStub.stub().stub_live(Stub.REQUESTS));
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int picture = i;
        answers.add(threads.submit(() -> isComputed(model, picture)));
      }
      for (Future<Boolean> answer : answers) {
        assertTrue(answer.get());
      }
      assertEquals(3, WithStub.stub().stub_live(Stub.REQUESTS));
    }
  }

  @Test
  void theFirstDeviceThatIsThereTakesTheModel() {
    WithStub.stub().stub_set("devices=CPU,GPU");
    OpenVinoEngine engine = engine("NPU", "GPU", "CPU");
    assertEquals(List.of("CPU", "GPU"), engine.devices());
    try (Model model = open(engine, StubModel.simple())) {
      assertEquals("GPU", engine.deviceOf(model));
    }
    OpenVinoEngine choosing = engine("AUTO");
    try (Model model = open(choosing, StubModel.simple())) {
      assertEquals("AUTO", choosing.deviceOf(model));
      assertEquals("CPU", ((OpenVinoModel) model).executionDevices());
    }
  }

  private static OutputSpec output(String name, Integer... sides) {
    return new OutputSpec(name, List.of(sides), List.of());
  }

  private static void assertRefused(OpenVinoEngine engine, StubModel stub, String word) {
    ModelCard card = stub.card();
    String message =
        assertThrows(
                ModelRefusedException.class,
                () -> engine.open(card, stub.content(), card.input()))
            .getMessage();
    assertTrue(message.contains(word), message);
  }

  private static boolean isComputed(Model model, int picture) {
    try (ModelRun run = model.begin()) {
      fill(run, picture);
      run.execute();
      return Math.abs(StubModel.expected(run.input(), 0, 3, 0) - run.output(0).get(3)) < 1e-4;
    }
  }

  static void fill(ModelRun run, int picture) {
    for (int i = 0; i < run.input().capacity(); i++) {
      run.input().put(i, (i * 7 + picture * 3) % 11);
    }
  }

  private static void assertComputed(ModelRun run, ModelCard card, int weight, float tolerance) {
    for (int o = 0; o < card.outputs().size(); o++) {
      assertEquals(card.outputs().get(o).elements(), run.output(o).capacity());
      for (int i = 0; i < run.output(o).capacity(); i++) {
        assertEquals(
            StubModel.expected(run.input(), o, i, weight), run.output(o).get(i), tolerance);
      }
    }
  }

  static Model open(OpenVinoEngine engine, StubModel stub) {
    InputSpec input = stub.card().input();
    return engine.open(stub.card(), stub.content(), input);
  }

  private OpenVinoEngine engine(String... devices) {
    return engine(config(List.of(devices), "LATENCY", null, 2));
  }

  private OpenVinoEngine engine(OpenVinoConfig config) {
    OpenVinoEngine engine = OpenVinoEngine.open(config);
    engines.add(engine);
    return engine;
  }

  private static OpenVinoConfig config(
      List<String> devices, String hint, Path cache, int requests) {
    return new OpenVinoConfig(
        WithStub.library(), devices, hint, cache, requests, Duration.ofSeconds(20));
  }
}
