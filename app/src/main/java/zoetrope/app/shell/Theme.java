package zoetrope.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Optional;
import javafx.application.Application;
import zoetrope.app.fx.Fonts;

/** The studio's two looks. */
public enum Theme {
  DARK,
  LIGHT;

  /** The theme of a remembered name; the dark one is usual where pictures are judged. */
  static Theme named(Optional<String> name) {
    return name.filter("LIGHT"::equals).isPresent() ? LIGHT : DARK;
  }

  /** Dresses every window of the program. */
  public void dress() {
    Fonts.load();
    Application.setUserAgentStylesheet(
        switch (this) {
          case DARK -> new PrimerDark().getUserAgentStylesheet();
          case LIGHT -> new PrimerLight().getUserAgentStylesheet();
        });
  }

  Theme other() {
    return this == DARK ? LIGHT : DARK;
  }
}
