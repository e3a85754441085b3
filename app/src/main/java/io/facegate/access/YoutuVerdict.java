package io.facegate.access;

import java.util.Optional;

/** What is said of a youtu signature. */
public sealed interface YoutuVerdict {

  /**
   * It is good, as far as can be told before the body is read.
   *
   * @param key on whose terms the call goes on
   * @param bucket the one it names; empty when it names none
   */
  record Granted(ApiKey key, String bucket) implements YoutuVerdict {

    /**
     * What keeps it from counting for a request; empty when nothing does.
     *
     * @param bodyAppNumber the body's {@code appid}
     * @param bodyBucket the body's {@code bucket}
     */
    public Optional<YoutuFault> against(String bodyAppNumber, String bodyBucket) {
      KeyTerms terms = key.terms();
      boolean otherBucket = !bucket.isEmpty() && !bucket.equals(bodyBucket);
      if (!terms.appNumber().equals(bodyAppNumber) || otherBucket) {
        return Optional.of(YoutuFault.TARGET_MISMATCH);
      }
      return terms.buckets().isEmpty() || terms.buckets().contains(bodyBucket)
          ? Optional.empty()
          : Optional.of(YoutuFault.BUCKET_UNKNOWN);
    }
  }

  /**
   * It is not.
   *
   * @param fault why
   */
  record Refused(YoutuFault fault) implements YoutuVerdict {}

  /** The keys, or the single-use signatures that came before, cannot be read: code 108. */
  record Unavailable() implements YoutuVerdict {}
}
