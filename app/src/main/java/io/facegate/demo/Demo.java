package io.facegate.demo;

import io.facegate.camera.CameraConfig;
import io.facegate.camera.FrameFeed;
import io.facegate.camera.SourceConfig;
import io.facegate.core.Control;
import io.facegate.core.EnrollCommand;
import io.facegate.core.EnrollMode;
import io.facegate.core.FaceService;
import io.facegate.core.ImageRef;
import io.facegate.core.Probe;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import java.util.List;

/**
 * What a box without camera shows: a drawn entrance, and drawn people who are enrolled on the first
 * start. Nobody in it exists.
 */
public final class Demo {
  /** The app the cast is enrolled in. */
  public static final String APP = "default";

  /** The group the cast is enrolled in. */
  public static final String GROUP = "demo";

  /** The id of the virtual camera. */
  public static final String CAMERA = "entrance";

  private Demo() {}

  /** The virtual camera, which looks for the cast. */
  public static CameraConfig cameraConfig() {
    return CameraConfig.of(CAMERA, new SourceConfig.Fed(feed()), List.of(GROUP));
  }

  /** The pictures of the virtual camera. */
  public static FrameFeed feed() {
    return new DemoCamera();
  }

  /**
   * Enrols the cast, unless its group is there already: whoever was deleted stays so. Fails as an
   * enrolment does.
   *
   * @return how many persons were enrolled
   */
  public static int enroll(FaceService service) {
    if (hasGroup(service)) {
      return 0;
    }
    try {
      Cast.ENROLLED.forEach(member -> enroll(service, member));
    } catch (RuntimeException e) {
      /* Half a cast would look like one from which somebody was deleted. */
      if (hasGroup(service)) {
        service.deleteGroup(APP, GROUP);
      }
      throw e;
    }
    return Cast.ENROLLED.size();
  }

  /** A drawn face from the front, as the bytes of a PNG file. */
  public static byte[] portrait() {
    return Portraits.png(Cast.ENROLLED.getFirst());
  }

  private static void enroll(FaceService service, CastMember member) {
    ImageRef portrait = new ImageRef.Bytes(Portraits.png(member));
    service.enroll(
        new EnrollCommand(
            new PersonKey(APP, GROUP, member.id()),
            new Probe(portrait, PictureSpec.COMMON, Control.NONE, Control.NONE),
            member.name(),
            EnrollMode.REPLACE));
  }

  private static boolean hasGroup(FaceService service) {
    try {
      return !service.groupSummaries(APP, List.of(GROUP)).isEmpty();
    } catch (FaceException unknown) {
      if (unknown.failure() == FaceFailure.GROUP_UNKNOWN) {
        return false;
      }
      throw unknown;
    }
  }
}
