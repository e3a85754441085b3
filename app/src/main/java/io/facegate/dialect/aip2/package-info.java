/** AIP v2 and its SDKs: translation only. What their document leaves open is in README.md. */
@NullMarked
package io.facegate.dialect.aip2;

import org.jspecify.annotations.NullMarked;
