package zoetrope.story.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.Timeline;

/**
 * Reads stories in YAML 1.1, and in JSON, which is a part of it. The form is described in {@code
 * docs/formats/story-yaml.md} and {@link #SCHEMA}; this reader is stricter in that names must refer
 * to something.
 */
public final class StoryYaml implements StoryImporter {
  /** The JSON Schema (2020-12) of the form, a resource beside this class. */
  public static final String SCHEMA = "story.schema.json";

  /** A story of a thousand shots has a quarter of it. */
  private static final int MAX_BYTES = 3_000_000;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final StoryFormat FALLBACK = new StoryFormat(Aspect.WIDE, 128, FrameRate.of(12));

  private final MediaNames names;

  /** A reader of stories that may name such files. */
  public StoryYaml(MediaNames names) {
    this.names = names;
  }

  @Override
  public StoryDraft read(Path file) {
    Problems problems = new Problems(file);
    Optional<Node> root = parse(file, problems);
    problems.finish();
    MediaFinder media =
        new MediaFinder(Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file), names);
    Optional<Story> story = root.flatMap(node -> story(new Item(problems, "", node), media));
    problems.finish();
    return new StoryDraft(story.orElseThrow(), media.found());
  }

  private static Optional<Node> parse(Path file, Problems problems) {
    try {
      String text = text(file);
      Optional<Integer> refused = Characters.refused(text);
      if (refused.isPresent()) {
        int at = refused.get();
        problems.add(
            Characters.mark(text, at),
            "",
            "has %s here; remove it".formatted(Characters.words(text, at)));
        return Optional.empty();
      }
      Optional<Node> root = json(file, text).or(() -> yaml(text));
      if (root.isEmpty()) {
        problems.add("is empty; write at least title, format and shots");
      }
      return root;
    } catch (JsonProcessingException e) {
      String message = "is no JSON: %s; correct it".formatted(e.getOriginalMessage());
      Optional.ofNullable(e.getLocation())
          .ifPresentOrElse(
              place -> problems.add(JsonNodes.mark(place), "", message),
              () -> problems.add(message));
    } catch (MarkedYAMLException e) {
      Mark mark = Optional.ofNullable(e.getProblemMark()).orElse(e.getContextMark());
      String message = "is no YAML: %s; correct the line".formatted(e.getProblem());
      if (mark == null) {
        problems.add(message);
      } else {
        problems.add(mark, "", message);
      }
    } catch (CharacterCodingException e) {
      problems.add("is not UTF-8 text; save it as UTF-8");
    } catch (YAMLException e) {
      problems.add("is no YAML: %s; correct it".formatted(e.getMessage()));
    } catch (IOException e) {
      problems.add("cannot be read (%s); check the name and the rights".formatted(e.getMessage()));
    }
    return Optional.empty();
  }

  private static Optional<Node> yaml(String text) {
    return Optional.ofNullable(
        new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text)));
  }

  /** By its name, or by how it begins: in YAML that may be a mapping in braces all the same. */
  private static Optional<Node> json(Path file, String text) throws IOException {
    boolean named = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json");
    if (!named && !text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonNodes.read(text));
    } catch (JsonProcessingException e) {
      if (named) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Reads no more than a story may have, whatever the file is. */
  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new YAMLException("it is longer than %,d bytes".formatted(MAX_BYTES));
      }
      String all = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return all.startsWith(BYTE_ORDER_MARK) ? all.substring(1) : all;
    }
  }

  private static Optional<Story> story(Item root, MediaFinder media) {
    Fields fields = root.fields("title", "format", "characters", "shots", "timeline");
    String title = fields.needText("title");
    StoryFormat format = fields.need("format").flatMap(StoryYaml::format).orElse(FALLBACK);
    List<StoryCharacter> characters = new ArrayList<>();
    fields.list("characters").forEach(item -> character(item, media).ifPresent(characters::add));
    Times times = new Times(format.fps());
    List<Shot> shots = new ArrayList<>();
    Optional<Item> shotItems = fields.need("shots");
    shotItems
        .map(Item::list)
        .orElse(List.of())
        .forEach(item -> new ShotReader(media, times).shot(item).ifPresent(shots::add));
    shotItems
        .filter(item -> root.problems().count() == 0 && shots.isEmpty())
        .ifPresent(item -> item.wrong("is empty; a film needs at least one shot"));
    Supplier<Story> cut =
        () -> {
          Timeline plain = new TimelineReader(media, times).plain(shots);
          return new Story(title, format, characters, shots, Map.of(), plain);
        };
    // Only once the shots are sound; else what the timeline says about them would be noise.
    return fields
        .build(cut)
        .flatMap(story -> timed(story, fields, new TimelineReader(media, times)));
  }

  private static Optional<Story> timed(Story story, Fields fields, TimelineReader reader) {
    return fields
        .find("timeline")
        .map(item -> reader.timeline(item, story.shots()).map(timeline -> with(story, timeline)))
        .orElse(Optional.of(story));
  }

  private static Story with(Story story, Timeline timeline) {
    return new Story(
        story.title(), story.format(), story.characters(), story.shots(), story.picks(), timeline);
  }

  private static Optional<StoryFormat> format(Item item) {
    Fields fields = item.fields("aspect", "fps", "height");
    Optional<Aspect> aspect = fields.need("aspect").flatMap(StoryYaml::aspect);
    Optional<FrameRate> fps = fields.need("fps").flatMap(StoryYaml::rate);
    int height = fields.need("height").isPresent() ? fields.integer("height", 0) : 0;
    return aspect.flatMap(
        shape -> fps.flatMap(rate -> fields.build(() -> new StoryFormat(shape, height, rate))));
  }

  private static Optional<Aspect> aspect(Item item) {
    Optional<String> label = item.text();
    for (Aspect aspect : Aspect.values()) {
      if (label.equals(Optional.of(aspect.label()))) {
        return Optional.of(aspect);
      }
    }
    return label.isEmpty()
        ? Optional.empty()
        : item.wrong("must be one of \"16:9\", \"9:16\", \"1:1\"");
  }

  private static Optional<FrameRate> rate(Item item) {
    if (item.isInteger()) {
      return item.integer()
          .flatMap(rate -> item.build(() -> new FrameRate(Math.clamp(rate, 0, 1_000_000), 1)));
    }
    String text = item.isText() ? item.text().orElse("") : "";
    if (!text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
      Optional<String> meant =
          item.decimal().or(() -> Numbers.decimal(text)).map(Numbers::fraction);
      return item.wrong(
          meant
              .map("must be a whole number or a fraction; write \"%s\""::formatted)
              .or(item::otherNumber)
              .orElse("must be a whole number such as 24, or a fraction such as 24000/1001"));
    }
    int slash = text.indexOf('/');
    return item.build(
        () ->
            new FrameRate(
                Integer.parseInt(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1))));
  }

  private static Optional<StoryCharacter> character(Item item, MediaFinder media) {
    Fields fields = item.fields("id", "name", "images", "description");
    String id = fields.needText("id");
    String name = fields.text("name", id);
    String description = fields.text("description", "");
    List<MediaRef> images = new ArrayList<>();
    fields
        .need("images")
        .map(Item::list)
        .orElse(List.of())
        .forEach(image -> media.find(image).ifPresent(images::add));
    return fields.build(() -> new StoryCharacter(id, name, description, images));
  }
}
