package io.facegate.inference;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One model in all the forms a folder holds; files are read and checked when asked for. */
public final class ModelForms {
  private final ModelCard card;
  private final ModelFolder folder;
  private final Set<ModelForm> present;

  private ModelForms(ModelCard card, ModelFolder folder, Set<ModelForm> present) {
    this.card = card;
    this.folder = folder;
    this.present = present;
  }

  /**
   * A model of a folder; empty when the folder holds it in no form.
   *
   * @throws ModelRefusedException when a file is not the one of the catalog
   */
  public static Optional<ModelForms> of(ModelCard card, ModelFolder folder) {
    EnumSet<ModelForm> present = EnumSet.noneOf(ModelForm.class);
    if (folder.read(card).isPresent()) {
      present.add(ModelForm.FLOAT);
    }
    ModelRole role = card.role();
    if (card.openvino().stream().anyMatch(files -> isThere(role, files, folder))) {
      present.add(ModelForm.IR);
    }
    boolean whole = !present.isEmpty();
    if (whole && card.int8().stream().anyMatch(twin -> folder.read(role, twin).isPresent())) {
      present.add(ModelForm.INT8);
    }
    return whole ? Optional.of(new ModelForms(card, folder, present)) : Optional.empty();
  }

  private static boolean isThere(ModelRole role, OpenVinoFiles files, ModelFolder folder) {
    return folder.read(role, files.xml()).isPresent()
        && folder.read(role, files.bin()).isPresent();
  }

  /** What the catalog says about it. */
  public ModelCard card() {
    return card;
  }

  /** The forms that are there. */
  public Set<ModelForm> present() {
    return EnumSet.copyOf(present);
  }

  /** Checksums of all forms: what an earlier measurement must have been made of. */
  String checksums() {
    StringBuilder sums = new StringBuilder(card.sha256());
    card.int8().forEach(twin -> sums.append('+').append(twin.sha256()));
    card.openvino()
        .forEach(ir -> sums.append('+').append(ir.xml().sha256()).append(ir.bin().sha256()));
    return sums.toString();
  }

  /**
   * Opens one of the forms.
   *
   * @throws ModelRefusedException when the engine refuses it, or its file has gone
   */
  Model open(InferenceEngine engine, ModelForm form, InputSpec input) {
    return switch (form) {
      case FLOAT -> engine.open(card, read(card.whole()), input);
      case INT8 -> engine.open(card, read(card.int8().getFirst()), input);
      case IR -> open(engine, card.openvino().getFirst(), input);
    };
  }

  private Model open(InferenceEngine engine, OpenVinoFiles files, InputSpec input) {
    return engine.open(card, read(files.xml()), read(files.bin()), input);
  }

  private byte[] read(ModelTwin file) {
    return folder
        .read(card.role(), file)
        .orElseThrow(
            () -> new ModelRefusedException("a file of model %s has gone".formatted(card.id())));
  }
}
