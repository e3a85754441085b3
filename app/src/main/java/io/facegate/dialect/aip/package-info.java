/** What the three older interfaces, AIP v1, AIP v2 and BFR, have in common. No dialect itself. */
@NullMarked
package io.facegate.dialect.aip;

import org.jspecify.annotations.NullMarked;
