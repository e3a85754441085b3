package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How groups, and members of single groups with their faces, come and go. */
final class Members {
  private final GalleryStore store;
  private final Directory directory;
  private final SavedTokens savedTokens;
  private final Quota faceQuota;
  private final PersonBounds bounds;
  private final PersonChanges changes;

  Members(
      GalleryStore store,
      Directory directory,
      SavedTokens savedTokens,
      Quota faceQuota,
      int facesPerPersonMax,
      PersonChanges changes) {
    this.store = store;
    this.directory = directory;
    this.savedTokens = savedTokens;
    this.faceQuota = faceQuota;
    this.bounds = PersonBounds.facesAtMost(facesPerPersonMax);
    this.changes = changes;
  }

  void addGroup(String app, String group) {
    Directory.Creation commit =
        (made, records) -> {
          store.commit(records, List.of());
          return true;
        };
    if (!directory.create(app, Set.of(group), Integer.MAX_VALUE, changes.now(), commit)) {
      throw new FaceException(FaceFailure.GROUP_EXISTS, group);
    }
  }

  void enroll(PersonKey key, SavedFace face, Optional<String> info, Gallery.Mode mode) {
    if (mode == Gallery.Mode.UPDATE) {
      directory.require(key.app(), key.group());
    }
    Enrollment enrollment =
        new Enrollment(
            key.app(),
            key.person(),
            List.of(face),
            List.of(key.group()),
            false,
            mode,
            info.orElse(null),
            null,
            bounds);
    changes.change(
        key.app(), key.person(), bounds, view -> new EnrollmentPlan(enrollment, view).plan());
  }

  void deletePerson(PersonKey key) {
    change(key, place -> Intent.leave(place));
  }

  void deleteFace(PersonKey key, String token) {
    change(key, place -> removal(place, token));
  }

  private interface MemberChange {
    Intent of(Place place);
  }

  private void change(PersonKey key, MemberChange change) {
    changes.change(
        key.app(),
        key.person(),
        bounds,
        view -> Plan.of(List.of(change.of(member(view, key.group())))));
  }

  /** A place where the person is; fails with GROUP_UNKNOWN or PERSON_UNKNOWN. */
  private static Place member(PersonView view, String group) {
    Place place = view.place(group);
    if (place.isNoGroup() || !place.hasGroup()) {
      throw new FaceException(FaceFailure.GROUP_UNKNOWN, group);
    }
    if (!place.hasMember()) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN);
    }
    return place;
  }

  private static Intent removal(Place place, String token) {
    FaceEntry face =
        place.faces().stream()
            .filter(candidate -> candidate.token().equals(token))
            .findFirst()
            .orElseThrow(() -> new FaceException(FaceFailure.FACE_UNKNOWN, token));
    return place.faces().size() == 1 ? Intent.leave(place) : Intent.lose(place, List.of(face));
  }

  void copy(PersonKey source, String targetGroup) {
    changes.change(
        source.app(),
        source.person(),
        PersonBounds.open(),
        view -> {
          List<Place> from = List.of(member(view, source.group()));
          Place to = view.place(targetGroup);
          if (to.isNoGroup() || !to.hasGroup()) {
            throw new FaceException(FaceFailure.TARGET_GROUP_UNKNOWN, targetGroup);
          }
          if (to.hasMember()) {
            throw new FaceException(FaceFailure.PERSON_EXISTS, source.person());
          }
          return Plan.of(
              List.of(
                  Intent.come(
                      to,
                      PersonView.faces(from),
                      PersonView.info(from),
                      PersonView.tag(from))));
        });
  }

  /** Makes the deletion of a group durable. */
  void deleteAll(GroupEntry group) {
    List<RecordKey.SavedKey> forgotten = savedTokens.keys(group);
    List<RecordKey> drops = new ArrayList<>(forgotten);
    drops.add(new RecordKey.GroupKey(group.generation()));
    store.commit(List.of(), drops);
    faceQuota.giveBack(group.stat().faces());
    savedTokens.forget(forgotten);
  }
}
