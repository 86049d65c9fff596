package zoetrope.story.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/**
 * The records' form in the database. The names of the alternatives are given here and not in the
 * records, so that the document knows no library; they must not change without a migration.
 */
public final class StoryJson {
  /** No record of the document is nested half as deeply, and no text in it half as long. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_TEXT = 1 << 20;

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
          .addMixIn(FrameSource.class, FrameSources.class)
          .addMixIn(RegionArea.class, RegionAreas.class)
          .addMixIn(RegionMotion.class, RegionMotions.class)
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
    return mapper.readValue(json, type);
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
