package io.facegate.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps the best match of each of the best owners, best first. For one thread. */
final class TopMatches<T> {
  private final Function<T, Object> owner;
  private final int ownersMax;
  private final List<Match<T>> best = new ArrayList<>();
  private double floor;

  TopMatches(Function<T, Object> owner, double cosineMin, int ownersMax) {
    this.owner = owner;
    this.ownersMax = ownersMax;
    this.floor = cosineMin;
  }

  /** What is below cannot get in. */
  double floor() {
    return floor;
  }

  void offer(T label, double cosine) {
    int old = indexOfOwner(owner.apply(label));
    if (old >= 0) {
      if (best.get(old).cosine() < cosine) {
        best.remove(old);
        insert(new Match<>(label, cosine));
      }
    } else if (best.size() < ownersMax) {
      insert(new Match<>(label, cosine));
    } else if (best.getLast().cosine() < cosine) {
      best.removeLast();
      insert(new Match<>(label, cosine));
    }
    if (best.size() == ownersMax) {
      floor = Math.max(floor, best.getLast().cosine());
    }
  }

  List<Match<T>> best() {
    return List.copyOf(best);
  }

  private int indexOfOwner(Object wanted) {
    for (int i = 0; i < best.size(); i++) {
      if (owner.apply(best.get(i).label()).equals(wanted)) {
        return i;
      }
    }
    return -1;
  }

  private void insert(Match<T> match) {
    int i = best.size();
    while (i > 0 && best.get(i - 1).cosine() < match.cosine()) {
      i--;
    }
    best.add(i, match);
  }
}
