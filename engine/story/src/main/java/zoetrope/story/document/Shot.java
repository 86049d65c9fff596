package zoetrope.story.document;

import java.util.List;
import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.RegionArea;

/**
 * One question to the engine.
 *
 * @param frames duration in frames of the story's rate, 1 to 7,200
 * @param cast characters in it, each at most once
 */
public record Shot(
    String id,
    String name,
    String prompt,
    String negative,
    int frames,
    FrameSource firstFrame,
    FrameSource lastFrame,
    List<Appearance> cast,
    MotionPlan motion,
    ShotSettings settings) {
  /** Longest prompt, in characters. */
  public static final int MAX_PROMPT = 2_000;

  /** Longest shot, in frames. */
  public static final int MAX_FRAMES = 7_200;

  public Shot {
    cast = List.copyOf(cast);
    Identifiers.require("id", id);
    InvalidStoryException.requireText("name", name, StoryCharacter.MAX_NAME);
    InvalidStoryException.requireText("prompt", prompt, MAX_PROMPT);
    InvalidStoryException.requireLength("negative", negative, MAX_PROMPT);
    InvalidStoryException.requireRange("duration", frames, 1, MAX_FRAMES);
    InvalidStoryException.require(
        !(lastFrame instanceof FrameSource.PreviousShot),
        "last_frame",
        "cannot come from the shot before; give a file");
    List<String> ids = cast.stream().map(Appearance::characterId).toList();
    Identifiers.requireUnique("characters", ids);
    for (int i = 0; i < motion.regions().size(); i++) {
      if (motion.regions().get(i).area() instanceof RegionArea.OfCharacter(String character)) {
        InvalidStoryException.require(
            ids.contains(character),
            "motion.regions[" + i + "].character",
            "'%s' is not among this shot's characters; add it there".formatted(character));
      }
    }
  }
}
