package io.facegate.core;

import io.facegate.face.PersonKey;
import java.util.List;

/**
 * An enrolled person, and how much its faces resemble another.
 *
 * @param person in the group where the best of its faces is; that may be none
 * @param info what was said of the person at enrolment
 * @param faceToken the face that came closest
 * @param tag said of that face, or else of the person; may be empty
 * @param scores of its faces, each once, 0 to 100 on the calibrated scale, best first
 */
public record ScoredPerson(
    PersonKey person, String info, String faceToken, String tag, List<Double> scores) {}
