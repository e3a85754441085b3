/** The command line: every verb of {@code facegate}, its help, its messages and its exit codes. */
@NullMarked
package io.facegate.command;

import org.jspecify.annotations.NullMarked;
