package zoetrope.diffusion.model.wan.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.family.ClipLimits;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/** Folders of whole models, put together from the reference set's tiny checkpoints. */
public final class TinyWan {
  private static final Path SET = Path.of("..", "..", "src-test", "reference");

  /** Clips of 96 x 64 pixels, windows of 9 frames. */
  public static final ClipLimits SMALL = new ClipLimits(112 * 64, 9);

  private TinyWan() {}

  /** A model of the set: {@code t2v}, {@code i2v} or {@code vace}. */
  public static Path folder(Path place, String transformer) {
    Path folder = parts(place);
    copy(SET.resolve(transformer).resolve("wan"), folder);
    return folder;
  }

  /** Everything but a transformer. */
  private static Path parts(Path place) {
    copy(SET.resolve("umt5/wan"), place.resolve("text"));
    copy(SET.resolve("vae/wan"), place.resolve("vae"));
    copy(SET.resolve("clip/wan"), place.resolve("clip"));
    try {
      Files.createDirectories(place.resolve("tokenizer"));
      Files.copy(
          SET.resolve("tokenizer/spm.fast.tokenizer.json"),
          place.resolve("tokenizer/tokenizer.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return place;
  }

  private static void copy(Path from, Path to) {
    try (var files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path f : files.toList()) {
        Files.copy(f, to.resolve(f.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A Fun-Control model: the tiny image-to-video one with 48 channels and a reference's layer.
   *
   * @param alike whether the reference is embedded as the sample's own channels are
   */
  public static Path control(Path place, boolean alike) {
    return changed(
        place,
        (name, e) -> {
          if (!name.equals("patch_embedding.weight")) {
            return e;
          }
          long dim = e.shape().getFirst();
          return random(List.of(dim, 48L, 1L, 2L, 2L), 1);
        },
        tensors -> {
          SafetensorsWriter.Entry patch = entry(tensors, "patch_embedding.weight");
          long dim = patch.shape().getFirst();
          SafetensorsWriter.Entry own = random(List.of(dim, 16L, 2L, 2L), 2);
          if (alike) {
            for (int o = 0; o < dim; o++) {
              System.arraycopy(patch.values(), o * 48 * 4, own.values(), o * 16 * 4, 16 * 4);
            }
          }
          tensors.put("ref_conv.weight", own);
          tensors.put("ref_conv.bias", entry(tensors, "patch_embedding.bias"));
        });
  }

  /** A first-last-frame model: the tiny image-to-video one that tells two pictures apart. */
  public static Path firstLast(Path place) {
    return changed(
        place,
        (name, e) -> e,
        tensors -> {
          long size = entry(tensors, "img_emb.proj.1.weight").shape().get(1);
          tensors.put("img_emb.emb_pos", random(List.of(1L, 2 * clipTokens(), size), 3));
        });
  }

  public static long clipTokens() {
    try (Checkpoint c = Checkpoint.open(SET.resolve("clip/wan"))) {
      var places = c.info("visual.pos_embedding");
      return places.shape().get(places.shape().size() - 2);
    }
  }

  private static SafetensorsWriter.Entry entry(
      Map<String, SafetensorsWriter.Entry> tensors, String name) {
    return Optional.ofNullable(tensors.get(name)).orElseThrow();
  }

  private interface Change {
    SafetensorsWriter.Entry of(String name, SafetensorsWriter.Entry old);
  }

  private interface Extra {
    void to(Map<String, SafetensorsWriter.Entry> tensors);
  }

  private static Path changed(Path place, Change change, Extra extra) {
    Path folder = parts(place);
    Map<String, SafetensorsWriter.Entry> out = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(SET.resolve("i2v/wan"))) {
      for (String name : c.names()) {
        out.put(
            name,
            change.of(name, new SafetensorsWriter.Entry(c.info(name).shape(), c.floats(name))));
      }
      Files.copy(SET.resolve("i2v/wan/config.json"), folder.resolve("config.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    extra.to(out);
    SafetensorsWriter.write(folder.resolve("diffusion_pytorch_model.safetensors"), out, Map.of());
    return folder;
  }

  private static SafetensorsWriter.Entry random(List<Long> shape, long seed) {
    long n = shape.stream().reduce(1L, Math::multiplyExact);
    float[] v = Philox.normals(seed, 0, (int) n);
    for (int i = 0; i < v.length; i++) {
      v[i] *= .1f;
    }
    return new SafetensorsWriter.Entry(shape, v);
  }

  public static WanModel open(Path folder) {
    return open(folder, Precision.FP32, SMALL);
  }

  public static WanModel open(Path folder, Precision precision, ClipLimits limits) {
    WanCard card = WanFolder.look(folder);
    return WanModel.open(
        "tiny", card, new OpenOptions(Runtime.cpu(), precision, limits), WanOptions.USUAL);
  }

  /** A shot that asks for nothing but words. */
  public static ShotRequest words(int frames) {
    return new ShotRequest(
        "a boat on a lake",
        "",
        FrameShape.LANDSCAPE,
        frames,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Optional.empty(),
        7,
        3,
        2,
        1,
        1);
  }

  /** A shot that starts from a picture. */
  public static ShotRequest pictured(int frames) {
    return with(words(frames), Optional.of(picture(37, 91)), List.of());
  }

  public static ShotRequest with(ShotRequest s, Optional<RgbaImage> first, List<Moving> moving) {
    return new ShotRequest(
        s.prompt(),
        s.negative(),
        s.shape(),
        s.frames(),
        first,
        s.lastFrame(),
        s.continues(),
        moving,
        s.pins(),
        s.camera(),
        s.seed(),
        s.steps(),
        s.guidance(),
        s.identityStrength(),
        s.motionStrength());
  }

  public static ShotRequest strengths(ShotRequest s, double identity, double motion) {
    return new ShotRequest(
        s.prompt(),
        s.negative(),
        s.shape(),
        s.frames(),
        s.firstFrame(),
        s.lastFrame(),
        s.continues(),
        s.moving(),
        s.pins(),
        s.camera(),
        s.seed(),
        s.steps(),
        s.guidance(),
        identity,
        motion);
  }

  public static ShotRequest ending(ShotRequest s, RgbaImage last) {
    return new ShotRequest(
        s.prompt(),
        s.negative(),
        s.shape(),
        s.frames(),
        s.firstFrame(),
        Optional.of(last),
        s.continues(),
        s.moving(),
        s.pins(),
        s.camera(),
        s.seed(),
        s.steps(),
        s.guidance(),
        s.identityStrength(),
        s.motionStrength());
  }

  /** A picture in which no two places look alike. */
  public static RgbaImage picture(int width, int height) {
    byte[] rgba = new byte[width * height * 4];
    for (int i = 0; i < width * height; i++) {
      rgba[4 * i] = (byte) (255 * (i % width) / width);
      rgba[4 * i + 1] = (byte) (255 * (i / width) / height);
      rgba[4 * i + 2] = (byte) (37 * i);
      rgba[4 * i + 3] = -1;
    }
    return new RgbaImage(width, height, rgba);
  }

  public static Moving.Character character(MotionPath path) {
    byte[] rgba = new byte[16 * 16 * 4];
    for (int i = 0; i < 256; i++) {
      rgba[4 * i] = (byte) 200;
      rgba[4 * i + 3] = -1;
    }
    return new Moving.Character(new RgbaImage(16, 16, rgba), .5, path);
  }

  /** A brushed box of a picture's left half, in the frame's fractions. */
  public static Moving.Region region(double x, double y, double side, MotionPath path) {
    return new Moving.Region(box(x, y, side), path);
  }

  public static Mask box(double x, double y, double side) {
    float[] cover = new float[96 * 64];
    for (int i = 0; i < cover.length; i++) {
      double u = (i % 96 + .5) / 96;
      double v = (i / 96 + .5) / 64;
      cover[i] = u >= x && u < x + side && v >= y && v < y + side ? 1 : 0;
    }
    return new Mask(96, 64, cover);
  }

  public static MotionPath right(double from, double to, double y) {
    return new MotionPath(
        List.of(new MotionPath.Point(from, y), new MotionPath.Point(to, y)), false);
  }
}
