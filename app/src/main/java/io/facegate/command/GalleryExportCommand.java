package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.rocks.RocksReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate gallery export}: writes the gallery as lines of JSON, for another box. */
@Command(name = "export")
final class GalleryExportCommand extends GalleryCommand {
  @Parameters(arity = "1", paramLabel = "FILE.jsonl", descriptionKey = "gallery.parameter.export")
  private Path target = Path.of("");

  @Option(names = "--crops", descriptionKey = "gallery.option.crops")
  private boolean withCrops;

  GalleryExportCommand(CommandContext context) {
    super(context);
  }

  @Override
  ExitCode act(GatewayConfig config, CommandContext context) throws IOException {
    if (Files.exists(target)) {
      throw context.failure(ExitCode.FAILED, "gallery.exists", target);
    }
    try (RocksReader reader = RocksReader.open(folder(config));
        PrivateFile file = PrivateFile.create(target)) {
      Lines lines = new Lines(reader, file.out());
      int[] faults = new int[1];
      lines.write(ExportLine.first());
      reader.read(
          new GalleryWalk(lines),
          fault -> {
            faults[0]++;
            context.err().println(fault);
          });
      lines.write(ExportLine.last(lines.count));
      file.finish();
      context.say("gallery.exported", target, lines.persons, lines.faces);
      return faults[0] == 0 ? ExitCode.DONE : ExitCode.FAULTS;
    } catch (FileAlreadyExistsException there) {
      throw context.failure(ExitCode.FAILED, "gallery.exists", there.getFile());
    } catch (UncheckedIOException full) {
      throw full.getCause();
    }
  }

  private final class Lines implements GalleryWalk.Visitor {
    private final RocksReader reader;
    private final OutputStream out;
    private int count;
    private int persons;
    private int faces;

    Lines(RocksReader reader, OutputStream out) {
      this.reader = reader;
      this.out = out;
    }

    private void write(ExportLine line) {
      try {
        out.write(ExportJson.writer().writeValueAsBytes(line));
        out.write('\n');
        count++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static ExportLine.Whose whose(
        GalleryRecord.Group group, GalleryRecord.Member member) {
      return new ExportLine.Whose(group.app(), group.name(), member.person());
    }

    @Override
    public void group(GalleryRecord.Group group) {
      write(ExportLine.group(group.app(), group.name(), group.createdAt().toString()));
    }

    @Override
    public void member(GalleryRecord.Group group, GalleryRecord.Member member) {
      persons++;
      write(
          ExportLine.person(
              whose(group, member), member.info(), member.tag(), member.createdAt().toString()));
    }

    @Override
    public void face(
        GalleryRecord.Group group, GalleryRecord.Member member, GalleryRecord.Face face) {
      faces++;
      ExportLine.Whose whose = whose(group, member);
      Face measured = face.face().face();
      if (withCrops) {
        measured = measured.withCrop(reader.crop(face.key()).orElse(null));
      }
      Embedding embedding = measured.embedding();
      write(
          new ExportLine(
              "face",
              null,
              whose.app(),
              whose.group(),
              whose.person(),
              null,
              face.tag(),
              face.createdAt().toString(),
              face.face().token(),
              face.face().imageWidth(),
              face.face().imageHeight(),
              measured,
              embedding == null ? null : embedding.modelId(),
              embedding == null ? null : ExportJson.text(embedding),
              null));
    }
  }
}
