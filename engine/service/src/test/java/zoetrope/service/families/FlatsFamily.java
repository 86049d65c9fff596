package zoetrope.service.families;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.UnfitShotException;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.card.CardPart;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.family.FamilyProfile;
import zoetrope.diffusion.family.LoraSlot;
import zoetrope.diffusion.family.ModelFamily;
import zoetrope.diffusion.family.ModelFolder;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.plan.ClipPlan;
import zoetrope.diffusion.plan.ClipSize;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.plan.Speed;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.tuning.Setting;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.TuningSchema;

/**
 * A third family, which is nothing but this class and a line that registers it. Its models are
 * folders with {@code flats.txt}, a colour a line; its clips are stripes of these colours that
 * move, in an order that the prompt decides. Nothing else in the program knows of it.
 */
public final class FlatsFamily implements ModelFamily {
  private static final String FILE = "flats.txt";
  private static final int RATE = 8;
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  @Override
  public String id() {
    return "flats";
  }

  @Override
  public String title() {
    return "Flats";
  }

  @Override
  public TuningSchema tuning() {
    return new TuningSchema(
        List.of(
            new Setting.Choice(
                "direction",
                "Where the stripes go.",
                List.of(
                    new Setting.Choice.Option("LEFT", "left"),
                    new Setting.Choice.Option("RIGHT", "right"))),
            new Setting.Figure("pace", "Stripes a second.", "a pace", 0, true, 8, false),
            new Setting.Flag("mirrored", "The lower half is the upper one mirrored.")));
  }

  @Override
  public Optional<ModelFolder> recognise(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Flats(folder, Files.readAllLines(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Flats(Path folder, List<String> colours) implements ModelFolder {
    @Override
    public ModelCard card() {
      Path file = folder.resolve(FILE);
      List<ModelProblem> problems =
          colours.isEmpty()
              ? List.of(
                  new ModelProblem(
                      "flats.colourless",
                      file + ": it names no colour. Write one a line",
                      new ModelProblem.Fact.File(file)))
              : List.of();
      return new ModelCard(
          "flats",
          folder,
          "flats",
          "words to moving stripes",
          List.of(new CardPart("paintbox", "box of paints", file, "", "", colours.size())),
          problems);
    }

    @Override
    public List<Path> weights() {
      return List.of(folder.resolve(FILE));
    }

    @Override
    public FamilyProfile profile(RunConfig config) {
      ModelFolder.requireComplete(card());
      return new FamilyProfile(capabilities(), traits(), false);
    }

    @Override
    public TuningSchema tuning() {
      return new FlatsFamily().tuning();
    }

    @Override
    public List<LoraSlot> loraSlots() {
      return List.of();
    }

    @Override
    public List<String> words(Tuning tuning) {
      List<String> out = new ArrayList<>();
      tuning.text("direction").ifPresent(d -> out.add("to the " + d));
      tuning.number("pace").ifPresent(p -> out.add(p + " stripes a second"));
      if (tuning.on("mirrored")) {
        out.add("mirrored");
      }
      return out;
    }

    @Override
    public ClipPlan plan(
        String id, ClipSize clip, Machine machine, Speed speed, Precision precision) {
      double pixels = (double) clip.width() * clip.height() * clip.frames();
      return new ClipPlan(
          clip,
          List.of(new ClipPlan.Part("painting", 3 * pixels, pixels / 1e8, "by hand")),
          Map.of("colours", colours.size()),
          List.of());
    }

    @Override
    public VideoModel open(String id, RunConfig config, OpenOptions options) {
      ModelFolder.requireComplete(card());
      return new Painter(id, this, config.tuning());
    }
  }

  private static VideoModel.Traits traits() {
    return new VideoModel.Traits(RATE, 3, 1, false, 0);
  }

  private static Capabilities capabilities() {
    return new Capabilities(
        new Support.Yes(),
        new Support.No(Limit.NO_FIRST_FRAME),
        new Support.No(Limit.NO_LAST_FRAME),
        new Support.No(Limit.NO_CHARACTERS),
        new Support.No(Limit.NO_PATHS),
        new Support.No(Limit.NO_PATHS));
  }

  private record Painter(String id, Flats flats, Tuning tuning) implements VideoModel {
    @Override
    public Traits traits() {
      return FlatsFamily.traits();
    }

    @Override
    public List<String> runConfig() {
      return flats.words(tuning);
    }

    @Override
    public Capabilities capabilities() {
      return FlatsFamily.capabilities();
    }

    @Override
    public RgbClip generate(ShotRequest shot, Listener listener, CancelToken cancel) {
      if (shot.firstFrame().isPresent()) {
        throw new UnfitShotException(id, Limit.NO_FIRST_FRAME);
      }
      for (int step = 1; step <= shot.steps(); step++) {
        cancel.check();
        listener.progress(step, shot.steps());
      }
      float[] order = listener.known(0).orElseGet(() -> order(shot));
      listener.denoised(0, order);
      byte[] rgb = new byte[3 * WIDTH * HEIGHT * shot.frames()];
      for (int i = 0; i < rgb.length / 3; i++) {
        int colour = colour(order, i / (WIDTH * HEIGHT), i % WIDTH, i / WIDTH % HEIGHT);
        for (int c = 0; c < 3; c++) {
          rgb[3 * i + c] = (byte) (colour >> (16 - 8 * c));
        }
      }
      listener.preview(new RgbClip(WIDTH, HEIGHT, 1, Arrays.copyOf(rgb, 3 * WIDTH * HEIGHT)));
      return new RgbClip(WIDTH, HEIGHT, shot.frames(), rgb);
    }

    /** Numbers of colours, one a stripe. */
    private float[] order(ShotRequest shot) {
      float[] out = new float[8];
      int hash = shot.prompt().hashCode() + (int) shot.seed();
      for (int i = 0; i < out.length; i++) {
        out[i] = Math.floorMod(hash + 31 * i, flats.colours().size());
      }
      return out;
    }

    private int colour(float[] order, int frame, int x, int y) {
      double way = tuning.number("pace").orElse(1) * frame / RATE;
      double at =
          8.0 * x / WIDTH + (tuning.text("direction").equals(Optional.of("LEFT")) ? 1 : -1) * way;
      int stripe = Math.floorMod((int) Math.floor(at), 8);
      boolean turned = tuning.on("mirrored") && y >= HEIGHT / 2;
      return Integer.decode(flats.colours().get((int) order[turned ? 7 - stripe : stripe]));
    }

    @Override
    public void close() {}
  }

  /** Writes a model of this family into a folder. */
  public static Path folder(Path place) throws IOException {
    Files.createDirectories(place);
    Files.writeString(place.resolve(FILE), "#d04020\n#2060c0\n#e0c040\n#308040\n");
    return place;
  }
}
