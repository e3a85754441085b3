/** Hosts vendor HTTP APIs: the dialect SPI and the wire toolkit they share. */
@NullMarked
package io.facegate.dialect;

import org.jspecify.annotations.NullMarked;
