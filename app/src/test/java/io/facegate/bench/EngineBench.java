package io.facegate.bench;

import io.facegate.inference.EnginesConfig;
import io.facegate.inference.Precision;
import io.facegate.pack.ModelPack;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Engines, precisions and packs beside each other, each in a process of its own: time to open, time
 * of each stage, faces a second, recognition, memory.
 */
public final class EngineBench {
  private EngineBench() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchPacks.arePhotosThere("recognition; a drawn portrait stands in the place of photos");
    BenchTable table = new BenchTable("engine, precision, pack; 640x480, all outputs");
    for (Map.Entry<String, ModelPack> pack : BenchPacks.all().entrySet()) {
      for (String engine : List.of(EnginesConfig.ONNX, EnginesConfig.OPENVINO)) {
        for (Precision precision : List.of(Precision.FP32, Precision.INT8)) {
          String column =
              "%s %s %s".formatted(pack.getKey(), engine, precision).toLowerCase(Locale.ROOT);
          measure(pack.getValue(), engine, precision, column, table);
        }
      }
    }
    table.print();
  }

  private static void measure(
      ModelPack pack, String engine, Precision precision, String column, BenchTable table)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            EngineTrial.class.getName(), pack.folder().toString(), engine, precision.name()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("=", 2);
        if (parts.length == 2) {
          table.put(parts[0], column, "%s", parts[1]);
        }
      }
    }
    if (process.waitFor() != 0) {
      table.put("opened in ms", column, "%s", "cannot be opened");
    }
  }
}
