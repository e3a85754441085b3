package io.facegate.command;

import java.nio.file.Path;

/**
 * A photo to be enrolled.
 *
 * @param file where it lies
 * @param name what the report calls it
 * @param problem why it cannot be enrolled at all; empty when it can
 */
record PhotoRow(
    Path file, String name, String group, String person, String info, String problem) {}
