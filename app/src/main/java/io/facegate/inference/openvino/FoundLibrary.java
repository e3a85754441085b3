package io.facegate.inference.openvino;

/**
 * OpenVINO, loaded.
 *
 * @param origin where it was found, for the log
 */
record FoundLibrary(OvRuntime runtime, String origin) {}
