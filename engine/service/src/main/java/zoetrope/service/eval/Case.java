package zoetrope.service.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;

/**
 * One question of the evaluation, drawn from a seed by {@link Random}, whose sequence the Java
 * specification fixes.
 *
 * @param character the file of the cut-out
 * @param other another character's file, for the level of a stranger
 * @param place the class of scene the prompt asks for
 */
record Case(
    Path character,
    Path other,
    String place,
    String prompt,
    MotionPath path,
    double size,
    long seed) {
  static final int FRAMES = 24;

  /** Phrases that are not among the training captions. */
  private record Phrase(String place, String text) {}

  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("meadow", "strolling over lush hills of grass dotted with blossoms"),
          new Phrase("meadow", "在青翠的山坡草地上玩耍"),
          new Phrase("beach", "by the ocean, small waves rolling onto the sand"),
          new Phrase("beach", "在海滨的沙滩上"),
          new Phrase("city", "on an avenue lined with high-rise buildings"),
          new Phrase("city", "在城里的高楼大厦之间"),
          new Phrase("forest", "deep in a wood of fir and spruce"),
          new Phrase("forest", "在幽静的松林里"),
          new Phrase("desert", "crossing the dry desert, cacti and dunes everywhere"),
          new Phrase("desert", "在沙漠的沙丘上"),
          new Phrase("mountains", "high up among snow-capped alpine mountains"),
          new Phrase("mountains", "在白雪皑皑的高山上"),
          new Phrase("room", "at home in the lounge, a window in the wall"),
          new Phrase("room", "在家里的房间中"),
          new Phrase(
              "underwater", "swimming far below the surface of the sea, seaweed and bubbles"),
          new Phrase("underwater", "在海底的水草之间游动"),
          new Phrase("space", "on a moon far away, planets and stars in the sky"),
          new Phrase("space", "在外太空的月球上"),
          new Phrase("park", "in a city garden in October, trees all orange and red"),
          new Phrase("park", "在秋叶飘落的公园里"));

  static Case draw(List<Path> characters, long seed, int index) {
    Random r = new Random(seed * 1_000_003 + index);
    Path character = characters.get(index % characters.size());
    Path other =
        characters.get(
            (index + 1 + r.nextInt(Math.max(1, characters.size() - 1))) % characters.size());
    Phrase phrase = PHRASES.get(r.nextInt(PHRASES.size()));
    List<MotionPath.Point> points = new ArrayList<>();
    int count = 2 + r.nextInt(3);
    for (int i = 0; i < count; i++) {
      points.add(new MotionPath.Point(0.14 + 0.72 * r.nextDouble(), 0.2 + 0.62 * r.nextDouble()));
    }
    return new Case(
        character,
        other,
        phrase.place(),
        phrase.text(),
        new MotionPath(points, r.nextBoolean()),
        0.3 + 0.15 * r.nextDouble(),
        seed * 100 + index);
  }

  /** The shot with or without its adapters. */
  ShotRequest shot(
      RgbaImage look, boolean identity, boolean trajectory, int steps, double guidance) {
    List<Moving> moving = List.of(new Moving.Character(look, size, path));
    return new ShotRequest(
        prompt,
        "",
        FrameShape.LANDSCAPE,
        FRAMES,
        Optional.empty(),
        Optional.empty(),
        false,
        moving,
        List.of(),
        Optional.empty(),
        seed,
        steps,
        guidance,
        identity ? 1 : 0,
        trajectory ? 1 : 0);
  }
}
