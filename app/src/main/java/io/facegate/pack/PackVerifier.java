package io.facegate.pack;

import io.facegate.inference.EngineFaultException;
import io.facegate.inference.EnginesConfig;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelForm;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelTwin;
import io.facegate.inference.OpenVinoFiles;
import io.facegate.inference.SelfTest;
import io.facegate.inference.openvino.OpenVinoConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks whether the models of a pack are what their cards say, and whether they run on this box:
 * checksum, opening, and the figures each must give for a generated picture.
 */
public final class PackVerifier implements AutoCloseable {
  private final List<InferenceEngine> engines;

  private PackVerifier(List<InferenceEngine> engines) {
    this.engines = engines;
  }

  /** What came of one form of a model. */
  public enum Outcome {
    /** It runs, and gives the figures of its card. */
    PROVED,
    /** It runs; whether a quantised model says the same is measured at each start. */
    RUNS,
    /** Its checksum is right, and no engine of this box reads it. */
    UNTRIED,
    /** Its file is not there. */
    ABSENT,
    /** Its file is another. */
    DAMAGED,
    /** It cannot be opened, or gives other figures. */
    REFUSED
  }

  /**
   * One form of a model.
   *
   * @param file the file; of two the first
   * @param detail what the engine said, or its name; may be empty
   */
  public record Line(ModelRole role, String file, ModelForm form, Outcome outcome, String detail) {
    /** Whether this form cannot be used though its file is there. */
    public boolean isBad() {
      return outcome == Outcome.DAMAGED || outcome == Outcome.REFUSED;
    }

    /** Whether the service can use this form. */
    public boolean isUsable() {
      return outcome == Outcome.PROVED;
    }
  }

  /**
   * Opens the engines of this machine.
   *
   * @throws ModelRefusedException when the one that is forced is not there
   */
  public static PackVerifier open(EnginesConfig config, OpenVinoConfig openvino, int threads) {
    return new PackVerifier(MachineEngines.each(config, openvino, threads));
  }

  /** With engines that it closes in the end. */
  static PackVerifier with(List<InferenceEngine> engines) {
    return new PackVerifier(engines);
  }

  /** Looks at all models of a pack that serve some roles. */
  public List<Line> verify(InstalledPack pack, Set<ModelRole> roles) {
    List<Line> lines = new ArrayList<>();
    for (ModelCard card : pack.catalog().models()) {
      if (roles.contains(card.role())) {
        lines.addAll(verify(pack.folder(), card));
      }
    }
    return lines;
  }

  private List<Line> verify(Path path, ModelCard card) {
    ModelFolder folder = new ModelFolder(path);
    List<Line> lines = new ArrayList<>();
    lines.add(line(folder, card, ModelForm.FLOAT, List.of(card.whole())));
    for (ModelTwin twin : card.int8()) {
      lines.add(line(folder, card, ModelForm.INT8, List.of(twin)));
    }
    for (OpenVinoFiles pair : card.openvino()) {
      lines.add(line(folder, card, ModelForm.IR, List.of(pair.xml(), pair.bin())));
    }
    boolean some = lines.stream().anyMatch(line -> line.outcome() != Outcome.ABSENT);
    /* A model that is there in one form is not missed in the others. */
    lines.removeIf(line -> some && line.outcome() == Outcome.ABSENT);
    return lines;
  }

  private Line line(ModelFolder folder, ModelCard card, ModelForm form, List<ModelTwin> files) {
    List<byte[]> contents = new ArrayList<>();
    try {
      for (ModelTwin file : files) {
        Optional<byte[]> content = folder.read(card.role(), file);
        if (content.isEmpty()) {
          return new Line(card.role(), file.file(), form, Outcome.ABSENT, "");
        }
        contents.add(content.get());
      }
    } catch (ModelRefusedException other) {
      return line(card, form, files, Outcome.DAMAGED, String.valueOf(other.getMessage()));
    }
    return tried(card, form, files, contents);
  }

  private Line tried(
      ModelCard card, ModelForm form, List<ModelTwin> files, List<byte[]> contents) {
    Line best = line(card, form, files, Outcome.UNTRIED, "");
    for (InferenceEngine engine : engines) {
      if (engine.reads().contains(form)) {
        Line line = tried(engine, card, form, files, contents);
        if (!line.isBad()) {
          return line;
        }
        best = line;
      }
    }
    return best;
  }

  private static Line tried(
      InferenceEngine engine,
      ModelCard card,
      ModelForm form,
      List<ModelTwin> files,
      List<byte[]> contents) {
    try (Model model =
        form == ModelForm.IR
            ? engine.open(card, contents.getFirst(), contents.getLast(), card.input())
            : engine.open(card, contents.getFirst(), card.input())) {
      SelfTest.Result result = SelfTest.run(model);
      if (form == ModelForm.INT8) {
        return line(card, form, files, Outcome.RUNS, engine.name());
      }
      return result.passed()
          ? line(card, form, files, Outcome.PROVED, engine.name())
          : line(
              card,
              form,
              files,
              Outcome.REFUSED,
              "%s: %.1f times what is tolerated".formatted(engine.name(), result.deviation()));
    } catch (ModelRefusedException | EngineFaultException | IllegalStateException refused) {
      return line(
          card, form, files, Outcome.REFUSED, engine.name() + ": " + refused.getMessage());
    }
  }

  private static Line line(
      ModelCard card, ModelForm form, List<ModelTwin> files, Outcome outcome, String detail) {
    return new Line(card.role(), files.getFirst().file(), form, outcome, detail);
  }

  @Override
  public void close() {
    engines.reversed().forEach(InferenceEngine::close);
  }
}
