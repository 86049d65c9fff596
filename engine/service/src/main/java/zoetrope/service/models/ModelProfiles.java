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

  private static final Advice NOTHING_KNOWN = new Advice(1, 0, 0, false, false);

  private final Tunings tunings;

  /** Of a library, which also keeps how its models are run. */
  public ModelProfiles(ModelLibrary library) {
    tunings = new Tunings(library.folder());
  }

  /** The profile of a model; one that is damaged or incomplete has no answers. */
  public ModelProfile of(InstalledModel m) {
    WanOptions options = options(m);
    List<Laid> loras = options.loras().stream().map(l -> new Laid(l.file(), l.strength())).toList();
    if (!m.usable()) {
      return new ModelProfile(m, Map.of(), NOTHING_KNOWN, loras);
    }
    if (m.id().equals(StarterModel.ID)) {
      return new ModelProfile(m, answers(StarterModel.CAPABILITIES), STARTER, loras);
    }
    try {
      Advice advice = distilled(advice(WanModel.traits(m.card())), options);
      return new ModelProfile(m, answers(WanModel.capabilities(m.card())), advice, loras);
    } catch (CheckpointException _) {
      return new ModelProfile(m, Map.of(), NOTHING_KNOWN, loras);
    }
  }

  /** What cannot be read tells so when it is used; here it is as if nothing had been chosen. */
  private WanOptions options(InstalledModel m) {
    try {
      return tunings.options(m);
    } catch (ModelException _) {
      return WanOptions.USUAL;
    }
  }

  /** Steps that a distilled model, or a LoRA upon it, was made for stay as they are. */
  private static Advice distilled(Advice plain, WanOptions o) {
    return o.sigmas().isEmpty()
        ? plain
        : new Advice(
            plain.rate(),
            o.steps(plain.steps()),
            o.guidance(plain.guidance()),
            true,
            plain.shortensPaths());
  }

  private static Advice advice(VideoModel.Traits t) {
    return new Advice(t.rate(), t.steps(), t.guidance(), false, t.shortensPaths());
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
