package io.facegate.inference.openvino;

import io.facegate.inference.Engines;
import io.facegate.inference.EnginesConfig;
import io.facegate.inference.Model;
import io.facegate.inference.ModelForms;
import io.facegate.inference.SelfTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a service does with its engines, in a process of its own that the stub may end. */
final class CrashingService {
  private CrashingService() {}

  /** Arguments: a folder; when the stub is to crash: "opening", "serving" or "later". */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ModelForms forms = new WholeModel(folder).forms();
    OpenVinoEngine first =
        OpenVinoEngine.open(
            new OpenVinoConfig(
                WithStub.library(), List.of("CPU"), "LATENCY", null, 2, Duration.ofSeconds(5)));
    EnginesConfig config = EnginesConfig.defaults(Optional.of(folder.resolve("engines")));
    Engines engines = new Engines(List.of(first, WholeModel.plain()), config);
    crash(arguments[1].equals("opening"));
    Model model = engines.open(forms, forms.card().input());
    crash(arguments[1].equals("serving"));
    boolean passed = SelfTest.run(model).passed();
    crash(arguments[1].equals("later"));
    Model larger = engines.open(forms, forms.card().input().sized(8, 16));
    SelfTest.figures(larger);
    System.out.printf("passed %s, %s%n", passed, engines.states().getFirst().told());
    larger.close();
    model.close();
    engines.close();
  }

  private static void crash(boolean now) {
    if (now) {
      WithStub.stub().stub_set("run=crash");
    }
  }
}
