package io.facegate.core;

/** How strictly quality or liveness is judged (face-api v3, tables of thresholds). */
public enum Control {
  NONE,
  LOW,
  NORMAL,
  HIGH
}
