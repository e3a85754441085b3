package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.rocks.RocksReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code facegate gallery list}: who is enrolled. */
@Command(name = "list")
final class GalleryListCommand extends GalleryCommand {
  @Option(names = "--app", paramLabel = "APP", descriptionKey = "gallery.option.app")
  private @Nullable String app;

  @Option(names = "--group", paramLabel = "GROUP", descriptionKey = "gallery.option.listGroup")
  private @Nullable String group;

  @Option(names = "--start", paramLabel = "N", descriptionKey = "gallery.option.start")
  private int start;

  @Option(names = "--count", paramLabel = "N", descriptionKey = "gallery.option.count")
  private int count = 100;

  GalleryListCommand(CommandContext context) {
    super(context);
  }

  @Override
  ExitCode act(GatewayConfig config, CommandContext context) {
    if (start < 0 || count < 1) {
      throw context.failure(ExitCode.WRONG_USE, "gallery.page");
    }
    Listing listing = new Listing();
    List<String> faults = new ArrayList<>();
    try (RocksReader reader = RocksReader.open(folder(config))) {
      reader.read(new GalleryWalk(listing), faults::add);
    }
    listing.lines(context.messages()).stream()
        .skip(start)
        .limit(count)
        .forEach(context.out()::println);
    context.say("gallery.all", listing.groups.size(), listing.persons, listing.faces);
    listing.models.forEach((model, faces) -> context.say("gallery.model", model, faces));
    return ExitCode.DONE;
  }

  private final class Listing implements GalleryWalk.Visitor {
    private final Map<String, int[]> groups = new TreeMap<>();
    private final Map<String, Integer> models = new TreeMap<>();
    private final Map<String, Integer> members = new TreeMap<>();
    private int persons;
    private int faces;

    private boolean isAsked(GalleryRecord.Group found) {
      return (app == null || app.equals(found.app()))
          && (group == null || group.equals(found.name()));
    }

    private static String name(GalleryRecord.Group found) {
      return found.app() + "/" + found.name();
    }

    @Override
    public void group(GalleryRecord.Group found) {
      if (isAsked(found)) {
        groups.put(name(found), new int[2]);
      }
    }

    @Override
    public void member(GalleryRecord.Group found, GalleryRecord.Member member) {
      if (isAsked(found)) {
        groups.computeIfAbsent(name(found), absent -> new int[2])[0]++;
        persons++;
        if (group != null) {
          members.put(name(found) + "/" + member.person(), 0);
        }
      }
    }

    @Override
    public void face(
        GalleryRecord.Group found, GalleryRecord.Member member, GalleryRecord.Face face) {
      if (isAsked(found)) {
        groups.computeIfAbsent(name(found), absent -> new int[2])[1]++;
        faces++;
        if (group != null) {
          members.merge(name(found) + "/" + member.person(), 1, Integer::sum);
        }
        var embedding = face.face().face().embedding();
        models.merge(embedding == null ? "-" : embedding.modelId(), 1, Integer::sum);
      }
    }

    private List<String> lines(Messages messages) {
      List<String> lines = new ArrayList<>();
      if (group == null) {
        groups.forEach(
            (name, counts) ->
                lines.add(messages.text("gallery.group", name, counts[0], counts[1])));
      } else {
        members.forEach((name, faces) -> lines.add(messages.text("gallery.person", name, faces)));
      }
      return lines;
    }
  }
}
