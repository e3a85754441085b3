package io.facegate.events;

import java.time.Instant;

/**
 * How the connection to the broker is doing; counts run since the process started.
 *
 * @param configured whether there is a broker at all
 * @param since when it was connected, or lost
 * @param detail why it is not connected, in words; empty when all is well; no credentials
 * @param published messages sent, repeats included
 * @param acknowledged messages the broker took
 * @param reconnects connections made after the first
 */
public record PublisherStats(
    boolean configured,
    boolean connected,
    Instant since,
    String detail,
    long published,
    long acknowledged,
    long reconnects) {}
