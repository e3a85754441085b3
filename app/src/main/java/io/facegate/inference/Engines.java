package io.facegate.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All engines of this machine. For each model it measures once which of them, and which form of
 * the model, gives the golden figures in the least time; keeps that for the next start; and goes on
 * with the next engine when one fails.
 */
public final class Engines implements ModelOpener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Engines.class.getName());

  private final List<InferenceEngine> engines;
  private final Precision precision;
  private final ChoiceBook book;
  private final Duration openTimeMax;
  private final Map<String, Candidate> choices = new ConcurrentHashMap<>();
  private final Map<String, String> faults = new ConcurrentHashMap<>();
  private final Map<String, SelfTest.Result> selfTests = new ConcurrentHashMap<>();

  /**
   * Takes engines over, and closes them in the end.
   *
   * @param engines the preferred one first
   */
  public Engines(List<InferenceEngine> engines, EnginesConfig config) {
    this.engines = List.copyOf(engines);
    this.precision = config.precision();
    this.book = new ChoiceBook(config.choices());
    this.openTimeMax = config.openTimeMax();
    book.broken()
        .ifPresent(
            name ->
                fail(
                    name,
                    "the process ended twice while it was tried; delete %s to try it again"
                        .formatted(config.choices().orElseThrow())));
  }

  /** One engine alone, that measures every time anew. */
  public static Engines only(InferenceEngine engine) {
    return only(engine, Precision.AUTO);
  }

  /** One engine alone, with models of one precision. */
  public static Engines only(InferenceEngine engine, Precision precision) {
    return new Engines(
        List.of(engine), EnginesConfig.defaults(Optional.empty()).with(precision));
  }

  @Override
  public Model open(ModelForms forms, InputSpec input) {
    Served first = served(forms, input);
    return engines.size() == 1 ? first.model() : new GuardedModel(this, forms, input, first);
  }

  /** The model in the best way that is left. */
  Served served(ModelForms forms, InputSpec input) {
    Candidate known = choices.get(forms.card().modelId());
    if (known == null || !isSound(known.engine())) {
      Served chosen = choose(forms);
      if (input.equals(forms.card().input())) {
        return chosen;
      }
      chosen.model().close();
      known = chosen.on();
    }
    return new Served(known, forms.open(known.engine(), known.form(), input));
  }

  /** What became of each engine. */
  public List<EngineState> states() {
    return engines.stream()
        .map(
            engine ->
                new EngineState(
                    engine.name(),
                    (int) choices.values().stream().filter(c -> c.engine() == engine).count(),
                    faults.getOrDefault(engine.name(), "")))
        .toList();
  }

  /** What the self-tests found, model by model; all passed. */
  public List<SelfTest.Result> selfTests() {
    return selfTests.values().stream()
        .sorted(Comparator.comparing(SelfTest.Result::modelId))
        .toList();
  }

  boolean isSound(InferenceEngine engine) {
    return !faults.containsKey(engine.name());
  }

  /** An engine is not to be trusted any more. */
  void fail(String engine, String why) {
    if (faults.putIfAbsent(engine, why) == null) {
      LOG.log(System.Logger.Level.ERROR, "{0} is not used any more: {1}", engine, why);
    }
  }

  /* One at a time, so that nothing else of ours runs while times are taken. */
  private synchronized Served choose(ModelForms forms) {
    List<Candidate> candidates = candidates(forms);
    try (Trial known = new Trial(forms)) {
      Optional<Candidate> kept = book.choice(forms, candidates);
      kept.ifPresent(candidate -> enter(known, forms, needed(candidate, candidates)));
      Optional<Served> chosen = kept.flatMap(known::take);
      if (chosen.isPresent()) {
        choices.put(forms.card().modelId(), chosen.get().on());
        return chosen.get();
      }
    }
    try (Trial trial = new Trial(forms)) {
      enter(trial, forms, candidates);
      Served chosen = trial.takeBest(precision);
      book.choose(forms, candidates, chosen.on());
      choices.put(forms.card().modelId(), chosen.on());
      return chosen;
    }
  }

  /* An 8-bit form is only to be trusted beside one in floating point. */
  private static List<Candidate> needed(Candidate kept, List<Candidate> candidates) {
    return candidates.stream()
        .filter(
            other ->
                other.equals(kept)
                    || (kept.form() == ModelForm.INT8
                        && other.form() == ModelForm.FLOAT
                        && other.engine() == kept.engine()))
        .toList();
  }

  /* Floating point first: what comes after is compared with it. */
  private List<Candidate> candidates(ModelForms forms) {
    List<Candidate> candidates = new ArrayList<>();
    for (ModelForm form : List.of(ModelForm.IR, ModelForm.FLOAT, ModelForm.INT8)) {
      boolean wanted = form != ModelForm.INT8 || precision != Precision.FP32;
      for (InferenceEngine engine : engines) {
        if (wanted
            && isSound(engine)
            && forms.present().contains(form)
            && engine.reads().contains(form)) {
          candidates.add(new Candidate(engine, form));
        }
      }
    }
    return candidates;
  }

  private void enter(Trial trial, ModelForms forms, List<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      boolean comparable = candidate.form() != ModelForm.INT8 || trial.isUnderWay();
      if (comparable && isSound(candidate.engine())) {
        try {
          trial.join(candidate, tested(forms, candidate));
        } catch (ModelRefusedException refused) {
          trial.refuse(refused);
          LOG.log(System.Logger.Level.WARNING, "not on {0}: {1}", candidate, refused.getMessage());
        } catch (EngineFaultException fault) {
          trial.refuse(new ModelRefusedException(String.valueOf(fault.getMessage()), fault));
          fail(candidate.engine().name(), String.valueOf(fault.getMessage()));
        }
      }
    }
  }

  private Model tested(ModelForms forms, Candidate candidate) {
    if (candidate.engine() == engines.getLast()) {
      return openAndTest(forms, candidate);
    }
    book.trying(candidate.engine());
    AtomicBoolean hangs = new AtomicBoolean();
    try {
      return TimedCall.of(
          openTimeMax,
          () -> openAndTest(forms, candidate),
          Model::close,
          () -> {
            hangs.set(true);
            return new EngineFaultException(
                candidate.engine().name(),
                "model %s is not open after %s".formatted(forms.card().file(), openTimeMax));
          });
    } finally {
      if (!hangs.get()) {
        book.tried();
      }
    }
  }

  private Model openAndTest(ModelForms forms, Candidate candidate) {
    ModelCard card = forms.card();
    Model model = forms.open(candidate.engine(), candidate.form(), card.input());
    try {
      if (candidate.form() != ModelForm.INT8) {
        SelfTest.Result result = SelfTest.run(model);
        if (!result.passed()) {
          throw wrong(candidate, result);
        }
        selfTests.put(card.modelId(), result);
      }
      return model;
    } catch (RuntimeException failed) {
      model.close();
      throw failed;
    }
  }

  /* Who is wrong about one model is not trusted with others, unless nobody else is there. */
  private RuntimeException wrong(Candidate candidate, SelfTest.Result result) {
    String words =
        "model %s does not reproduce its golden figures on %s: %.1f times what is tolerated"
            .formatted(result.modelId(), candidate.engine().name(), result.deviation());
    return candidate.engine() == engines.getLast()
        ? new ModelRefusedException(words)
        : new EngineFaultException(candidate.engine().name(), words);
  }

  @Override
  public void close() {
    engines.reversed().forEach(InferenceEngine::close);
  }
}
