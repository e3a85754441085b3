package io.facegate.core;

import io.facegate.face.PersonKey;

/**
 * An enrolled person who resembles a face.
 *
 * @param personInfo what was said of the person at enrolment
 * @param faceToken the enrolled face that came closest
 * @param cosine similarity, -1 to 1
 */
public record Candidate(PersonKey person, String personInfo, String faceToken, double cosine) {}
