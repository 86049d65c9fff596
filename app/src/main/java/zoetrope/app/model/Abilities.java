package zoetrope.app.model;

import java.util.Set;
import zoetrope.story.document.Shot;

/** What a video model can be asked for; what it cannot is shown disabled, with the reason. */
public enum Abilities {
  /** Leads a shot to a given last frame. */
  LAST_FRAME,
  /** Turns the camera about its axis. */
  ROLL,
  /** Paints in styles other than its own. */
  STYLE,
  /** Knows how wide a lens sees. */
  LENS;

  /** The model that comes with the studio. */
  public static final String STARTER = "starter";

  /** What a model of that id can do. */
  public static Set<Abilities> of(String model) {
    return model.equals(STARTER) ? Set.of() : Set.of(LAST_FRAME, STYLE, LENS);
  }

  /** Whether the model of a shot can do it. */
  public boolean in(Shot shot) {
    return of(shot.settings().model()).contains(this);
  }
}
