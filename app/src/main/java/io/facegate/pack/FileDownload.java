package io.facegate.pack;

import io.facegate.inference.ModelTwin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/**
 * One answer's worth of a file: asks for what is not yet there (RFC 9110, sections 13.1.5 and 14),
 * and appends it. Its own bytes are never trusted before the checksum of the whole.
 */
final class FileDownload {
  private static final int BUFFER_BYTES = 1 << 16;

  private final HttpClient client;
  private final WebAddress addresses;
  private final DownloadLimits limits;
  private final DownloadProgress progress;

  /** An answer that another attempt may better. */
  static final class Cut extends IOException {
    private static final long serialVersionUID = 1;

    Cut(String why) {
      super(why);
    }
  }

  FileDownload(
      HttpClient client,
      WebAddress addresses,
      DownloadLimits limits,
      DownloadProgress progress) {
    this.client = client;
    this.addresses = addresses;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Gets what is missing.
   *
   * @param part what is there of it; grows, or is begun anew
   * @throws IOException when another attempt may go on
   * @throws PackException when none will
   */
  void go(PackItem item, Path part) throws IOException, PackException, InterruptedException {
    Path tag = part.resolveSibling(part.getFileName() + ".etag");
    long have = Files.exists(part) ? Files.size(part) : 0;
    URI at = addresses.first(item.address());
    for (int hop = 0; hop <= limits.redirectsMax(); hop++) {
      HttpResponse<InputStream> answer =
          client.send(request(at, have, tag), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        int status = answer.statusCode();
        Optional<String> location = answer.headers().firstValue("Location");
        if (status >= 300 && status < 400 && status != 304 && location.isPresent()) {
          at = addresses.next(at, location.get());
          continue;
        }
        take(item, part, tag, have, answer, body);
        return;
      }
    }
    throw new PackException(PackFault.BAD_REDIRECT, item.address(), at);
  }

  private HttpRequest request(URI at, long have, Path tag) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .timeout(limits.answerTimeMax())
            .header("User-Agent", "facegate")
            .header("Accept-Encoding", "identity");
    if (have > 0) {
      request.header("Range", "bytes=%d-".formatted(have));
      /* A weak tag must not be used here; without one the checksum tells in the end. */
      if (Files.exists(tag)) {
        request.header("If-Range", Files.readString(tag));
      }
    }
    return request.build();
  }

  private void take(
      PackItem item,
      Path part,
      Path tag,
      long have,
      HttpResponse<InputStream> answer,
      InputStream body)
      throws IOException, PackException {
    int status = answer.statusCode();
    ModelTwin file = item.file();
    if (status == 206) {
      requireContinuation(file, have, answer);
      append(file, part, have, body);
    } else if (status == 200) {
      long length = answer.headers().firstValueAsLong("Content-Length").orElse(file.bytes());
      if (length != file.bytes()) {
        throw new PackException(PackFault.WRONG_SIZE, item.address(), length, file.bytes());
      }
      keepTag(answer, tag);
      append(file, part, 0, body);
    } else if (status == 416) {
      Files.deleteIfExists(part);
      throw new Cut("status 416");
    } else if (status >= 500 || status == 429 || status == 408) {
      throw new Cut("status " + status);
    } else {
      throw new PackException(PackFault.ANSWERED, item.address(), status);
    }
  }

  private static void requireContinuation(
      ModelTwin file, long have, HttpResponse<InputStream> answer) throws IOException {
    String expected = "bytes %d-%d/%d".formatted(have, file.bytes() - 1, file.bytes());
    String range = answer.headers().firstValue("Content-Range").orElse("");
    if (!range.strip().toLowerCase(Locale.ROOT).equals(expected)) {
      throw new Cut("a part that was not asked for: " + range);
    }
  }

  private static void keepTag(HttpResponse<InputStream> answer, Path tag) throws IOException {
    Optional<String> strong =
        answer.headers().firstValue("ETag").filter(value -> value.startsWith("\""));
    if (strong.isPresent()) {
      Files.writeString(tag, strong.get());
    } else {
      Files.deleteIfExists(tag);
    }
  }

  private void append(ModelTwin file, Path part, long from, InputStream body)
      throws IOException, PackException {
    try (Silence silence = new Silence(body, limits.silenceMax());
        FileChannel out =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(from);
      out.position(from);
      long have = from;
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        silence.heard();
        have += count;
        if (have > file.bytes()) {
          out.truncate(0);
          throw new PackException(PackFault.TOO_LARGE, file.file(), have, file.bytes());
        }
        write(out, ByteBuffer.wrap(buffer, 0, count));
        progress.at(file.file(), have, file.bytes());
      }
      out.force(true);
      if (have < file.bytes()) {
        throw new Cut(
            silence.isBroken()
                ? "nothing came for " + limits.silenceMax()
                : "the connection ended at byte " + have);
      }
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
