/** AIP v1: translation only. What its document leaves open is in README.md. */
@NullMarked
package io.facegate.dialect.aip1;

import org.jspecify.annotations.NullMarked;
