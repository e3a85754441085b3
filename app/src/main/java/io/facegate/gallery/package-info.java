/** Keeps who is enrolled: apps, groups, persons, faces, saved face tokens. */
@NullMarked
package io.facegate.gallery;

import org.jspecify.annotations.NullMarked;
