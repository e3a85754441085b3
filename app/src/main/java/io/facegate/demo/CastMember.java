package io.facegate.demo;

/**
 * A drawn person of the demonstration.
 *
 * @param id under which the person is enrolled
 * @param name the person's info in the gallery
 * @param shape the person's looks
 * @param eyeHeight millimetres of the eyes above the camera
 */
record CastMember(String id, String name, HeadShape shape, double eyeHeight) {}
