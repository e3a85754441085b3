package io.facegate.events;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A disk that keeps numbered records. One thread writes; any thread reads. */
interface OutboxStore extends AutoCloseable {
  /**
   * Makes one change as a whole, and when it adds anything, durable before it returns.
   *
   * @param added records by sequence number
   * @param removed sequence numbers
   * @param sequence the highest number ever given away
   */
  void write(SortedMap<Long, byte[]> added, List<Long> removed, long sequence) throws IOException;

  /** A record, if it is there. */
  Optional<byte[]> read(long sequence) throws IOException;

  /** The highest number ever given away; 0 at first. */
  long sequence() throws IOException;

  /** Shows every record in order. */
  void scan(Visitor visitor) throws IOException;

  @Override
  void close();

  /** Sees records. */
  @FunctionalInterface
  interface Visitor {
    /** Sees one. */
    void visit(long sequence, byte[] record);
  }
}
