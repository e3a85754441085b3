package io.facegate.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Keeps the best match of each of the best owners, best first. For one thread. */
final class TopMatches<T> {
  private final Function<T, Object> owner;
  private final Comparator<T> ties;
  private final int ownersMax;
  private final List<Match<T>> best = new ArrayList<>();
  private double floor;

  TopMatches(
      Function<T, Object> owner, Comparator<T> ties, double cosineMin, int ownersMax) {
    this.owner = owner;
    this.ties = ties;
    this.ownersMax = ownersMax;
    this.floor = cosineMin;
  }

  /** What is below cannot get in. */
  double floor() {
    return floor;
  }

  void offer(T label, double cosine) {
    Match<T> match = new Match<>(label, cosine);
    int old = indexOfOwner(owner.apply(label));
    if (old >= 0) {
      if (precedes(match, best.get(old))) {
        best.remove(old);
        insert(match);
      }
    } else if (best.size() < ownersMax) {
      insert(match);
    } else if (precedes(match, best.getLast())) {
      best.removeLast();
      insert(match);
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

  private boolean precedes(Match<T> match, Match<T> other) {
    return match.cosine() > other.cosine()
        || (match.cosine() == other.cosine() && ties.compare(match.label(), other.label()) < 0);
  }

  private void insert(Match<T> match) {
    int i = best.size();
    while (i > 0 && precedes(match, best.get(i - 1))) {
      i--;
    }
    best.add(i, match);
  }
}
