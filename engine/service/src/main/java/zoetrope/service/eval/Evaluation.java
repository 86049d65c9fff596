package zoetrope.service.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbClip;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionGuide;
import zoetrope.diffusion.judge.SceneClassifier;
import zoetrope.diffusion.score.Cutout;
import zoetrope.diffusion.score.Placement;
import zoetrope.diffusion.score.Score;
import zoetrope.diffusion.score.TakeScorer;
import zoetrope.diffusion.score.TakeScores;
import zoetrope.service.render.Engine;
import zoetrope.service.render.Progress;

/** Asks a model questions about characters it has not seen and measures the answers. */
public final class Evaluation {

  /**
   * What came of one case.
   *
   * @param pathOn mean path error with the trajectory adapter, % of the diagonal
   * @param pathOff the same without
   * @param identityOn likeness as a share of the reference's own ceiling, with the identity adapter
   * @param identityOff the same without
   * @param stranger the same for another character held against the clip
   * @param stillness outside the swept region of a brushed picture, dB
   * @param sceneRight whether the place was recognised
   * @param seams brightness steps at token borders over those elsewhere, 1 is seamless
   * @param clip the clip with both adapters
   */
  public record Outcome(
      double pathOn,
      double pathOff,
      double identityOn,
      double identityOff,
      double stranger,
      double stillness,
      boolean sceneRight,
      double seams,
      String asked,
      RgbClip clip) {}

  private final Engine engine;
  private final SceneClassifier scenes;
  private final int steps;
  private final double guidance;

  public Evaluation(Engine engine, SceneClassifier scenes, int steps, double guidance) {
    this.engine = engine;
    this.scenes = scenes;
    this.steps = steps;
    this.guidance = guidance;
  }

  /** Runs {@code count} cases over the characters in turn. */
  public List<Outcome> run(
      List<Path> characters, long seed, int count, Progress progress, CancelToken cancel) {
    List<Outcome> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add(run(Case.draw(characters, seed, i), cancel));
      progress.step("evaluating", i + 1, count);
    }
    return out;
  }

  private Outcome run(Case c, CancelToken cancel) {
    RgbaImage look = engine.pictures().cutout(c.character());
    RgbClip on = generate(c.shot(look, true, true, steps, guidance), cancel);
    RgbClip still = generate(c.shot(look, true, false, steps, guidance), cancel);
    RgbClip blank = generate(c.shot(look, false, true, steps, guidance), cancel);
    TakeScores with = score(on, look, c);
    return new Outcome(
        path(with),
        path(score(still, look, c)),
        identity(with),
        identity(score(blank, look, c)),
        identity(score(on, engine.pictures().cutout(c.other()), c)),
        stillness(c, look, on, cancel),
        scenes.classify(on, cancel).equals(c.place()),
        Seams.ratio(on),
        c.place(),
        on);
  }

  private RgbClip generate(ShotRequest shot, CancelToken cancel) {
    return engine.model().generate(shot, VideoModel.Listener.NONE, cancel);
  }

  private TakeScores score(RgbClip clip, RgbaImage look, Case c) {
    List<Placement> path =
        c.path().sample(Case.FRAMES).stream()
            .map(p -> new Placement(p.x(), p.y(), c.size()))
            .toList();
    Cutout cutout = new Cutout(look.width(), look.height(), look.rgba());
    return engine
        .scorer()
        .score(clip, new TakeScorer.Question.Character(cutout, path), Optional.empty());
  }

  private static double path(TakeScores s) {
    return s.of(Score.PathError.class).orElseThrow().mean();
  }

  private static double identity(TakeScores s) {
    return s.of(Score.Identity.class).orElseThrow().ofCeiling();
  }

  /**
   * Takes the first frame of the clip as a picture, brushes the character in it and drags it along
   * the same path.
   */
  private double stillness(Case c, RgbaImage look, RgbClip clip, CancelToken cancel) {
    int w = clip.width();
    int h = clip.height();
    MotionGuide placed = new MotionGuide(c.shot(look, true, true, 1, 1), w, h);
    float[] brushed = Layer.dilate(placed.at(0).alpha(), w, h, 6);
    Moving region =
        new Moving.Region(
            new Mask(w, h, brushed), new MotionPath(c.path().points(), c.path().ease()));
    Optional<CameraTransform> camera = Optional.empty();
    ShotRequest shot =
        new ShotRequest(
            c.prompt(),
            "",
            FrameShape.LANDSCAPE,
            Case.FRAMES,
            Optional.of(frame(clip, 0)),
            Optional.empty(),
            false,
            List.of(region),
            List.of(),
            camera,
            c.seed(),
            steps,
            guidance,
            1,
            1);
    float[] swept = Layer.dilate(new MotionGuide(shot, w, h).swept(), w, h, 6);
    boolean[] mask = new boolean[swept.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = swept[i] > 0.02;
    }
    TakeScores s =
        engine
            .scorer()
            .score(generate(shot, cancel), new TakeScorer.Question.Scene(), Optional.of(mask));
    return s.of(Score.Stillness.class)
        .map(Score.Stillness::decibels)
        .orElse(Score.Stillness.UNCHANGED);
  }

  static RgbaImage frame(RgbClip clip, int t) {
    int size = clip.width() * clip.height();
    byte[] rgba = new byte[size * 4];
    for (int i = 0; i < size; i++) {
      System.arraycopy(clip.rgb(), (t * size + i) * 3, rgba, 4 * i, 3);
      rgba[4 * i + 3] = -1;
    }
    return new RgbaImage(clip.width(), clip.height(), rgba);
  }
}
