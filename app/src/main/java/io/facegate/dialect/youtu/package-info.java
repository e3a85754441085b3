/** Tencent's youtu face API: translation only. What its document leaves open is in README.md. */
@NullMarked
package io.facegate.dialect.youtu;

import org.jspecify.annotations.NullMarked;
