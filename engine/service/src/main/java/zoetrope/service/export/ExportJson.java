package zoetrope.service.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import zoetrope.film.picture.CornerLabel;
import zoetrope.media.Encoding;
import zoetrope.media.sound.LoudnessTarget;

/** The settings' form in JSON. Names in it must not change without a migration of the queue. */
final class ExportJson {
  private ExportJson() {}

  static ObjectNode write(ExportSettings s) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("encoding", s.encoding().name());
    switch (s.size()) {
      case FrameSize.Fixed(int width, int height) ->
          json.putObject("size").put("width", width).put("height", height);
      case FrameSize.OfStory own when own.unlimited() -> json.put("size", "story");
      case FrameSize.OfStory(int longest) -> json.putObject("size").put("longest", longest);
    }
    if (s.loudness() != ExportSettings.USUAL_LOUDNESS) { // as settings without one were written
      json.put("loudness", s.loudness().name());
    }
    s.label()
        .ifPresent(
            l -> json.putObject("label").put("text", l.text()).put("corner", l.corner().name()));
    return json;
  }

  static ExportSettings read(JsonNode json) {
    ExportSettings read =
        new ExportSettings(
            Encoding.valueOf(json.path("encoding").asText()),
            size(json.path("size")),
            json.has("loudness")
                ? LoudnessTarget.valueOf(json.path("loudness").asText())
                : ExportSettings.USUAL_LOUDNESS,
            label(json.path("label")));
    if (!write(read).equals(json)) {
      throw new IllegalArgumentException("settings that this version does not know: " + json);
    }
    return read;
  }

  private static FrameSize size(JsonNode json) {
    if (json.isTextual()) {
      return FrameSize.STORY;
    }
    return json.has("longest")
        ? new FrameSize.OfStory(json.path("longest").asInt())
        : new FrameSize.Fixed(json.path("width").asInt(), json.path("height").asInt());
  }

  private static Optional<CornerLabel> label(JsonNode json) {
    return json.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new CornerLabel(
                json.path("text").asText(),
                CornerLabel.Corner.valueOf(json.path("corner").asText())));
  }
}
