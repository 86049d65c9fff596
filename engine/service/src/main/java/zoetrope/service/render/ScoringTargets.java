package zoetrope.service.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.core.image.RgbaImage;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionGuide;
import zoetrope.diffusion.score.Cutout;
import zoetrope.diffusion.score.Placement;
import zoetrope.diffusion.score.Score;
import zoetrope.diffusion.score.TakeScorer.Question;
import zoetrope.diffusion.score.TakeScores;

/** What a finished take is held to. */
final class ScoringTargets {
  private static final double NEAR = 0.02;

  private ScoringTargets() {}

  /** The first thing that moves is what is judged, in a clip of a size. */
  static Question of(ShotRequest shot, int width, int height) {
    if (shot.moving().isEmpty()) {
      return new Question.Scene();
    }
    return switch (shot.moving().getFirst()) {
      case Moving.Character c ->
          new Question.Character(cutout(c.look()), placements(c, shot.frames(), c.size()));
      case Moving.Region r -> region(r, shot, width, height);
    };
  }

  private static Question region(Moving.Region r, ShotRequest shot, int w, int h) {
    float[] cover = Layer.cover(r.area(), w, h);
    boolean[] inside = new boolean[cover.length];
    int x0 = w;
    int y0 = h;
    int x1 = 0;
    int y1 = 0;
    for (int i = 0; i < cover.length; i++) {
      inside[i] = cover[i] > 0.5;
      if (inside[i]) {
        x0 = Math.min(x0, i % w);
        x1 = Math.max(x1, i % w + 1);
        y0 = Math.min(y0, i / w);
        y1 = Math.max(y1, i / w + 1);
      }
    }
    if (x1 <= x0) {
      return new Question.Scene();
    }
    double cx = (x0 + x1) / 2.0 / w;
    double cy = (y0 + y1) / 2.0 / h;
    List<Placement> drawn = placements(r, shot.frames(), 0.2);
    Placement o = drawn.getFirst();
    return new Question.Region(
        inside,
        drawn.stream()
            .map(p -> new Placement(cx + p.x() - o.x(), cy + p.y() - o.y(), p.size()))
            .toList());
  }

  private static List<Placement> placements(Moving m, int frames, double size) {
    return m.path().sample(frames).stream().map(p -> new Placement(p.x(), p.y(), size)).toList();
  }

  private static Cutout cutout(RgbaImage image) {
    return new Cutout(image.width(), image.height(), image.rgba());
  }

  /**
   * Where change is allowed, when the shot brushes a given picture; empty when all of it may move.
   */
  static Optional<boolean[]> swept(ShotRequest shot, int w, int h) {
    if (!MotionGuide.brushed(shot)) {
      return Optional.empty();
    }
    float[] grown =
        Layer.dilate(
            new MotionGuide(shot, w, h).swept(), w, h, Math.max(1, (int) (NEAR * Math.min(w, h))));
    boolean[] out = new boolean[grown.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = grown[i] > 0.5;
    }
    return Optional.of(out);
  }

  /** Scores as the story keeps them. */
  static Map<String, Double> figures(TakeScores scores) {
    Map<String, Double> out = new LinkedHashMap<>();
    for (Score s : scores.scores()) {
      switch (s) {
        case Score.Identity i -> out.put("identity", i.ofCeiling());
        case Score.PathError p -> out.put("path_error_percent", p.mean());
        case Score.Stillness t -> out.put("stillness_db", t.decibels());
        case Score.Smoothness m -> out.put("smoothness", m.vbench());
      }
    }
    out.put(TakeMaker.COMBINED, scores.combined());
    return out;
  }
}
