/**
 * Runs models on OpenVINO by its C API, releases 2024 to 2026; the only package that knows it.
 *
 * <p>Three storeys. {@code OpenVinoLibrary} maps the functions and structures one to one. Above it,
 * the classes whose names begin with {@code Ov} own one handle each, close it, and turn every
 * status code into an exception. {@link io.facegate.inference.openvino.OpenVinoEngine} is what the
 * rest of the service sees.
 */
@NullMarked
package io.facegate.inference.openvino;

import org.jspecify.annotations.NullMarked;
