package io.facegate.access;

/**
 * Why a caller is not let in, or not now, in the numbers of the credentials' own documents: those
 * of access tokens and request signatures (AIP, 4 to 19 and 100 to 111) or those of youtu (4 to
 * 108).
 *
 * @param code of the document
 * @param text of the document; nothing secret
 */
public record Denial(int code, String text) {}
