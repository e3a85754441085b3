package io.facegate.core;

import io.facegate.face.PictureSpec;

/** A picture of one face, and what it must satisfy. */
public record Probe(ImageRef image, PictureSpec spec, Control quality, Control liveness) {}
