package io.facegate.inference;

/** Whether a model may serve a paying customer, as far as its licence and training data tell. */
public enum CommercialUse {
  YES,
  NO,
  IN_DOUBT
}
