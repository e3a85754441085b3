package io.facegate.inference.openvino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.EngineStarter;
import io.facegate.inference.EngineState;
import io.facegate.inference.Engines;
import io.facegate.inference.EnginesConfig;
import io.facegate.inference.FakeEngine;
import io.facegate.inference.Model;
import io.facegate.inference.ModelForms;
import io.facegate.inference.SelfTest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a model when OpenVINO, here the stub, fails while another engine is there. */
@ExtendWith(WithStub.class)
class OpenVinoFallbackTest {
  @TempDir private Path folder;

  @Test
  void aDeviceThatHangsOrIsLostHandsTheRunToTheNextEngine() throws Exception {
    ModelForms forms = forms();
    for (String how : List.of("hang", "lost")) {
      WithStub.stub().stub_reset();
      OpenVinoEngine first = engine();
      FakeEngine second = plain();
      Engines engines =
          new Engines(List.of(first, second), EnginesConfig.defaults(Optional.empty()));
      try (engines;
          Model model = engines.open(forms, forms.card().input())) {
        assertEquals(0, SelfTest.run(model).deviation(), 0.01);
        int runs = second.ran.size();
        assertTrue(SelfTest.run(model).passed());
        assertEquals(runs, second.ran.size(), "OpenVINO serves");
        WithStub.stub().stub_set("run=" + how);
        assertTrue(SelfTest.run(model).passed(), "the same run, done again elsewhere");
        int later = second.ran.size();
        assertTrue(later > runs, "the next engine was tried and ran it");
        EngineState state = engines.states().getFirst();
        assertTrue(state.fault().contains("CPU: "), state.fault());
        assertTrue(SelfTest.run(model).passed());
        assertEquals(later + 1, second.ran.size());
      }
      assertEquals(how.equals("hang") ? 1 : 0, WithStub.stub().stub_live(Stub.REQUESTS));
      WithStub.stub().stub_release_hung();
    }
  }

  @Test
  void aLaterSizeThatHangsIsLostOrIsWrongGoesToTheNextEngine() throws Exception {
    ModelForms forms = forms();
    for (String how : List.of("hang", "lost", "wrong")) {
      WithStub.stub().stub_reset();
      FakeEngine second = plain();
      try (Engines engines =
              new Engines(List.of(engine(), second), EnginesConfig.defaults(Optional.empty()));
          Model small = engines.open(forms, forms.card().input())) {
        WithStub.stub().stub_set("run=" + how);
        second.ran.clear();
        try (Model large = engines.open(forms, forms.card().input().sized(8, 16))) {
          SelfTest.figures(large);
          assertTrue(second.ran.size() > 0, "the next engine runs it: " + how);
        }
        assertTrue(SelfTest.run(small).passed(), how);
        assertFalse(engines.states().getFirst().isSound(), how);
      }
      WithStub.stub().stub_release_hung();
    }
  }

  @Test
  void aLibraryThatDoesNotStartLeavesTheServiceToTheNextEngine() {
    WithStub.stub().stub_fail("ov_core_create", -17, "no plug-ins", 1);
    EngineStarter starter =
        (name, drivers) ->
            List.of(name.equals(EnginesConfig.OPENVINO) ? engine() : plain());
    try (Engines engines =
        Engines.start(EnginesConfig.defaults(Optional.empty()), starter)) {
      assertEquals("plain Java", engines.states().getFirst().name());
      assertTrue(engines.states().getLast().fault().contains("no plug-ins"));
    }
  }

  @Test
  void anEngineThatMiscalculatesAtTheStartDoesNotServe() throws Exception {
    ModelForms forms = forms();
    WithStub.stub().stub_set("run=wrong");
    FakeEngine second = plain();
    try (Engines engines =
            new Engines(List.of(engine(), second), EnginesConfig.defaults(Optional.empty()));
        Model model = engines.open(forms, forms.card().input())) {
      assertTrue(SelfTest.run(model).passed());
      assertEquals(1, engines.states().getLast().serves());
    }
    assertEquals(0, WithStub.stub().stub_live(Stub.ALL));
  }

  private static FakeEngine plain() {
    return WholeModel.plain();
  }

  private ModelForms forms() throws IOException, GeneralSecurityException {
    return new WholeModel(folder).forms();
  }

  private static OpenVinoEngine engine() {
    return OpenVinoEngine.open(
        new OpenVinoConfig(
            WithStub.library(), List.of("CPU"), "LATENCY", null, 2, Duration.ofSeconds(1)));
  }
}
