package zoetrope.app.text;

import zoetrope.service.models.InstalledModel;

/**
 * What models are called and what they make, in the user's language. Families that the studio has
 * no words for say it themselves, in English.
 */
public final class ModelNames {
  private ModelNames() {}

  /** A model's name: of one that comes with the studio in the user's language. */
  public static String title(Texts texts, InstalledModel model) {
    return model.origin() == InstalledModel.Origin.BUNDLED
        ? texts.find("models.title." + model.id()).orElse(model.title())
        : model.title();
  }

  /** The name of a model of which only the id is known. */
  public static String title(Texts texts, String id) {
    return texts.find("models.title." + id).orElse(id);
  }

  /** What a model makes; empty where its card does not tell. */
  public static String makes(Texts texts, InstalledModel model) {
    return texts.find("models.makes." + model.kind()).orElse(model.card().makes());
  }
}
