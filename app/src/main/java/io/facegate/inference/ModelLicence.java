package io.facegate.inference;

/**
 * The terms a model comes under.
 *
 * @param name SPDX identifier where there is one
 * @param note what a lawyer would ask next: training data, doubts of provenance; may be empty
 */
public record ModelLicence(String name, CommercialUse commercialUse, String note) {}
