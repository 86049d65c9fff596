package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.checkpoint.LinkedFiles;
import zoetrope.diffusion.model.PartTensors;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.dit.WanNames;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.encoder.ClipVision;
import zoetrope.diffusion.model.wan.encoder.Umt5;
import zoetrope.diffusion.model.wan.folder.WanCard.Found;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.text.umt5.Umt5Tokenizer;

/**
 * Finds the parts of a Wan2.1 model in a folder by what their tensors are called, not by what their
 * files are: a folder of diffusers, the original release in safetensors, single-file repacks, and
 * mixtures. Models of other families are told by their names ({@link Family}). Only headers are
 * read.
 */
public final class WanFolder {
  /** Files besides weights without which there is no model, or another. */
  private static final Pattern NEEDED =
      Pattern.compile(".*\\.(safetensors|safetensors\\.index\\.json|model)|tokenizer\\.json");

  private final Path folder;
  private final FolderFiles files;
  private final Experts experts;
  private final Map<Part, Found> parts = new EnumMap<>(Part.class);
  private final List<CardProblem> problems = new ArrayList<>();

  /** Transformers that would be taken for Wan2.1's, by their families. */
  private final Map<String, CardProblem> lookalikes = new LinkedHashMap<>();

  /** Parts of models that have nothing to do with Wan2.1. */
  private final Map<Part, Map<String, CardProblem>> strangers = new EnumMap<>(Part.class);

  /** What a transformer that is not run is said to be on the card. */
  private Optional<Found> notRun = Optional.empty();

  /** What is wrong with files in formats that are only looked into for what is missing. */
  private final List<CardProblem> spare = new ArrayList<>();

  private final PartsMatch fitting = new PartsMatch();
  private Optional<Kind> kind = Optional.empty();

  /** Whether the transformer that was found is one of two. */
  private boolean two;

  private WanFolder(Path folder, Path root, FolderFiles files, List<Path> weights) {
    this.folder = folder;
    this.files = files;
    experts = new Experts(root, weights);
  }

  /**
   * Looks into a folder, or at one transformer's file among those of other models, whose other
   * parts lie in the same library ({@link PartsLibrary}).
   *
   * @throws CheckpointException when it is neither, or cannot be read
   */
  public static WanCard look(Path place) {
    if (FolderFiles.holdsWeights(place)) {
      return among(place, PartsLibrary.around(place));
    }
    FolderFiles files = FolderFiles.below(place, "Choose the folder of a Wan2.1 model");
    WanFolder looking = new WanFolder(place, place, files, weights(files));
    files.checkpoints().forEach(looking::recognise);
    files.others().forEach(looking::fallBack);
    looking.tokenizer(files.all());
    return looking.card();
  }

  /** The transformers of a folder of many models, each of which can be looked at. */
  public static List<Path> models(Path folder) {
    return PartsLibrary.of(folder).transformers();
  }

  private static List<Path> weights(FolderFiles files) {
    return files.all().stream().filter(FolderFiles::holdsWeights).toList();
  }

  private static WanCard among(Path transformer, PartsLibrary library) {
    FolderFiles none = new FolderFiles(List.of(), List.of());
    Path file = transformer.toAbsolutePath().normalize();
    List<Path> weights = weights(FolderFiles.below(library.root()));
    WanFolder looking = new WanFolder(transformer, library.root(), none, weights);
    looking.recognise(file);
    library.partner(file).ifPresent(looking::recognise);
    if (looking.kind.isPresent()) {
      library.parts().forEach(looking::lend);
      Path text =
          looking.parts.containsKey(Part.TEXT_ENCODER)
              ? looking.parts.get(Part.TEXT_ENCODER).path()
              : transformer;
      looking.tokenizer(beside(text));
    }
    return looking.card();
  }

  private static List<Path> beside(Path file) {
    return FolderFiles.below(FolderFiles.parent(file)).all();
  }

  /**
   * Takes what is missing so far and can be run with the transformer; passes over anything else.
   */
  private void lend(Path unit) {
    Set<Part> missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    try (Checkpoint c = Checkpoint.open(unit)) {
      Evidence evidence = Evidence.of(c);
      if (!evidence.lora() && Family.of(evidence).isEmpty()) {
        PartSign.of(c)
            .filter(s -> s.part() != Part.TRANSFORMER && missing.contains(s.part()))
            .filter(s -> fitting.fits(s.part(), c, s.sized(), s.dimension()))
            .filter(s -> PartCheck.of(unit, s.part(), c, tensors(s.part(), c)).isEmpty())
            .ifPresent(s -> part(s, unit, c));
      }
    } catch (CheckpointException
        | IndexOutOfBoundsException
        | ArithmeticException
        | IllegalArgumentException _) {
      // of no use here, whatever it is
    }
  }

