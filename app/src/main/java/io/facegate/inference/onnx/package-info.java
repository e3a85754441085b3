/** Runs models on ONNX Runtime; the only package that knows this library. */
@NullMarked
package io.facegate.inference.onnx;

import org.jspecify.annotations.NullMarked;
