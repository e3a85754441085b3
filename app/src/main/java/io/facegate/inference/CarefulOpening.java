package io.facegate.inference;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Opens a model so that an engine that hangs, ends the process or says something else is found out:
 * under a time limit, marked on disk, and tested. The last resort alone is opened without limit and
 * mark, since nobody would come after it.
 */
final class CarefulOpening {
  /* A picture waits for it, and the watchdog for the picture: 90 s in all. */
  private static final Duration LATER_TIME_MAX = Duration.ofMinutes(1);

  private final InferenceEngine lastResort;
  private final CrashMarks marks;
  private final Duration timeMax;
  private final Set<String> tested = ConcurrentHashMap.newKeySet();
  private final Map<String, SelfTest.Result> passed = new ConcurrentHashMap<>();

  /**
   * A way to open.
   *
   * @param timeMax for opening a model the first time
   */
  CarefulOpening(InferenceEngine lastResort, CrashMarks marks, Duration timeMax) {
    this.lastResort = lastResort;
    this.marks = marks;
    this.timeMax = timeMax;
  }

  /** What the tests against golden figures have found, by model; all passed. */
  Map<String, SelfTest.Result> passed() {
    return Map.copyOf(passed);
  }

  /**
   * Opens a model at the size its card gives, and tests it. Its mark stands until {@link #tried}.
   *
   * @throws ModelRefusedException when the engine does not take it
   * @throws EngineFaultException when the engine is not to be trusted any more
   */
  Model first(ModelForms forms, Candidate candidate) {
    return guarded(forms, candidate, timeMax, () -> golden(forms, candidate));
  }

  /** Opens at another size a model whose candidate is known; as {@link #first} otherwise. */
  Model later(ModelForms forms, Candidate candidate, InputSpec input) {
    if (input.equals(forms.card().input())) {
      return first(forms, candidate);
    }
    Duration longest = timeMax.compareTo(LATER_TIME_MAX) < 0 ? timeMax : LATER_TIME_MAX;
    return guarded(
        forms,
        candidate,
        longest,
        () -> {
          if (!tested.contains(name(forms, candidate))) {
            golden(forms, candidate).close();
          }
          return compared(forms, candidate, input);
        });
  }

  private Model guarded(
      ModelForms forms, Candidate candidate, Duration longest, Supplier<Model> opening) {
    InferenceEngine engine = candidate.engine();
    String modelId = forms.card().modelId();
    Supplier<Model> telling = () -> told(engine, modelId, opening);
    if (engine == lastResort) {
      return telling.get();
    }
    marks.opening(engine.identity(), modelId);
    boolean isOver = true;
    try {
      Model opened = TimedCall.of(longest, telling::get, Model::close, HangException::new);
      isOver = false;
      return opened;
    } catch (HangException hangs) {
      isOver = false;
      throw new EngineFaultException(
          engine.name(), "model %s is not open after %s".formatted(forms.card().file(), longest));
    } finally {
      if (isOver) {
        marks.opened(engine.identity(), modelId);
      }
    }
  }

  /* What keeps one engine from running one model keeps no other. */
  private static Model told(InferenceEngine engine, String modelId, Supplier<Model> opening) {
    try {
      return opening.get();
    } catch (IllegalStateException failed) {
      throw new ModelRefusedException(
          "model %s fails: %s".formatted(modelId, failed.getMessage()), failed);
    } catch (LinkageError missing) {
      throw new EngineFaultException(
          engine.name(), "model %s: %s".formatted(modelId, missing.getMessage()));
    }
  }

  /** What {@link #first} or {@link #later} has opened has been tried to the end. */
  void tried(ModelForms forms, Candidate candidate) {
    if (candidate.engine() != lastResort) {
      marks.opened(candidate.engine().identity(), forms.card().modelId());
    }
  }

  private Model golden(ModelForms forms, Candidate candidate) {
    ModelCard card = forms.card();
    Model model = forms.open(candidate.engine(), candidate.form(), card.input());
    try {
      if (candidate.form() != ModelForm.INT8) {
        SelfTest.Result result = SelfTest.run(model);
        if (!result.passed()) {
          throw wrong(candidate, result, "its golden figures");
        }
        passed.put(card.modelId(), result);
      }
      tested.add(name(forms, candidate));
      return model;
    } catch (RuntimeException failed) {
      model.close();
      throw failed;
    }
  }

  /* There are no golden figures for this size: the last resort tells what they would be, in
  floating point. */
  private Model compared(ModelForms forms, Candidate candidate, InputSpec input) {
    Model model = forms.open(candidate.engine(), candidate.form(), input);
    try {
      if ((candidate.engine() != lastResort || candidate.form() == ModelForm.INT8)
          && forms.present().contains(ModelForm.FLOAT)
          && lastResort.reads().contains(ModelForm.FLOAT)) {
        compare(forms, candidate, model);
      }
      return model;
    } catch (RuntimeException failed) {
      model.close();
      throw failed;
    }
  }

  private void compare(ModelForms forms, Candidate candidate, Model model) {
    try (Model trusted = forms.open(lastResort, ModelForm.FLOAT, model.input())) {
      if (candidate.form() == ModelForm.INT8) {
        requireAlike(candidate, trusted, model);
        return;
      }
      SelfTest.Result result = SelfTest.run(trusted, model);
      if (!result.passed()) {
        throw wrong(candidate, result, "at another size the figures of " + lastResort.name());
      }
    }
  }

  private static void requireAlike(Candidate candidate, Model trusted, Model model) {
    try {
      if (ModelTrial.likenesses(List.of(trusted, model)).getLast().saysTheSame()) {
        return;
      }
    } catch (FailedRunException failed) {
      throw failed.failure();
    }
    throw new ModelRefusedException(
        "model %s says something else at %d x %d on %s"
            .formatted(
                model.card().modelId(), model.input().width(), model.input().height(), candidate));
  }

  private static String name(ModelForms forms, Candidate candidate) {
    return forms.card().modelId() + "|" + candidate.identity();
  }

  /* Who is wrong about one model is not trusted with others, unless nobody else is there. */
  private RuntimeException wrong(Candidate candidate, SelfTest.Result result, String what) {
    String words =
        "model %s does not reproduce %s on %s: %.1f times what is tolerated"
            .formatted(result.modelId(), what, candidate.engine().name(), result.deviation());
    return candidate.engine() == lastResort
        ? new ModelRefusedException(words)
        : new EngineFaultException(candidate.engine().name(), words);
  }
}
