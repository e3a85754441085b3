package io.facegate.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One model opened in several ways, of which one is taken and the others are closed again. */
final class Trial implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Trial.class.getName());

  private final ModelForms forms;
  private final BiConsumer<InferenceEngine, EngineFaultException> blame;
  private final List<Served> opened = new ArrayList<>();
  private ModelRefusedException refusal;

  /**
   * A trial.
   *
   * @param blame hears of an engine that fails under a run
   */
  Trial(ModelForms forms, BiConsumer<InferenceEngine, EngineFaultException> blame) {
    this.forms = forms;
    this.blame = blame;
    this.refusal =
        new ModelRefusedException("no engine reads model %s".formatted(forms.card().file()));
  }

  /** Takes part, having passed what it must. */
  void join(Candidate candidate, Model model) {
    opened.add(new Served(candidate, model));
  }

  /** Whether there is something to compare with. */
  boolean isUnderWay() {
    return !opened.isEmpty();
  }

  /** Notes why a candidate takes no part. */
  void refuse(ModelRefusedException why) {
    refusal = why;
  }

  /** Takes the one way that was asked for, if it takes part and says what the model says. */
  Optional<Served> take(Candidate wanted) {
    List<ModelTrial.Measured> measured = measured(ModelTrial::likenesses);
    for (int i = 0; i < opened.size(); i++) {
      if (opened.get(i).on().equals(wanted) && measured.get(i).saysTheSame()) {
        return Optional.of(opened.remove(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Measures all, logs it, and takes the best that precision allows.
   *
   * @throws ModelRefusedException when none takes part
   */
  Served takeBest(Precision precision) {
    List<ModelTrial.Measured> measured = measured(ModelTrial::of);
    if (measured.isEmpty()) {
      throw refusal;
    }
    int best = ModelTrial.best(measured, i -> isAllowed(precision, i));
    log(measured, best);
    return opened.remove(best);
  }

  /* Without those that fail meanwhile. */
  private List<ModelTrial.Measured> measured(
      Function<List<Model>, List<ModelTrial.Measured>> way) {
    while (!opened.isEmpty()) {
      try {
        return way.apply(models());
      } catch (FailedRunException failed) {
        Served left = opened.remove(failed.place());
        left.model().close();
        refuse(new ModelRefusedException(String.valueOf(failed.getMessage()), failed));
        LOG.log(System.Logger.Level.WARNING, "not on {0}: {1}", left.on(), failed.getMessage());
        if (failed.failure() instanceof EngineFaultException fault) {
          blame.accept(left.on().engine(), fault);
        }
      }
    }
    return List.of();
  }

  private boolean isAllowed(Precision precision, int place) {
    return (precision == Precision.INT8) == (opened.get(place).on().form() == ModelForm.INT8)
        || precision == Precision.AUTO;
  }

  private List<Model> models() {
    return opened.stream().map(Served::model).toList();
  }

  private void log(List<ModelTrial.Measured> measured, int best) {
    if (opened.size() == 1) {
      return;
    }
    StringJoiner figures = new StringJoiner("; ");
    for (int i = 0; i < opened.size(); i++) {
      figures.add(opened.get(i).on() + " " + measured.get(i));
    }
    LOG.log(
        System.Logger.Level.INFO,
        "model {0} runs on {1} ({2})",
        forms.card().modelId(),
        opened.get(best).on(),
        figures);
  }

  @Override
  public void close() {
    opened.forEach(left -> left.model().close());
  }
}
