package zoetrope.service.models;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.pipeline.WanModel;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.service.models.ModelProfile.Answer;
import zoetrope.service.models.ModelProfile.Laid;
import zoetrope.service.models.ModelProfile.Wish;

/** Finds out what installed models can be asked for; headers only, off the screen's thread. */
public final class ModelProfiles {
  /** How the model that comes with the program is asked. */
  public static final Advice STARTER = advice(StarterModel.TRAITS);

  private static final Advice NOTHING_KNOWN = new Advice(1, 0, 0, false);

  private final LoraShelf shelf;

  /** Of a library, on whose shelf the LoRAs lie. */
  public ModelProfiles(ModelLibrary library) {
    shelf = new LoraShelf(library.folder());
  }

  /** The profile of a model; one that is damaged or incomplete has no answers. */
  public ModelProfile of(InstalledModel m) {
    List<Laid> loras = loras(m);
    if (!m.usable()) {
      return new ModelProfile(m, Map.of(), NOTHING_KNOWN, loras);
    }
    if (m.id().equals(StarterModel.ID)) {
      return new ModelProfile(m, answers(StarterModel.CAPABILITIES), STARTER, loras);
    }
    try {
      Advice plain = advice(WanModel.traits(m.card()));
      return new ModelProfile(
          m, answers(WanModel.capabilities(m.card())), distilled(m, plain), loras);
    } catch (CheckpointException _) {
      return new ModelProfile(m, Map.of(), NOTHING_KNOWN, loras);
    }
  }

  /** A shelf that cannot be read tells so when it is used; here it is as if nothing lay on it. */
  private List<Laid> loras(InstalledModel m) {
    try {
      return shelf.of(m.id()).stream().map(l -> new Laid(l.file(), l.strength())).toList();
    } catch (ModelException _) {
      return List.of();
    }
  }

  private Advice distilled(InstalledModel m, Advice plain) {
    try {
      return shelf
          .distillation(m)
          .map(d -> WanOptions.USUAL.suited(d))
          .map(
              o ->
                  new Advice(
                      plain.rate(), o.steps(plain.steps()), o.guidance(plain.guidance()), true))
          .orElse(plain);
    } catch (ModelException _) {
      return plain;
    }
  }

  private static Advice advice(VideoModel.Traits t) {
    return new Advice(t.rate(), t.steps(), t.guidance(), false);
  }

  private static Map<Wish, Answer> answers(Capabilities c) {
    Map<Wish, Answer> out = new EnumMap<>(Wish.class);
    out.put(Wish.TEXT, answer(c.text()));
    out.put(Wish.FIRST_FRAME, answer(c.image()));
    out.put(Wish.LAST_FRAME, answer(c.lastFrame()));
    out.put(Wish.CHARACTERS, answer(c.character()));
    out.put(Wish.MOTION, answer(c.motion()));
    out.put(Wish.CAMERA, answer(c.camera()));
    return out;
  }

  private static Answer answer(Support s) {
    return switch (s) {
      case Support.Yes _ -> Answer.YES;
      case Support.Within(var limit) -> new Answer(true, Optional.of(limit.name()));
      case Support.No(var limit) -> new Answer(false, Optional.of(limit.name()));
    };
  }
}
