package io.facegate.inference;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A model that moves on to the next engine when the one it runs on fails. */
final class GuardedModel implements Model {
  private final Engines engines;
  private final ModelForms forms;
  private final InputSpec input;
  private final List<Model> left = new ArrayList<>();
  private volatile Served now;
  private boolean closed;

  GuardedModel(Engines engines, ModelForms forms, InputSpec input, Served first) {
    this.engines = engines;
    this.forms = forms;
    this.input = input;
    this.now = first;
  }

  @Override
  public ModelCard card() {
    return forms.card();
  }

  @Override
  public InputSpec input() {
    return input;
  }

  @Override
  public ModelRun begin() {
    Served served = engines.isSound(now.on().engine()) ? now : next(now);
    return new GuardedRun(served, served.model().begin());
  }

  /* Runs may still be under way on the one that is left: it is closed at the end. */
  private synchronized Served next(Served failed) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    if (now.equals(failed)) {
      Served next = engines.served(forms, input);
      left.add(failed.model());
      now = next;
    }
    return now;
  }

  @Override
  public synchronized void close() {
    closed = true;
    left.forEach(Model::close);
    left.clear();
    now.model().close();
  }

  /** A run that is done again elsewhere when the engine fails under it. */
  private final class GuardedRun implements ModelRun {
    private Served served;
    private ModelRun run;

    GuardedRun(Served served, ModelRun run) {
      this.served = served;
      this.run = run;
    }

    @Override
    public FloatBuffer input() {
      return run.input();
    }

    @Override
    public void execute() {
      while (true) {
        try {
          run.execute();
          return;
        } catch (EngineFaultException fault) {
          engines.fail(served.on().engine().name(), String.valueOf(fault.getMessage()));
          moveOn();
        }
      }
    }

    private void moveOn() {
      Served next = next(served);
      ModelRun other = next.model().begin();
      other.input().put(0, run.input(), 0, run.input().capacity());
      run.close();
      served = next;
      run = other;
    }

    @Override
    public FloatBuffer output(int index) {
      return run.output(index);
    }

    @Override
    public void close() {
      run.close();
    }
  }
}
