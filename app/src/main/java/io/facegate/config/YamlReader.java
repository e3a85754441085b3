package io.facegate.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML document into {@link Yaml}; aliases are refused, doubled keys are problems. */
final class YamlReader {
  private static final int DEPTH_MAX = 16;

  private final ConfigProblems problems;

  YamlReader(ConfigProblems problems) {
    this.problems = problems;
  }

  Yaml.Mapping read(String document) {
    Yaml.Mapping nothing = new Yaml.Mapping(1, Map.of());
    try (YAMLParser parser = new YAMLFactory().createParser(document)) {
      JsonToken first = parser.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        return nothing;
      }
      if (value(parser, 0) instanceof Yaml.Mapping mapping) {
        return mapping;
      }
      problems.add(1, "", "the document is not a mapping of keys to values");
    } catch (JsonProcessingException e) {
      problems.add(e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "",
          "not YAML: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nothing;
  }

  private Yaml value(YAMLParser parser, int depth) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    if (depth > DEPTH_MAX) {
      throw new JsonParseException(parser, "nested too deeply");
    }
    if (parser.isCurrentAlias()) {
      throw new JsonParseException(parser, "aliases are not read");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, line, depth);
      case START_ARRAY -> sequence(parser, line, depth);
      case VALUE_NULL -> new Yaml.Scalar(line, "");
      default -> new Yaml.Scalar(line, parser.getText());
    };
  }

  private Yaml mapping(YAMLParser parser, int line, int depth) throws IOException {
    Map<String, Yaml> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      if (entries.put(key, value(parser, depth + 1)) != null) {
        problems.add(keyLine, key, "stands here a second time");
      }
    }
    return new Yaml.Mapping(line, entries);
  }

  private Yaml sequence(YAMLParser parser, int line, int depth) throws IOException {
    List<Yaml> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, depth + 1));
    }
    return new Yaml.Sequence(line, items);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
