/** BFR: translation only. What its document leaves open is in README.md. */
@NullMarked
package io.facegate.dialect.bfr;

import org.jspecify.annotations.NullMarked;
