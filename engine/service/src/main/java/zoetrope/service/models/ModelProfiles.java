package zoetrope.service.models;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.family.FamilyProfile;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.service.models.ModelProfile.Answer;
import zoetrope.service.models.ModelProfile.Laid;
import zoetrope.service.models.ModelProfile.Wish;

/** Finds out what installed models can be asked for; headers only, off the screen's thread. */
public final class ModelProfiles {
  private static final Advice NOTHING_KNOWN = new Advice(1, 0, 0, false, false);

  private final Tunings tunings;

  /** Of a library, which also keeps how its models are run. */
  public ModelProfiles(ModelLibrary library) {
    tunings = new Tunings(library.folder());
  }

  /** The profile of a model; one that is damaged or incomplete has no answers. */
  public ModelProfile of(InstalledModel m) {
    RunConfig config = config(m);
    List<Laid> loras = config.loras().stream().map(l -> new Laid(l.file(), l.strength())).toList();
    if (m.usable()) {
      try {
        FamilyProfile p = m.files().profile(config);
        return new ModelProfile(m, answers(p.capabilities()), advice(p), loras, config.tuning());
      } catch (CheckpointException _) {
        // its card was right and its files are not; what makes a clip with it says so
      }
    }
    return new ModelProfile(m, Map.of(), NOTHING_KNOWN, loras, config.tuning());
  }

  /** What cannot be read tells so when it is used; here it is as if nothing had been chosen. */
  private RunConfig config(InstalledModel m) {
    try {
      return tunings.config(m);
    } catch (ModelException _) {
      return RunConfig.ADVISED;
    }
  }

  private static Advice advice(FamilyProfile p) {
    return new Advice(
        p.traits().rate(),
        p.traits().steps(),
        p.traits().guidance(),
        p.fixed(),
        p.traits().shortensPaths());
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
