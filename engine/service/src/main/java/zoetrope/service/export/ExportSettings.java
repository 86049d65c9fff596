package zoetrope.service.export;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import zoetrope.film.picture.CornerLabel;
import zoetrope.media.Encoding;
import zoetrope.media.sound.LoudnessTarget;
import zoetrope.story.document.StoryFormat;

/**
 * How a film is written, all of it: what the export dialog and the command line choose, jobs and
 * submissions keep, and the encoder is told.
 *
 * @param loudness how loud the film is to be
 * @param label small words that stay in a corner of the film
 */
public record ExportSettings(
    Encoding encoding, FrameSize size, LoudnessTarget loudness, Optional<CornerLabel> label) {
  /** How loud films are unless something else is chosen. */
  public static final LoudnessTarget USUAL_LOUDNESS = LoudnessTarget.MOBILE;

  /** Without a label, of the usual loudness. */
  public ExportSettings(Encoding encoding, FrameSize size) {
    this(encoding, size, USUAL_LOUDNESS, Optional.empty());
  }

  /** The same with words in a corner, or with none. */
  public ExportSettings labelled(Optional<CornerLabel> other) {
    return new ExportSettings(encoding, size, loudness, other);
  }

  /** The same of another loudness. */
  public ExportSettings loud(LoudnessTarget other) {
    return new ExportSettings(encoding, size, other, label);
  }

  /** The film's frame for a story. */
  public FrameSize.Pixels frame(StoryFormat story) {
    return size.of(story.width(), story.height());
  }

  /** Whether the film becomes a folder of pictures and not one file. */
  public boolean folder() {
    return encoding.extension().isEmpty();
  }

  /** What films written so cannot do, the most severe first. */
  public Set<ExportLimit> limits() {
    Set<ExportLimit> all =
        switch (encoding) {
          case MP4, WEBM -> EnumSet.of(ExportLimit.COARSE_COLOUR);
          case GIF ->
              EnumSet.of(ExportLimit.SILENT, ExportLimit.FEW_COLOURS, ExportLimit.ROUNDED_TIMES);
          case PNG_SEQUENCE -> EnumSet.of(ExportLimit.SILENT, ExportLimit.LARGE_FILES);
          case LOSSLESS -> EnumSet.of(ExportLimit.LARGE_FILES, ExportLimit.FEW_PLAYERS);
          case PRORES ->
              EnumSet.of(
                  ExportLimit.COARSE_COLOUR, ExportLimit.LARGE_FILES, ExportLimit.FEW_PLAYERS);
        };
    switch (size) {
      case FrameSize.Fixed _ -> all.add(ExportLimit.BARS);
      case FrameSize.OfStory own when !own.unlimited() -> all.add(ExportLimit.SMALLER);
      case FrameSize.OfStory _ -> {}
    }
    return all;
  }

  /** The form in jobs, submissions and messages (docs/formats/jobs.md). */
  @JsonValue
  public ObjectNode json() {
    return ExportJson.write(this);
  }

  /**
   * What {@link #json} wrote.
   *
   * @throws IllegalArgumentException for anything else, such as a later version's
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ExportSettings of(JsonNode json) {
    return ExportJson.read(json);
  }

  /** The same from its text. */
  public static ExportSettings of(String json) {
    try {
      return of(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings: " + json, e);
    }
  }
}
