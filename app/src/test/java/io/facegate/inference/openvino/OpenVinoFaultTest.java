package io.facegate.inference.openvino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.EngineFaultException;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import io.facegate.inference.SelfTest;
import io.facegate.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine against the stub, told to fail; what fails leaks nothing, but what hangs. */
@ExtendWith(WithStub.class)
class OpenVinoFaultTest {
  private static final int GENERAL_ERROR = -1;

  /* Each function that hands something over or does something, on the way to a first run. */
  private static final List<String> FUNCTIONS_OF_OPEN =
      List.of(
          "ov_core_read_model_from_memory_buffer",
          "ov_model_inputs_size",
          "ov_model_const_input_by_index",
          "ov_port_get_element_type",
          "ov_port_get_partial_shape",
          "ov_partial_shape_create_static",
          "ov_model_reshape_single_input",
          "ov_core_compile_model",
          "ov_compiled_model_inputs_size",
          "ov_compiled_model_input_by_index",
          "ov_compiled_model_outputs_size",
          "ov_compiled_model_output_by_index",
          "ov_compiled_model_create_infer_request",
          "ov_tensor_create",
          "ov_tensor_get_byte_size",
          "ov_tensor_data",
          "ov_infer_request_set_input_tensor_by_index",
          "ov_infer_request_set_output_tensor_by_index",
          "ov_infer_request_start_async",
          "ov_infer_request_wait_for",
          "ov_infer_request_get_output_tensor_by_index",
          "ov_tensor_get_shape");

  @Test
  void whateverFailsWhileAModelOpensIsToldAndLeaksNothing() {
    Stub stub = WithStub.stub();
    StubModel model = StubModel.of("input data f32 ?,3,?,?", "output embedding f32 1,5");
    try (OpenVinoEngine engine = engine(20_000, "CPU")) {
      for (String function : FUNCTIONS_OF_OPEN) {
        stub.stub_fail(function, GENERAL_ERROR, "told to fail: " + function, 1);
        String message =
            assertThrows(ModelRefusedException.class, () -> open(engine, model), function)
                .getMessage();
        assertTrue(message.contains("GENERAL_ERROR"), message);
        assertTrue(message.contains("told to fail: " + function), message);
        assertEquals(1, engine.live(), function);
        assertEquals(1, stub.stub_live(Stub.ALL), function);
      }
      open(engine, model).close();
    }
    assertEquals(0, stub.stub_live(Stub.ALL));
  }

  @Test
  void aLaterRequestThatCannotBeMadeLeaksNothing() {
    Stub stub = WithStub.stub();
    try (OpenVinoEngine engine = engine(20_000, "CPU")) {
      open(engine, StubModel.simple()).close();
      long tensors = stub.stub_calls("ov_tensor_create");
      assertEquals(1 + 2 * 2, tensors);
      stub.stub_set("memory=misaligned");
      String message =
          assertThrows(ModelRefusedException.class, () -> open(engine, StubModel.simple()))
              .getMessage();
      assertTrue(message.contains("misaligned"), message);
      assertEquals(1, stub.stub_live(Stub.ALL));
    }
  }

  @Test
  void aLibraryThatDoesNotStartIsRefused() {
    WithStub.stub().stub_fail("ov_core_create", -17, "no plug-ins", 1);
    String message =
        assertThrows(ModelRefusedException.class, () -> engine(20_000, "CPU")).getMessage();
    assertTrue(message.contains("UNKNOW_EXCEPTION: no plug-ins"), message);
    assertEquals(0, WithStub.stub().stub_live(Stub.ALL));
  }

  @Test
  void outputsOfAnotherShapeThanTheirPortsAreAFault() {
    WithStub.stub().stub_set("shape=wrong");
    try (OpenVinoEngine engine = engine(20_000, "CPU")) {
      String message =
          assertThrows(ModelRefusedException.class, () -> open(engine, StubModel.simple()))
              .getMessage();
      assertTrue(message.contains("came as [3, 7], not [1, 5]"), message);
    }
    assertEquals(0, WithStub.stub().stub_live(Stub.ALL));
  }

