package io.facegate.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a process prints: in the terminal's own encoding if that has Chinese, else in UTF-8. */
public final class Terminal {
  private static final String SAMPLE = "\u95e8";

  private Terminal() {}

  /** Standard output. */
  public static PrintStream out() {
    return stream(FileDescriptor.out, System.getProperty("stdout.encoding"));
  }

  /** Standard error. */
  public static PrintStream err() {
    return stream(FileDescriptor.err, System.getProperty("stderr.encoding"));
  }

  /** The encoding to print in, for the one the platform would take. */
  static Charset charset(@Nullable String platform) {
    if (platform != null && Charset.isSupported(platform)) {
      Charset charset = Charset.forName(platform);
      if (charset.canEncode() && charset.newEncoder().canEncode(SAMPLE)) {
        return charset;
      }
    }
    return StandardCharsets.UTF_8;
  }

  /** A writer on a stream, flushed at each line. */
  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }

  private static PrintStream stream(FileDescriptor descriptor, @Nullable String encoding) {
    return new PrintStream(new FileOutputStream(descriptor), true, charset(encoding));
  }
}
