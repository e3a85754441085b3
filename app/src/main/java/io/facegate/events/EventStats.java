package io.facegate.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How telling the building goes; counts run since the process started.
 *
 * @param broker the connection
 * @param taken events made durable, or logged where there is no broker
 * @param queued events that wait for the broker's acknowledgement
 * @param queuedBytes their size on disk
 * @param oldestAt when the oldest of them was taken in; null when none waits, and a time of the
 *     past process counts as the start of this one
 * @param lost events dropped unsent because the outbox was full
 * @param expired events dropped unsent because they were too old
 * @param corrupt records that could not be read back
 * @param refused events that the broker refused for good
 * @param storeFailures events that could not be made durable
 * @param sequence the newest sequence number given away
 */
public record EventStats(
    PublisherStats broker,
    long taken,
    int queued,
    long queuedBytes,
    @Nullable Instant oldestAt,
    long lost,
    long expired,
    long corrupt,
    long refused,
    long storeFailures,
    long sequence) {}