  @Test
  void aLostDeviceIsAFaultOfTheEngineAndNotOfThePicture() {
    Stub stub = WithStub.stub();
    try (OpenVinoEngine engine = engine(20_000, "CPU")) {
      try (Model model = open(engine, StubModel.simple())) {
        stub.stub_set("run=lost");
        EngineFaultException fault = assertThrows(EngineFaultException.class, () -> run(model));
        assertEquals("CPU", fault.device());
        assertTrue(fault.getMessage().contains("the device is lost"), fault.getMessage());
        stub.stub_set("run=ok");
        run(model);
      }
      assertEquals(0, engine.abandoned());
    }
    assertEquals(0, stub.stub_live(Stub.ALL));
  }

  @Test
  void aDeviceThatMiscalculatesIsPassedOver() {
    Stub stub = WithStub.stub();
    stub.stub_set("devices=CPU,NPU");
    StubModel simple = StubModel.simple();
    try (OpenVinoEngine engine = engine(20_000, "NPU", "CPU")) {
      List<Double> golden;
      try (Model model = open(engine, simple)) {
        assertEquals("NPU", engine.deviceOf(model));
        golden = SelfTest.figures(model).getFirst();
      }
      StubModel known = simple.expecting(new OutputSpec("embedding", List.of(1, 5), golden));
      for (String how : List.of("wrong", "nan", "lost")) {
        stub.stub_set("run.NPU=" + how);
        try (Model model = open(engine, known)) {
          assertEquals("CPU", engine.deviceOf(model));
        }
      }
      stub.stub_set("run=nan");
      assertThrows(ModelRefusedException.class, () -> open(engine, known));
    }
    assertEquals(0, stub.stub_live(Stub.ALL));
  }

  @Test
  void aRunThatHangsIsGivenUpAndItsDeviceGetsNoMoreWork() throws Exception {
    Stub stub = WithStub.stub();
    OpenVinoEngine engine = engine(1000, "CPU");
    Model model = open(engine, StubModel.simple());
    Model other = open(engine, StubModel.simple());
    stub.stub_set("run=hang");
    EngineFaultException fault = assertThrows(EngineFaultException.class, () -> run(model));
    assertTrue(fault.getMessage().contains("did not end within 1000 ms"), fault.getMessage());
    assertEquals(1, engine.abandoned());
    stub.stub_set("run=ok");
    long runs = stub.stub_calls("ov_infer_request_start_async");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Model one : List.of(model, other, model, other, model)) {
        Future<?> refused = threads.submit(() -> run(one));
        Throwable cause =
            assertThrows(ExecutionException.class, refused::get).getCause();
        assertEquals(EngineFaultException.class, cause.getClass());
      }
    }
    assertThrows(ModelRefusedException.class, () -> open(engine, StubModel.simple()));
    assertEquals(runs, stub.stub_calls("ov_infer_request_start_async"));
    other.close();
    model.close();
    engine.close();
    assertEquals(1, stub.stub_live(Stub.REQUESTS), "what hangs is not freed");
    assertFalse(engine.live() == 0);
    stub.stub_release_hung();
    Await.until(
        Duration.ofSeconds(5), () -> stub.stub_hung() == 0, "the run that hung writes its output");
  }

  @Test
  void aDeviceThatHangsAtFirstLeavesTheModelToTheNext() {
    Stub stub = WithStub.stub();
    stub.stub_set("devices=CPU,NPU");
    stub.stub_set("run.NPU=hang");
    OpenVinoEngine engine = engine(1000, "NPU", "CPU");
    try (Model model = open(engine, StubModel.simple())) {
      assertEquals("CPU", engine.deviceOf(model));
      run(model);
    }
    assertEquals(1, engine.abandoned());
    long compiled = stub.stub_calls("ov_core_compile_model");
    open(engine, StubModel.simple()).close();
    assertEquals(compiled + 1, stub.stub_calls("ov_core_compile_model"));
    stub.stub_release_hung();
    Await.until(Duration.ofSeconds(5), () -> stub.stub_hung() == 0, "the run ends");
  }

  private static void run(Model model) {
    try (ModelRun run = model.begin()) {
      OpenVinoEngineTest.fill(run, 1);
      run.execute();
    }
  }

  private static Model open(OpenVinoEngine engine, StubModel stub) {
    return OpenVinoEngineTest.open(engine, stub);
  }

  private static OpenVinoEngine engine(int runMillisMax, String... devices) {
    return OpenVinoEngine.open(
        new OpenVinoConfig(
            WithStub.library(),
            List.of(devices),
            "LATENCY",
            null,
            2,
            Duration.ofMillis(runMillisMax)));
  }
}
