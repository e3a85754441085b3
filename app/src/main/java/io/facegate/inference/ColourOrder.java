package io.facegate.inference;

/** Order of the three colour planes of an input tensor. */
public enum ColourOrder {
  BGR,
  RGB
}
