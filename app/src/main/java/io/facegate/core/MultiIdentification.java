package io.facegate.core;

import java.util.List;

/**
 * Several faces of one picture and who they may be.
 *
 * @param facesSeen how many faces passed the controls, matched or not
 * @param matched those whom somebody matches, largest first
 */
public record MultiIdentification(int facesSeen, List<Identification> matched) {}
