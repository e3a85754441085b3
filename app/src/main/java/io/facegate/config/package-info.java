/** Loads and validates the configuration, and reports every problem at once. */
@NullMarked
package io.facegate.config;

import org.jspecify.annotations.NullMarked;
