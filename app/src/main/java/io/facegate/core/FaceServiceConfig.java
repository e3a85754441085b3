package io.facegate.core;

/**
 * How the use cases run.
 *
 * @param pictures threads that decode, analyse and search; default one for each core
 * @param store threads that read and write the gallery; default 4
 * @param downloads threads that fetch pictures by URL; default 4
 * @param facePxMin faces with a shorter side are ignored, in pixels; default 20
 * @param apiEvents whether a match found through an API is told to event subscribers; default true
 * @param apiEventScoreMin a match under this score is no event, 0 to 100; default 80
 * @param persons what holds for persons as wholes
 */
public record FaceServiceConfig(
    WorkerLimits pictures,
    WorkerLimits store,
    WorkerLimits downloads,
    int facePxMin,
    boolean apiEvents,
    double apiEventScoreMin,
    PersonRules persons) {

  /** What holds when nothing is configured. */
  public static FaceServiceConfig defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new FaceServiceConfig(
        WorkerLimits.of(cores),
        WorkerLimits.of(4),
        WorkerLimits.of(4),
        20,
        true,
        80,
        PersonRules.defaults());
  }
}
