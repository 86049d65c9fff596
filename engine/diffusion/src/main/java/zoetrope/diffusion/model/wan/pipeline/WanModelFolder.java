package zoetrope.diffusion.model.wan.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.VideoModel.Traits;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.family.FamilyProfile;
import zoetrope.diffusion.family.LoraSlot;
import zoetrope.diffusion.family.ModelFolder;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.lora.LoraCard;
import zoetrope.diffusion.model.wan.Distillation;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.folder.CardText;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Found;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.plan.Clip;
import zoetrope.diffusion.model.wan.plan.Planner;
import zoetrope.diffusion.plan.ClipPlan;
import zoetrope.diffusion.plan.ClipSize;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.plan.Speed;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.TuningSchema;

/**
 * A folder with parts of a Wan2.1 model.
 *
 * @param found in it
 */
record WanModelFolder(WanCard found) implements ModelFolder {
  @Override
  public ModelCard card() {
    return CardText.of(WanFamily.ID, found);
  }

  /** All safetensors files below, and the parts that are in other formats. */
  @Override
  public List<Path> weights() {
    Stream<Path> parts =
        found.parts().entrySet().stream()
            .filter(p -> p.getKey() != Part.TOKENIZER)
            .map(p -> p.getValue().path())
            .flatMap(WanModelFolder::files);
    Stream<Path> below =
        Files.isDirectory(found.folder())
            ? FolderFiles.below(found.folder()).weights().stream()
            : Stream.empty();
    return Stream.concat(below, parts).distinct().toList();
  }

  private static Stream<Path> files(Path part) {
    return Files.isDirectory(part)
        ? FolderFiles.below(part).all().stream().filter(FolderFiles::holdsWeights)
        : Stream.of(part);
  }

  private WanOptions options(RunConfig config) {
    return WanTuning.options(config, distilled(config.loras()));
  }

  /** LoRAs say it before the transformer's file does, and that before the model's own name. */
  private Optional<Distillation> distilled(List<Lora> loras) {
    Stream<Path> files =
        Stream.concat(
            loras.stream().map(Lora::file),
            Optional.ofNullable(found.parts().get(Part.TRANSFORMER)).map(Found::path).stream());
    return Stream.concat(
            files.flatMap(WanModelFolder::distilled),
            Distillation.suggested(ModelName.of(found.folder()), Map.of()).stream())
        .findFirst()
        .map(d -> found.experts() && found.kind().equals(Optional.of(Kind.TEXT)) ? d.ofText() : d);
  }

  private static Stream<Distillation> distilled(Path file) {
    return Distillation.suggested(FolderFiles.name(file), Remarks.of(file)).stream();
  }

  @Override
  public FamilyProfile profile(RunConfig config) {
    Traits plain = WanModel.traits(found);
    WanOptions o = options(config);
    boolean fixed = !o.sigmas().isEmpty();
    Traits traits =
        fixed
            ? new Traits(
                plain.rate(),
                o.steps(plain.steps()),
                o.guidance(plain.guidance()),
                plain.shortensPaths(),
                plain.views())
            : plain;
    return new FamilyProfile(WanModel.capabilities(found), traits, fixed);
  }

  @Override
  public TuningSchema tuning() {
    return found.kind().isEmpty() ? TuningSchema.FIXED : WanTuning.SCHEMA;
  }

  @Override
  public List<LoraSlot> loraSlots() {
    return found.kind().isEmpty()
        ? List.of()
        : Stream.of(Part.TRANSFORMER, Part.LOW_NOISE)
            .filter(found.parts()::containsKey)
            .<LoraSlot>map(p -> new TransformerSlot(found, p))
            .toList();
  }

  private record TransformerSlot(WanCard card, Part transformer) implements LoraSlot {
    @Override
    public String part() {
      return CardText.key(transformer, card.experts());
    }

    @Override
    public boolean takes(Lora lora) {
      return !card.loras(transformer, List.of(lora)).isEmpty();
    }

    @Override
    public List<LoraCard> cards(List<Lora> loras) {
      return WanDit.cards(card.path(transformer), loras).stream().map(this::named).toList();
    }

    /** One that is laid upon this transformer and not upon the other is told with its name. */
    private LoraCard named(LoraCard lora) {
      Part other = transformer == Part.TRANSFORMER ? Part.LOW_NOISE : Part.TRANSFORMER;
      boolean both = card.loras(other, List.of(new Lora(lora.file(), 1))).size() == 1;
      return both ? lora : lora.on(CardText.words(transformer, card.experts()));
    }
  }

  @Override
  public List<String> words(Tuning tuning) {
    return WanTuning.words(tuning);
  }

  @Override
  public Optional<String> distillation(List<Lora> loras) {
    return distilled(loras).map(Distillation::words);
  }

  @Override
  public ClipPlan plan(
      String id, ClipSize size, Machine machine, Speed speed, Precision precision) {
    Clip clip = Clip.of(size);
    if (!found.complete() || found.kind().isEmpty()) {
      throw new RequestException(
          id + " cannot be run as it is",
          String.join(". ", card().problems().stream().map(ModelProblem::words).toList()));
    }
    return new Planner(found, machine, precision).plan(clip, speed).told();
  }

  @Override
  public VideoModel open(String id, RunConfig config, OpenOptions where) {
    return WanModel.open(id, found, where, options(config));
  }
}
