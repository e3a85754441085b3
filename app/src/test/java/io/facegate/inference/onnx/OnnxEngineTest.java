package io.facegate.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.facegate.inference.InferenceEngine;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which engines there are, as ONNX Runtime itself tells. */
class OnnxEngineTest {
  @Test
  void xnnpackIsMeasuredOnArmWhereOnnxRuntimeHasIt() {
    boolean isArm =
        System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("aarch64|arm.*");
    List<InferenceEngine> engines = OnnxEngine.each(1);
    EnumSet<OrtProvider> offered = OrtEnvironment.getAvailableProviders();
    int expected = isArm && offered.contains(OrtProvider.XNNPACK) ? 2 : 1;
    assertEquals(expected, engines.size(), () -> "offered are " + offered);
    System.out.println("ONNX Runtime offers " + offered);
  }

  @Test
  void xnnpackComesBeforeThePlainEngineWhichIsTheLastResort() {
    OnnxEngine plain = new OnnxEngine(1);
    EnumSet<OrtProvider> both = EnumSet.of(OrtProvider.CPU, OrtProvider.XNNPACK);
    List<InferenceEngine> engines = plain.andXnnpack(both, "aarch64");
    assertEquals(2, engines.size());
    assertTrue(engines.getFirst().name().endsWith(", XNNPACK"), engines.getFirst().name());
    assertFalse(engines.getFirst().isPlain());
    assertEquals(plain, engines.getLast());
    assertTrue(plain.isPlain());
    assertEquals(List.of(plain), plain.andXnnpack(both, "amd64"));
    assertEquals(List.of(plain), plain.andXnnpack(EnumSet.of(OrtProvider.CPU), "aarch64"));
  }
}
