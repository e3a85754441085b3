package io.facegate.pack;

import io.facegate.inference.ModelTwin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fetches the files of a pack. A download that was cut goes on where it ended, at the next attempt
 * or at the next command; nothing gets its name before its checksum is right.
 */
public final class PackDownload implements AutoCloseable {
  private static final int ATTEMPTS_IN_ALL_MAX = 100;

  private final HttpClient client;
  private final DownloadLimits limits;
  private final FileDownload download;

  private PackDownload(
      HttpClient client, WebAddress addresses, DownloadLimits limits, DownloadProgress progress) {
    this.client = client;
    this.limits = limits;
    this.download = new FileDownload(client, addresses, limits, progress);
  }

  /**
   * Downloads by https, through the proxy that the environment names.
   *
   * @throws PackException when it names what is no proxy
   */
  public static PackDownload byHttps(
      Map<String, String> environment, DownloadLimits limits, DownloadProgress progress)
      throws PackException {
    return with(new WebAddress(false), environment, limits, progress);
  }

  static PackDownload with(
      WebAddress addresses,
      Map<String, String> environment,
      DownloadLimits limits,
      DownloadProgress progress)
      throws PackException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connectTimeMax())
            .proxy(new EnvironmentProxy(environment))
            .build();
    return new PackDownload(client, addresses, limits, progress);
  }

  /**
   * Fetches all files of a pack.
   *
   * @param folder where they lie in the end, each under its checksum
   * @return where each lies, by checksum
   * @throws PackException when one cannot be had; what came of it stays for the next time
   */
  public Map<String, Path> fetch(PackContent pack, Path folder)
      throws IOException, PackException, InterruptedException {
    if (!pack.unpublished().isEmpty()) {
      String names =
          String.join(
              ", ", pack.unpublished().stream().map(item -> item.file().file()).toList());
      throw new PackException(PackFault.IMPORT_ONLY, pack.id(), names);
    }
    if (pack.bytes() > limits.packBytesMax()) {
      throw new PackException(
          PackFault.TOO_LARGE, pack.id(), pack.bytes(), limits.packBytesMax());
    }
    Map<String, Path> fetched = new LinkedHashMap<>();
    for (PackItem item : pack.items()) {
      fetched.put(item.file().sha256(), fetch(item, folder));
    }
    return fetched;
  }

  private Path fetch(PackItem item, Path folder)
      throws IOException, PackException, InterruptedException {
    ModelTwin file = item.file();
    if (file.bytes() > limits.fileBytesMax()) {
      throw new PackException(
          PackFault.TOO_LARGE, file.file(), file.bytes(), limits.fileBytesMax());
    }
    Path whole = folder.resolve(file.sha256());
    Path part = folder.resolve(file.sha256() + ".part");
    if (Files.exists(whole)) {
      return whole;
    }
    boolean resumed = size(part) > 0;
    complete(item, part);
    String found = DurableFiles.sha256(part);
    if (!found.equals(file.sha256()) && resumed) {
      /* What lay here may have been of another file. */
      Files.delete(part);
      complete(item, part);
      found = DurableFiles.sha256(part);
    }
    Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".etag"));
    if (!found.equals(file.sha256())) {
      Files.delete(part);
      throw new PackException(PackFault.DAMAGED, item.address(), found, file.sha256());
    }
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.sync(folder);
    return whole;
  }

  private void complete(PackItem item, Path part)
      throws IOException, PackException, InterruptedException {
    int idle = 0;
    Duration pause = limits.pause();
    for (int attempt = 0; size(part) != item.file().bytes(); attempt++) {
      long before = size(part);
      if (before > item.file().bytes()) {
        Files.delete(part);
      }
      try {
        download.go(item, part);
      } catch (IOException cut) {
        if (isOfTheDisk(cut)) {
          throw cut;
        }
        boolean better = size(part) > before;
        idle = better ? 0 : idle + 1;
        if (idle >= limits.attemptsMax() || attempt >= ATTEMPTS_IN_ALL_MAX) {
          throw new PackException(PackFault.UNREACHABLE, item.address(), reason(cut));
        }
        Thread.sleep(pause);
        pause = better ? limits.pause() : pause.multipliedBy(2);
      }
    }
  }

  /* The client and the file system throw the same class; only words tell a full disk. */
  private static boolean isOfTheDisk(IOException cut) {
    return cut instanceof FileSystemException
        || String.valueOf(cut.getMessage()).contains("No space left on device")
        || String.valueOf(cut.getMessage()).contains("Disk quota exceeded");
  }

  private static String reason(IOException cut) {
    if (cut instanceof ConnectException) {
      return "nothing takes the connection";
    }
    String message = cut.getMessage();
    return message == null ? cut.getClass().getSimpleName() : message;
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
