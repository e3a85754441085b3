package io.facegate.inference;

/**
 * A model in OpenVINO's intermediate representation: the graph and its weights. Where graph and
 * card have one input each, or one output each, these belong together whatever their names.
 *
 * @param xml the graph
 * @param bin the weights
 */
public record OpenVinoFiles(ModelTwin xml, ModelTwin bin) {}
