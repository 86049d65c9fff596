package zoetrope.diffusion.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import zoetrope.core.image.RgbClip;

/**
 * Compares what stands at the tracked places with the reference; see {@link Score.Identity} for the
 * formula.
 */
final class IdentityMeter {
  private static final int FRAMES = 8; // spread over the clip
  private static final double EMBEDDING_SHARE = .7;
  private static final double DEGREE = Math.PI / 180;

  private final ImageEmbedder embedder;
  private final Raster sprite;
  private final Portrait portrait;
  private final float[] embedding;
  private final ColourHistogram colours;

  IdentityMeter(ImageEmbedder embedder, Cutout reference) {
    this.embedder = embedder;
    sprite = Raster.premultiplied(reference.trimmed());
    portrait = Portrait.of(sprite, embedder.side());
    embedding = embedder.embed(portrait.planes());
    colours = portrait.colours();
  }

  Score.Identity measure(RgbClip clip, List<Tracker.Sighting> track) {
    int n = Math.min(FRAMES, clip.frames());
    List<Supplier<Portrait>> seen = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int t = n == 1 ? 0 : Math.round((float) i * (clip.frames() - 1) / (n - 1));
      seen.add(
          () ->
              portrait.cutFrom(
                  Raster.ofFrame(clip, t, clip.width(), clip.height()), track.get(t).where()));
    }
    return new Score.Identity(likeness(seen), ceiling());
  }

  /** Likeness of the reference to itself, turned, scaled and lit as a scene might. */
  private double ceiling() {
    return likeness(
        List.of(
            again(-7 * DEGREE, 1.05, .9f, .95f, 1),
            again(7 * DEGREE, .95, 1, .93f, .85f),
            again(-3 * DEGREE, .97, .75f, .75f, .82f),
            again(3 * DEGREE, 1.03, .95f, 1, .95f)));
  }

  private Supplier<Portrait> again(double angle, double scale, float r, float g, float b) {
    return () -> portrait.rerendered(sprite, angle, scale, new float[] {r, g, b});
  }

  /** Mean likeness of several portraits, which are drawn side by side and judged in order. */
  private double likeness(List<Supplier<Portrait>> others) {
    List<Portrait> drawn = others.parallelStream().map(Supplier::get).toList();
    return drawn.stream().mapToDouble(this::likeness).average().orElse(0);
  }

  private double likeness(Portrait other) {
    float[] v = embedder.embed(other.planes());
    double cosine = 0;
    for (int i = 0; i < v.length; i++) {
      cosine += v[i] * embedding[i];
    }
    double colour = colours.intersection(other.colours());
    return EMBEDDING_SHARE * Math.max(0, cosine) + (1 - EMBEDDING_SHARE) * colour;
  }
}
