package io.facegate.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The pictures of a folder and of the folders in it, by name; see {@link FolderFiles}. */
public final class PictureFolder {
  private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png|bmp)");

  private final FolderFiles files;

  private PictureFolder(FolderFiles files) {
    this.files = files;
  }

  /**
   * Lists a folder.
   *
   * @throws ReportRefusedException when it holds no pictures, or too much of anything
   * @throws IOException when a folder cannot be read
   */
  public static PictureFolder list(Path folder) throws IOException, ReportRefusedException {
    FolderFiles files = FolderFiles.list(folder, PICTURE);
    if (files.files().isEmpty()) {
      throw new ReportRefusedException("%s holds no jpg, png or bmp".formatted(folder));
    }
    return new PictureFolder(files);
  }

  /** The folder without links on the way. */
  Path root() {
    return files.root();
  }

  /** The pictures in order, relative to the folder. */
  List<Path> pictures() {
    return files.files();
  }
}
