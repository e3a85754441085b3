package io.facegate.report;

import java.nio.file.Path;

/**
 * Two pictures, and whether they show one person.
 *
 * @param line where it stands in its file, from 1
 * @param first as the file names it, without detours
 */
record Pair(int line, boolean same, Path first, Path second) {}
