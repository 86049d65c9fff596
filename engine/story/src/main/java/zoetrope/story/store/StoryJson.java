package zoetrope.story.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zoetrope.core.motion.Ease;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.StockCast;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Speed;

/**
 * The records' form in the database. The names of the alternatives are given here and not in the
 * records, so that the document knows no library; they must not change without a migration.
 */
public final class StoryJson {
  /** No record of the document is nested half as deeply, and no text in it half as long. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_TEXT = 1 << 20;

  /**
   * What a later version added.
   *
   * @param beside a field by which the objects are known that have it
   * @param absent what its absence means
   */
  private record Added(String beside, String name, Object absent) {
    void into(JsonNode tree, ObjectMapper mapper) {
      for (JsonNode parent : tree.findParents(beside)) {
        if (parent instanceof ObjectNode o && !o.has(name)) {
          o.set(name, mapper.valueToTree(absent));
        }
      }
    }
  }

  private static final List<Added> ADDED =
      List.of(
          new Added("panX", "ease", Ease.LINEAR),
          new Added("shotId", "speed", Speed.NORMAL),
          new Added("firstFrame", "stock", StockCast.OFF));

  private final ObjectMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .addMixIn(CameraMove.class, CameraMoves.class)
          .addMixIn(Clip.class, Clips.class)
          .addMixIn(FrameSource.class, FrameSources.class)
          .addMixIn(RegionArea.class, RegionAreas.class)
          .addMixIn(RegionMotion.class, RegionMotions.class)
          .addMixIn(Shot.class, Shots.class)
          .build();

  /** A shot for another process of the same program. */
  public static String of(Shot shot) {
    return new StoryJson().write(shot);
  }

  /**
   * The shot that {@link #of} wrote.
   *
   * @throws InvalidStoryException for anything else
   */
  public static Shot shot(String json) {
    try {
      return new StoryJson().read(json, Shot.class);
    } catch (JsonProcessingException e) {
      throw new InvalidStoryException(
          "shot", "is not as this version writes it: " + e.getOriginalMessage());
    }
  }

  public String write(Object part) {
    try {
      return mapper.writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new AssertionError("every record of the document has a JSON form", e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws JsonProcessingException if the text is no JSON, or what the record refuses
   */
  public <T> T read(String json, Class<T> type) throws JsonProcessingException {
    JsonNode tree = mapper.readTree(json);
    ADDED.forEach(a -> a.into(tree, mapper));
    return tree.isObject() ? mapper.treeToValue(tree, type) : mapper.readValue(json, type);
  }

  /** What is as it always was is written as before there was another way. */
  private interface CameraMoves {
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Usual.class)
    Ease ease();
  }

  private interface Clips {
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Usual.class)
    Speed speed();
  }

  private interface Shots {
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Usual.class)
    StockCast stock();
  }

  /** Jackson leaves out what this is equal to. */
  private static final class Usual {
    @Override
    public boolean equals(@Nullable Object o) {
      return ADDED.stream().anyMatch(a -> a.absent().equals(o));
    }

    @Override
    public int hashCode() {
      return ADDED.hashCode();
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @Type(value = FrameSource.None.class, name = "none"),
    @Type(value = FrameSource.FromMedia.class, name = "media"),
    @Type(value = FrameSource.PreviousShot.class, name = "previous")
  })
  private interface FrameSources {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @Type(value = RegionArea.Mask.class, name = "mask"),
    @Type(value = RegionArea.Box.class, name = "box"),
    @Type(value = RegionArea.Corrected.class, name = "corrected"),
    @Type(value = RegionArea.ObjectUnder.class, name = "object"),
    @Type(value = RegionArea.OfCharacter.class, name = "character")
  })
  private interface RegionAreas {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @Type(value = RegionMotion.Along.class, name = "along"),
    @Type(value = RegionMotion.Pin.class, name = "pin")
  })
  private interface RegionMotions {}
}
