package zoetrope.story.timeline;

import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;

/** Words over the picture. */
public record Title(String id, String text, TimeRange place, Position position, Style style) {
  /** Longest text of a title, in characters. */
  public static final int MAX_TEXT = 200;

  /** Where on the frame. */
  public enum Position {
    TOP,
    CENTER,
    BOTTOM
  }

  /** How it is set; sizes are the renderer's, relative to the frame. */
  public enum Style {
    /** Large, for the film's name. */
    HEADLINE,
    /** Smaller, for a line below. */
    CAPTION,
    /** On a dark band, legible over anything. */
    BAND
  }

  public Title {
    Identifiers.require("id", id);
    InvalidStoryException.requireText("text", text, MAX_TEXT);
  }
}
