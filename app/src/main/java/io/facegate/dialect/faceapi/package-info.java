/** The private face-api v3: translation only. What its document leaves open is in README.md. */
@NullMarked
package io.facegate.dialect.faceapi;

import org.jspecify.annotations.NullMarked;
