package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.core.Control;
import io.facegate.core.PhotoEnrollment;
import io.facegate.face.PersonKey;
import io.facegate.report.Pack;
import io.facegate.report.Progress;
import io.facegate.report.TerminalProgress;
import io.facegate.vision.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate gallery import}: enrols photos, or what another box exported. */
@Command(name = "import")
final class GalleryImportCommand extends GalleryCommand {
  private static final double NEVER = 101;
  private static final double SAME_SCORE_MIN = 80;

  @Parameters(arity = "1", paramLabel = "DIR|FILE", descriptionKey = "gallery.parameter.import")
  private Path source = Path.of("");

  @Option(names = "--app", paramLabel = "APP", descriptionKey = "gallery.option.intoApp")
  private String app = "default";

  @Option(names = "--group", paramLabel = "GROUP", descriptionKey = "gallery.option.intoGroup")
  private @Nullable String group;

  @Option(names = "--report", paramLabel = "FILE.csv", descriptionKey = "gallery.option.report")
  private @Nullable Path report;

  @Option(names = "--dry-run", descriptionKey = "gallery.option.dryRun")
  private boolean dry;

  @Option(names = "--quality", paramLabel = "LEVEL", descriptionKey = "gallery.option.quality")
  private @Nullable Control quality;

  @Option(names = "--face-px-min", paramLabel = "N", descriptionKey = "gallery.option.facePxMin")
  private int facePxMin = 60;

  @Option(names = "--allow-duplicates", descriptionKey = "gallery.option.duplicates")
  private boolean duplicates;

  GalleryImportCommand(CommandContext context) {
    super(context);
  }

  @Override
  boolean writes() {
    return true;
  }

  @Override
  ExitCode act(GatewayConfig config, CommandContext context) throws IOException {
    boolean export = source.toString().endsWith(".jsonl");
    List<PhotoRow> rows = export ? List.of() : rows(context);
    try (OwnGallery own = OwnGallery.open(config, context);
        ImportReport outcomes = new ImportReport(context, report)) {
      try {
        if (export) {
          new ExportReader(own, config.keepCrops(), dry, outcomes).read(source);
        } else {
          enroll(rows, own, outcomes, context, config.vision().decode().bytesMax());
        }
      } catch (IOException | RuntimeException failed) {
        outcomes.breakOff(failed, dry);
        throw failed;
      }
      if (dry) {
        context.say("gallery.dry");
      }
      return outcomes.finish();
    }
  }

  private List<PhotoRow> rows(CommandContext context) throws IOException {
    List<PhotoRow> rows =
        Files.isDirectory(source)
            ? PhotoRows.ofFolder(source, group)
            : PhotoRows.ofTable(source, group);
    if (rows.isEmpty()) {
      throw context.failure(ExitCode.FAULTS, "gallery.noPhotos", source);
    }
    return rows;
  }

  private void enroll(
      List<PhotoRow> rows,
      OwnGallery own,
      ImportReport outcomes,
      CommandContext context,
      int bytesMax)
      throws IOException {
    Pack pack = own.models().pack();
    boolean judges = pack.analyzer().outputs().contains(Output.OCCLUSION);
    if (!judges && quality == null) {
      context.say("gallery.noQuality");
    }
    Control usual = judges ? Control.LOW : Control.NONE;
    PhotoEnrollment enrollment =
        new PhotoEnrollment(
            pack.analyzer(),
            pack.decoder()::decode,
            own.gallery(),
            pack.scale(),
            new PhotoEnrollment.Rules(
                facePxMin,
                quality == null ? usual : quality,
                duplicates ? NEVER : SAME_SCORE_MIN,
                dry));
    Progress progress = TerminalProgress.ofStandardError();
    for (int i = 0; i < rows.size(); i++) {
      PhotoRow row = rows.get(i);
      outcomes.add(row.name(), row.group(), row.person(), result(row, enrollment, bytesMax));
      progress.at(i + 1, rows.size());
    }
  }

  private PhotoEnrollment.Result result(PhotoRow row, PhotoEnrollment enrollment, int bytesMax) {
    if (!row.problem().isEmpty()) {
      return new PhotoEnrollment.Result(
          PhotoEnrollment.Outcome.REFUSED, row.problem(), "");
    }
    try (InputStream in = Files.newInputStream(row.file())) {
      byte[] photo = in.readNBytes(bytesMax + 1);
      return enrollment.enroll(
          new PersonKey(app, row.group(), row.person()), row.info(), photo);
    } catch (IOException unreadable) {
      return new PhotoEnrollment.Result(
          PhotoEnrollment.Outcome.UNREADABLE, Failures.reason(unreadable), "");
    }
  }
}
