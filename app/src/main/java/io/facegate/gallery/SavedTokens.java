package io.facegate.gallery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * Which tokens have a saved face, and under which key it is kept; the faces themselves stay in the
 * store. The oldest make room for new ones.
 */
final class SavedTokens {
  private final GalleryStore store;
  private final int max;
  private final Claims claims = new Claims();
  private final Map<Name, Long> sequences = new HashMap<>();
  private final NavigableMap<Long, Name> oldestFirst = new TreeMap<>();

  /* As many as there may be faces: more at a time would find nothing to drop. */
  private final Semaphore entrances;

  /** Faces for which there is room and that are being committed. */
  private int entering;

  private record Name(String app, String token) {}

  SavedTokens(GalleryStore store, int max) {
    this.store = store;
    this.max = max;
    this.entrances = new Semaphore(max);
  }

  /** Takes in a face that is kept. */
  void load(GalleryRecord.Saved saved) {
    add(new Name(saved.app(), saved.face().token()), saved.sequence());
  }

  void save(String app, SavedFace face) {
    if (max < 1) {
      return;
    }
    Name name = new Name(app, face.token());
    claims.claim(Set.of(name));
    entrances.acquireUninterruptibly();
    try {
      enter(name, new GalleryRecord.Saved(store.newId(), app, face));
    } finally {
      entrances.release();
      claims.release(Set.of(name));
    }
  }

  private void enter(Name name, GalleryRecord.Saved saved) {
    Map<Long, Name> leaving = makeRoomFor(name);
    List<RecordKey.SavedKey> drops =
        leaving.keySet().stream().map(RecordKey.SavedKey::new).toList();
    Map<Long, Name> staying = leaving;
    try {
      store.commit(List.of(saved), drops);
      staying = Map.of(saved.sequence(), name);
    } finally {
      entered(staying);
    }
  }

  /** Keeps a place, and takes out the face saved under a name before, or the oldest. */
  private synchronized Map<Long, Name> makeRoomFor(Name name) {
    Map<Long, Name> leaving = new HashMap<>();
    Long before = sequences.get(name);
    if (before != null) {
      leaving.put(before, name);
    }
    while (sequences.size() - leaving.size() + entering >= max) {
      Map.Entry<Long, Name> oldest = oldestFirst.firstEntry();
      leaving.put(oldest.getKey(), oldest.getValue());
      oldestFirst.remove(oldest.getKey());
    }
    leaving.forEach((sequence, whose) -> remove(whose, sequence));
    entering++;
    return leaving;
  }

  /** Gives a place kept to what was committed, or back to those who were to leave. */
  private synchronized void entered(Map<Long, Name> names) {
    entering--;
    names.forEach((sequence, name) -> add(name, sequence));
  }

  Optional<RecordKey.SavedKey> key(String app, String token) {
    return key(new Name(app, token));
  }

  private synchronized Optional<RecordKey.SavedKey> key(Name name) {
    return Optional.ofNullable(sequences.get(name)).map(RecordKey.SavedKey::new);
  }

  /** The keys of those tokens of an app that have a saved face. */
  List<RecordKey.SavedKey> keys(String app, Collection<String> tokens) {
    List<RecordKey.SavedKey> keys = new ArrayList<>();
    tokens.forEach(token -> key(app, token).ifPresent(keys::add));
    return keys;
  }

  /** The keys of an app's tokens that are enrolled in a group. */
  List<RecordKey.SavedKey> keys(GroupEntry group) {
    List<Name> names;
    synchronized (this) {
      names = List.copyOf(sequences.keySet());
    }
    return names.stream()
        .filter(name -> name.app().equals(group.app()) && group.face(name.token()).isPresent())
        .flatMap(name -> key(name).stream())
        .toList();
  }

  /** Forgets saved faces that are dropped from the store. */
  synchronized void forget(List<RecordKey.SavedKey> dropped) {
    for (RecordKey.SavedKey key : dropped) {
      Name name = oldestFirst.get(key.sequence());
      if (name != null) {
        remove(name, key.sequence());
      }
    }
  }

  synchronized int size() {
    return sequences.size();
  }

  private synchronized void add(Name name, long sequence) {
    Long before = sequences.put(name, sequence);
    if (before != null) {
      oldestFirst.remove(before);
    }
    oldestFirst.put(sequence, name);
  }

  private void remove(Name name, long sequence) {
    sequences.remove(name, sequence);
    oldestFirst.remove(sequence);
  }
}
