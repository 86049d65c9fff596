package zoetrope.story.document;

import java.util.List;
import java.util.Optional;
import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;

/**
 * One question to the engine.
 *
 * @param frames duration in frames of the story's rate, 1 to 7,200
 * @param cast characters in it, each at most once
 * @param stock whether others that the prompt names may come from the stock library
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
    ShotSettings settings,
    StockCast stock) {
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

  /** A shot of the story's own characters alone. */
  public Shot(
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
    this(
        id,
        name,
        prompt,
        negative,
        frames,
        firstFrame,
        lastFrame,
        cast,
        motion,
        settings,
        StockCast.OFF);
  }

  /** Where a character stands at the start: where its path begins, else where it was put. */
  public Optional<Point> stand(String characterId) {
    return motion
        .start(new MotionTarget.Character(characterId))
        .or(
            () ->
                cast.stream()
                    .filter(a -> a.characterId().equals(characterId))
                    .findFirst()
                    .map(Appearance::at));
  }

  public Shot withName(String is) {
    return with(is, prompt, negative, frames, firstFrame, lastFrame);
  }

  public Shot withPrompt(String is) {
    return with(name, is, negative, frames, firstFrame, lastFrame);
  }

  public Shot withNegative(String is) {
    return with(name, prompt, is, frames, firstFrame, lastFrame);
  }

  /**
   * The same with another length; in a story its clips follow by {@link
   * zoetrope.story.edit.ShotEdits#change}.
   */
  public Shot withFrames(int is) {
    return with(name, prompt, negative, is, firstFrame, lastFrame);
  }

  public Shot withFirstFrame(FrameSource is) {
    return with(name, prompt, negative, frames, is, lastFrame);
  }

  public Shot withLastFrame(FrameSource is) {
    return with(name, prompt, negative, frames, firstFrame, is);
  }

  private Shot with(
      String name,
      String prompt,
      String negative,
      int frames,
      FrameSource firstFrame,
      FrameSource lastFrame) {
    return new Shot(
        id, name, prompt, negative, frames, firstFrame, lastFrame, cast, motion, settings, stock);
  }

  public Shot withMotion(MotionPlan is) {
    return new Shot(
        id, name, prompt, negative, frames, firstFrame, lastFrame, cast, is, settings, stock);
  }

  public Shot withSettings(ShotSettings is) {
    return new Shot(
        id, name, prompt, negative, frames, firstFrame, lastFrame, cast, motion, is, stock);
  }

  public Shot withStock(StockCast is) {
    return new Shot(
        id, name, prompt, negative, frames, firstFrame, lastFrame, cast, motion, settings, is);
  }
}