  /**
   * Takes what is missing so far from a file in another format than safetensors. People have such
   * files beside a whole model, so that what is wrong with one is told only where a part is
   * missing.
   */
  private void fallBack(Path file) {
    Set<Part> missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    try (Checkpoint c = Checkpoint.open(file)) {
      Evidence evidence = Evidence.of(c);
      if (!evidence.lora()) {
        Optional<Family> family = Family.of(evidence);
        Optional<PartSign> sign = family.isPresent() ? Optional.empty() : PartSign.of(c);
        family.filter(f -> missing.contains(f.part())).ifPresent(f -> other(f, file, c));
        sign.filter(s -> missing.contains(slot(s, file))).ifPresent(s -> part(s, file, c));
      }
    } catch (CheckpointException e) {
      spare.add(
          FolderFiles.name(file).endsWith(".gguf")
              ? new CardProblem.Gguf(file, e.problem())
              : new CardProblem.Pickle(file, e.problem()));
    } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
      spare.add(new CardProblem.StrangeSizes(file));
    }
  }

  private void recognise(Path unit) {
    try (Checkpoint c = Checkpoint.open(unit)) {
      Evidence evidence = Evidence.of(c);
      if (evidence.lora()) {
        return;
      }
      Optional<Family> family = Family.of(evidence);
      Optional<PartSign> sign = family.isPresent() ? Optional.empty() : PartSign.of(c);
      family.ifPresent(f -> other(f, unit, c));
      sign.ifPresent(s -> part(s, unit, c));
      if (family.isEmpty() && sign.isEmpty()) {
        stranger(unit, c, evidence);
      }
    } catch (CheckpointException e) {
      problems.add(new CardProblem.Unreadable(e.getMessage()));
    } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
      problems.add(new CardProblem.StrangeSizes(unit));
    }
  }

  private void other(Family family, Path unit, Checkpoint c) {
    CardProblem problem =
        family.equals(Family.VACE_MODULE)
            ? new CardProblem.VaceModule(unit)
            : new CardProblem.NotRun(unit, family.part(), family.name());
    if (family.ofWan()) {
      lookalikes.putIfAbsent(family.name(), problem);
    } else {
      strangers
          .computeIfAbsent(family.part(), p -> new LinkedHashMap<>())
          .putIfAbsent(family.name(), problem);
    }
    if (family.part() == Part.TRANSFORMER && notRun.isEmpty()) {
      notRun = Optional.of(Found.of(unit, "", c, c.names()));
    }
  }

  private void stranger(Path unit, Checkpoint c, Evidence evidence) {
    Optional<Family> said = Family.said(unit);
    if (said.isPresent()) {
      other(said.get(), unit, c);
    } else if (evidence.has("patch_embedding.weight")) {
      strangers
          .computeIfAbsent(Part.TRANSFORMER, p -> new LinkedHashMap<>())
          .put(unit.toString(), new CardProblem.OtherFamily(unit));
    }
  }

  private void part(PartSign sign, Path unit, Checkpoint c) {
    if (sign.part() == Part.TRANSFORMER) {
      transformer(sign, unit, c);
    } else {
      fitted(sign, unit, c, tensors(sign.part(), c));
    }
  }

  private static PartTensors tensors(Part part, Checkpoint c) {
    return switch (part) {
      case TEXT_ENCODER -> Umt5.tensors(c);
      case AUTOENCODER -> WanVae.tensors(c);
      case IMAGE_ENCODER -> ClipVision.tensors(c);
      case TRANSFORMER, LOW_NOISE, TOKENIZER ->
          throw new IllegalArgumentException("no list of tensors for the " + part.words());
    };
  }

  private void fitted(PartSign sign, Path unit, Checkpoint c, PartTensors tensors) {
    if (add(sign.part(), sign, unit, c, tensors)) {
      fitting.note(sign.part(), c, sign.sized(), sign.dimension());
    }
  }

  /** What a file is; of two transformers the one for little noise has a place of its own. */
  private Part slot(PartSign sign, Path unit) {
    boolean low =
        sign.part() == Part.TRANSFORMER
            && experts.role(unit).filter(Experts.Role.LOW::equals).isPresent();
    return low ? Part.LOW_NOISE : sign.part();
  }

  private void transformer(PartSign sign, Path unit, Checkpoint c) {
    WanShape shape = WanShape.of(WanNames.of(c), WanConfig.beside(unit));
    Optional<Found> other =
        Stream.of(Part.TRANSFORMER, Part.LOW_NOISE)
            .flatMap(p -> Optional.ofNullable(parts.get(p)).stream())
            .findFirst();
    boolean named = experts.role(unit).isPresent();
    boolean both = named && other.filter(o -> experts.role(o.path()).isPresent()).isPresent();
    if (other.isPresent() && !both && fitting.alike(shape)) {
      problems.add(new CardProblem.TwoExperts(unit, other.get().path()));
    } else if (both && !fitting.alike(shape)) {
      problems.add(new CardProblem.UnlikeExperts(unit, other.orElseThrow().path()));
    } else if (add(
            both || other.isEmpty() ? slot(sign, unit) : Part.TRANSFORMER,
            sign,
            unit,
            c,
            WanDit.tensors(c, shape))
        && other.isEmpty()) {
      taken(unit, shape, named);
    }
  }

  /** Notes what the first transformer, of one or two, tells of the model. */
  private void taken(Path unit, WanShape shape, boolean named) {
    kind = Optional.of(kind(shape));
    fitting.transformer(shape);
    boolean drawn = shape.inChannels() == 3 * shape.outChannels() && shape.imageSize() > 0;
    if (kind.get() == Kind.CONTROL && !drawn) {
      problems.add(new CardProblem.OtherControl(unit, shape.inChannels()));
    }
    // Only Wan2.2's take a picture without CLIP.
    two = named || (kind.get() == Kind.IMAGE && shape.imageSize() == 0);
  }

  private static Kind kind(WanShape shape) {
    if (shape.sideChannels() > 0) {
      return Kind.VACE;
    }
    if (shape.inChannels() == shape.outChannels()) {
      return Kind.TEXT;
    }
    return shape.inChannels() == 2 * shape.outChannels() + 4 ? Kind.IMAGE : Kind.CONTROL;
  }

  /** The first of several alike is taken, the others are told of. */
  private boolean add(Part part, PartSign sign, Path unit, Checkpoint c, PartTensors tensors) {
    Found found = Found.of(unit, sign.layout(), c, tensors.taken());
    Found old = parts.putIfAbsent(part, found);
    if (old == null) {
      PartCheck.of(unit, part, c, tensors).ifPresent(problems::add);
    } else {
      problems.add(new CardProblem.Second(unit, part, old.path()));
    }
    return old == null;
  }

  /** Parts that files of weights may be. */
  private Set<Part> missing() {
    Set<Part> out = needed();
    out.remove(Part.TOKENIZER);
    out.removeAll(parts.keySet());
    return out;
  }

  /** All parts, but for the image encoder of a model that is known to need none. */
  private Set<Part> needed() {
    Set<Part> out = EnumSet.allOf(Part.class);
    if (kind.isPresent() && !fitting.seesPictures()) {
      out.remove(Part.IMAGE_ENCODER);
    }
    if (!two) {
      out.remove(Part.LOW_NOISE);
    }
    return out;
  }

  /** Beside the weights, or inside those of the text encoder. */
  private void tokenizer(List<Path> near) {
    near.stream()
        .map(FolderFiles::parent)
        .distinct()
        .filter(f -> !FolderFiles.name(f).contains("roberta")) // the original release has CLIP's
        .flatMap(f -> Umt5Tokenizer.find(f).stream())
        .min(Comparator.comparing((Path f) -> !FolderFiles.name(f).endsWith(".json")))
        .ifPresent(
            f -> parts.put(Part.TOKENIZER, new Found(f, FolderFiles.name(f), Optional.empty(), 0)));
    Optional.ofNullable(parts.get(Part.TEXT_ENCODER))
        .map(Found::path)
        .filter(f -> !parts.containsKey(Part.TOKENIZER) && Umt5Tokenizer.inside(f))
        .ifPresent(f -> parts.put(Part.TOKENIZER, new Found(f, "inside", Optional.empty(), 0)));
  }

  private WanCard card() {
    boolean foreign =
        strangers.containsKey(Part.TRANSFORMER) && !parts.containsKey(Part.TRANSFORMER);
    notRun.ifPresent(f -> parts.putIfAbsent(Part.TRANSFORMER, f));
    if (!lookalikes.isEmpty()) {
      return new WanCard(folder, kind, parts, List.copyOf(lookalikes.values()));
    }
    if (foreign && notRun.isPresent()) {
      return new WanCard(folder, kind, parts, told(Part.TRANSFORMER).toList());
    }
    problems.addAll(fitting.problems(folder));
    complain();
    return new WanCard(folder, kind, parts, problems);
  }

  private Stream<CardProblem> told(Part part) {
    return strangers.getOrDefault(part, Map.of()).values().stream();
  }

  private void complain() {
    Set<Part> needed = needed();
    if (kind.isEmpty()) {
      needed.remove(Part.IMAGE_ENCODER);
    }
    needed.removeAll(parts.keySet());
    for (Part p : needed) {
      Part found = p == Part.TRANSFORMER ? Part.LOW_NOISE : Part.TRANSFORMER;
      if ((p == Part.TRANSFORMER || p == Part.LOW_NOISE) && parts.containsKey(found)) {
        problems.add(new CardProblem.OneExpert(parts.get(found).path(), p));
      } else if (p == Part.TRANSFORMER || !strangers.containsKey(p)) {
        problems.add(new CardProblem.Missing(folder, p));
      }
      told(p).forEach(problems::add);
    }
    if (!needed.isEmpty()) {
      files.dangling().stream()
          .filter(f -> NEEDED.matcher(FolderFiles.name(f)).matches())
          .map(f -> new CardProblem.BrokenLink(f, LinkedFiles.target(f)))
          .forEach(problems::add);
      problems.addAll(spare);
    }
  }
}
