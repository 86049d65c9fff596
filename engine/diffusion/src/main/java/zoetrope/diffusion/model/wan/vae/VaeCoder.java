package zoetrope.diffusion.model.wan.vae;

import java.util.function.DoubleConsumer;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/**
 * Encodes or decodes one clip piece by piece, whole or in tiles. Of tiles each goes through the
 * whole clip before the next begins, so that only one tile's past is in memory; what waits for the
 * others waits on disk. The blocks whose attention sees every place run on the whole plane, which
 * is small, so that a tile differs from the whole only where its neighbours are near.
 *
 * @param grid the clip's latent
 */
record VaeCoder(TensorSource names, Runtime runtime, Grid grid, Tiles tiles, CancelToken cancel) {
  private static final String FEATURES = "features";
  private static final String FRAMES = "frames";

  /** Where pieces come from; may be asked again. */
  @FunctionalInterface
  interface From {
    Tensor piece(int piece);
  }

  /** Where pieces go, in order. */
  @FunctionalInterface
  interface To {
    void piece(int piece, Tensor values);
  }

  /** Frames to moments [1, 2 z, rows, columns]. */
  void encode(From frames, To moments) {
    if (tiles.count() == 1) {
      VaeStream.Maker whole =
          f -> VaeGraph.encoder(names, f, pixels(grid.rows()), pixels(grid.columns()));
      stream(whole, FRAMES, "moments", frames, moments);
      return;
    }
    int channels = VaeGraph.encoderFeatures(names);
    try (Spool spool = Spool.open(channels * tiles.height() * tiles.width(), grid.frames())) {
      VaeStream.Maker near =
          f -> VaeGraph.encoderNear(names, f, pixels(tiles.height()), pixels(tiles.width()));
      tiled(near, FRAMES, FEATURES, frames, Grid.SCALE, spool, share -> {});
      stream(
          f -> VaeGraph.encoderFar(names, f, grid.rows(), grid.columns()),
          FEATURES,
          "moments",
          piece -> blended(spool, piece, 1, channels, 1),
          moments);
    }
  }

  /** Latents [1, z, rows, columns] to frames [1 or 4, 3, 8 rows, 8 columns]. */
  void decode(From latents, To frames, DoubleConsumer worked) {
    if (tiles.count() == 1) {
      VaeStream.Maker whole = f -> VaeGraph.decoder(names, f, grid.rows(), grid.columns());
      To told =
          (piece, v) -> {
            frames.piece(piece, v);
            worked.accept((piece + 1.0) / grid.frames());
          };
      stream(whole, "latent", FRAMES, latents, told);
      return;
    }
    int channels = VaeGraph.decoderFeatures(names);
    int cells = grid.rows() * grid.columns();
    int pixels = pixels(tiles.height()) * pixels(tiles.width());
    try (Spool features = Spool.open(channels * cells, grid.frames());
        Spool pictures = Spool.open(4 * 3 * pixels, grid.frames())) {
      stream(
          f -> VaeGraph.decoderFar(names, f, grid.rows(), grid.columns()),
          "latent",
          FEATURES,
          latents,
          (piece, v) -> features.write(0, piece, v.values()));
      From whole =
          piece ->
              Tensor.of(
                  features.read(0, piece, channels * cells),
                  1,
                  channels,
                  grid.rows(),
                  grid.columns());
      VaeStream.Maker near = f -> VaeGraph.decoderNear(names, f, tiles.height(), tiles.width());
      tiled(near, FEATURES, FRAMES, whole, 1, pictures, worked);
      for (int i = 0; i < grid.frames(); i++) {
        cancel.check();
        frames.piece(i, blended(pictures, i, count(i), 3, Grid.SCALE));
      }
    }
  }

  private void stream(VaeStream.Maker maker, String in, String out, From from, To to) {
    try (VaeStream stream = new VaeStream(runtime, false, maker);
        Session.State state = new Session.State()) {
      for (int i = 0; i < grid.frames(); i++) {
        to.piece(i, stream.run(i, in, from.piece(i), state, cancel).get(out));
      }
    }
  }

  /**
   * @param scale pixels of a cell's side in what comes in
   */
  private void tiled(
      VaeStream.Maker maker,
      String in,
      String out,
      From from,
      int scale,
      Spool spool,
      DoubleConsumer worked) {
    try (VaeStream stream = new VaeStream(runtime, true, maker)) {
      for (int t = 0; t < tiles.count(); t++) {
        try (Session.State state = new Session.State()) {
          for (int i = 0; i < grid.frames(); i++) {
            Tensor part = tiles.cut(from.piece(i), t, scale);
            spool.write(t, i, stream.run(i, in, part, state, cancel).get(out).values());
            worked.accept((t * grid.frames() + i + 1.0) / tiles.count() / grid.frames());
          }
        }
      }
    }
  }

  /** One piece of all tiles; {@code scale} are pixels of a cell's side in it. */
  private Tensor blended(Spool spool, int piece, int count, int channels, int scale) {
    int planes = count * channels;
    int h = tiles.height() * scale;
    int w = tiles.width() * scale;
    float[] out = new float[planes * grid.rows() * scale * grid.columns() * scale];
    for (int t = 0; t < tiles.count(); t++) {
      Tensor part = Tensor.of(spool.read(t, piece, planes * h * w), count, channels, h, w);
      tiles.add(part, t, scale, out);
    }
    return Tensor.of(
        out, count, channels, (long) grid.rows() * scale, (long) grid.columns() * scale);
  }

  /** Frames of a piece. */
  private static int count(int piece) {
    return piece == 0 ? 1 : 4;
  }

  private static int pixels(int cells) {
    return cells * Grid.SCALE;
  }
}
