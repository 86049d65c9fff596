package zoetrope.app.inspector;

import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.story.document.ShotSettings;

/** How many steps a take is given, by what the model's makers advise. */
enum Quality {
  DRAFT(1.0 / 2),
  STANDARD(1),
  FINE(4.0 / 3),
  /** Neither of these. */
  OWN(0);

  private final double part;

  Quality(double part) {
    this.part = part;
  }

  /** Steps of a take. */
  int steps(Advice advice) {
    return (int) Math.max(1, Math.round(part * advice.steps()));
  }

  /** The same as shots name them: what is advised anyway is left to the model. */
  int asked(Advice advice) {
    return this == STANDARD ? ShotSettings.AS_ADVISED : steps(advice);
  }

  static Quality of(int asked, Advice advice) {
    if (asked == ShotSettings.AS_ADVISED || advice.fixed()) {
      return STANDARD;
    }
    for (Quality q : values()) {
      if (q != OWN && q.steps(advice) == asked) {
        return q;
      }
    }
    return OWN;
  }
}
