package zoetrope.story.document;

import java.util.List;
import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.MediaRef;

/**
 * Somebody or something that keeps its look from shot to shot.
 *
 * @param id what prompts and shots call it
 * @param images 1 to 16 reference images, the main one first
 */
public record StoryCharacter(String id, String name, String description, List<MediaRef> images) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 100;

  /** The most reference images. */
  public static final int MAX_IMAGES = 16;

  public StoryCharacter {
    images = List.copyOf(images);
    Identifiers.require("id", id);
    InvalidStoryException.requireText("name", name, MAX_NAME);
    InvalidStoryException.requireLength("description", description, Shot.MAX_PROMPT);
    InvalidStoryException.requireRange("images", images.size(), 1, MAX_IMAGES);
  }
}
