package io.facegate.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * All engines of this machine. For each model it measures once which of them, and which form of
 * the model, gives the golden figures in the least time; keeps that for the next start; and goes on
 * with the next engine when one fails.
 */
public final class Engines implements ModelOpener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Engines.class.getName());

  private final List<InferenceEngine> engines;
  private final InferenceEngine lastResort;
  private final Precision precision;
  private final ChoiceBook book;
  private final CrashMarks marks;
  private final CarefulOpening opening;
  private final Map<String, String> notStarted;
  private final Map<String, Candidate> choices = new ConcurrentHashMap<>();
  private final Map<String, String> faults = new ConcurrentHashMap<>();

  /**
   * Takes engines over, and closes them in the end.
   *
   * @param engines the preferred one first
   */
  public Engines(List<InferenceEngine> engines, EnginesConfig config) {
    this(engines, config, Box.present());
  }

  /** As {@link #Engines(List, EnginesConfig)}, on a given box. */
  Engines(List<InferenceEngine> engines, EnginesConfig config, Box box) {
    this(engines, config, new ChoiceBook(config.choices()), box);
  }

  private Engines(
      List<InferenceEngine> engines, EnginesConfig config, ChoiceBook book, Box box) {
    this(engines, config, book, new CrashMarks(book, box), Map.of());
  }

  private Engines(
      List<InferenceEngine> engines,
      EnginesConfig config,
      ChoiceBook book,
      CrashMarks marks,
      Map<String, String> notStarted) {
    this.engines = List.copyOf(engines);
    this.lastResort =
        engines.stream().filter(InferenceEngine::isPlain).findFirst().orElse(engines.getLast());
    this.precision = config.precision();
    this.book = book;
    this.marks = marks;
    this.notStarted = Map.copyOf(notStarted);
    this.opening = new CarefulOpening(lastResort, marks, config.openTimeMax());
  }

  /**
   * Starts the engines that are allowed, as far as they are on this machine and well.
   *
   * @throws ModelRefusedException when the one that is forced cannot be used, or none can
   */
  public static Engines start(EnginesConfig config, EngineStarter starter) {
    return start(config, starter, Box.present());
  }

  static Engines start(EnginesConfig config, EngineStarter starter, Box box) {
    ChoiceBook book = new ChoiceBook(config.choices());
    CrashMarks marks = new CrashMarks(book, box);
    EngineStart start = new EngineStart(config, marks);
    try {
      return new Engines(start.all(starter), config, book, marks, start.faults());
    } catch (RuntimeException refused) {
      marks.close();
      throw refused;
    }
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
    return servedLater(forms, input, known);
  }

  /* What is refused at one size may serve others: only this one goes to the next, from a model in
  8 bits to the same engine's in floating point. */
  private Served servedLater(ModelForms forms, InputSpec input, Candidate known) {
    List<Candidate> inTurn = new ArrayList<>(List.of(known));
    List<Candidate> others = candidates(forms);
    if (known.form() == ModelForm.INT8) {
      others.stream()
          .filter(other -> other.engine() == known.engine() && other.form() != ModelForm.INT8)
          .forEach(inTurn::add);
    }
    others.stream().filter(other -> other.engine() != known.engine()).forEach(inTurn::add);
    ModelRefusedException refusal = new ModelRefusedException("not on " + known);
    for (Candidate candidate : inTurn) {
      try {
        Model model = opening.later(forms, candidate, input);
        opening.tried(forms, candidate);
        return serving(forms, new Served(candidate, model));
      } catch (ModelRefusedException refused) {
        refusal = refused;
        LOG.log(System.Logger.Level.WARNING, "not on {0}: {1}", candidate, refused.getMessage());
      } catch (EngineFaultException fault) {
        blame(candidate.engine(), fault);
        return served(forms, input);
      }
    }
    throw refusal;
  }

  private Served serving(ModelForms forms, Served served) {
    if (served.on().engine() != lastResort) {
      marks.serving(served.on().engine().identity(), forms.card().modelId());
    }
    book.flush();
    return served;
  }

  /** What became of each engine; those that did not start come last. */
  public List<EngineState> states() {
    List<EngineState> states = new ArrayList<>();
    for (InferenceEngine engine : engines) {
      int serves = (int) choices.values().stream().filter(c -> c.engine() == engine).count();
      String fault = faults.getOrDefault(engine.name(), "");
      states.add(new EngineState(engine.name(), serves, fault, marks.told(engine.identity())));
    }
    notStarted.forEach((name, fault) -> states.add(new EngineState(name, 0, fault, "")));
    return states;
  }

  /** What the self-tests found, model by model; all passed. */
  public List<SelfTest.Result> selfTests() {
    return opening.passed().values().stream()
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

  private void blame(InferenceEngine engine, EngineFaultException fault) {
    fail(engine.name(), String.valueOf(fault.getMessage()));
  }

  /* One at a time, so that nothing else of ours runs while times are taken. */
  private synchronized Served choose(ModelForms forms) {
    List<Candidate> candidates = candidates(forms);
    Served chosen = known(forms, candidates).orElseGet(() -> measured(forms));
    choices.put(forms.card().modelId(), chosen.on());
    return serving(forms, chosen);
  }

  private Optional<Served> known(ModelForms forms, List<Candidate> candidates) {
    Optional<Candidate> kept = book.choice(forms, precision, candidates);
    return kept.flatMap(
        one -> tried(forms, needed(one, candidates), trial -> trial.take(one)));
  }

  /* What holds while an engine fails is not kept for the day when it does not. */
  private Served measured(ModelForms forms) {
    List<Candidate> candidates = candidates(forms);
    Optional<Served> best =
        tried(forms, candidates, trial -> Optional.of(trial.takeBest(precision)));
    Served chosen = best.orElseThrow();
    List<Candidate> sound = candidates.stream().filter(one -> isSound(one.engine())).toList();
    book.choose(forms, precision, sound, chosen.on());
    return chosen;
  }

  private Optional<Served> tried(
      ModelForms forms, List<Candidate> candidates, Function<Trial, Optional<Served>> taking) {
    List<Candidate> joined = new ArrayList<>();
    try (Trial trial = new Trial(forms, this::blame)) {
      enter(trial, forms, candidates, joined);
      return taking.apply(trial);
    } finally {
      joined.forEach(candidate -> opening.tried(forms, candidate));
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

  /* An engine that was put aside is taken all the same where no other reads the model. */
  private List<Candidate> candidates(ModelForms forms) {
    String modelId = forms.card().modelId();
    List<Candidate> all = readers(forms);
    List<Candidate> left =
        all.stream().filter(one -> !marks.isAside(one.engine().identity(), modelId)).toList();
    return left.isEmpty() ? all : left;
  }

  /* Floating point first: what comes after is compared with it. */
  private List<Candidate> readers(ModelForms forms) {
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

  private void enter(
      Trial trial, ModelForms forms, List<Candidate> candidates, List<Candidate> joined) {
    for (Candidate candidate : candidates) {
      boolean comparable = candidate.form() != ModelForm.INT8 || trial.isUnderWay();
      if (comparable && isSound(candidate.engine())) {
        try {
          trial.join(candidate, opening.first(forms, candidate));
          joined.add(candidate);
        } catch (ModelRefusedException refused) {
          trial.refuse(refused);
          LOG.log(System.Logger.Level.WARNING, "not on {0}: {1}", candidate, refused.getMessage());
        } catch (EngineFaultException fault) {
          trial.refuse(new ModelRefusedException(String.valueOf(fault.getMessage()), fault));
          blame(candidate.engine(), fault);
        }
      }
    }
  }

  /** Notes that all has come to an end in order, and closes the engines. */
  @Override
  public void close() {
    marks.close();
    engines.reversed().forEach(InferenceEngine::close);
  }
}
