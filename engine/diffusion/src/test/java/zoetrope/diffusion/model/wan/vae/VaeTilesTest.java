package zoetrope.diffusion.model.wan.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Tensor;
import zoetrope.diffusion.sampling.Philox;

/**
 * Pictures in tiles are the whole's wherever no seam is near, close to it at the seams, and come in
 * the memory asked for, however long the clip.
 */
class VaeTilesTest {
  private static final int BASE = 8;

  /** Two tiles of 24 columns that share 16 to 24, of which 18 to 22 are faded. */
  private static final Grid GRID = new Grid(3, 6, 40);

  private static final int FADED_FROM = 18;
  private static final int FADED_TO = 22;

  @TempDir Path folder;

  private final Runtime runtime = Runtime.cpu();

  @Test
  void sharesOfTilesAddUpToOneAndEdgesOfTilesCountForNothing() {
    for (int n = 1; n <= 3; n++) {
      Tiles t = Tiles.of(37, 90, n, 3 * n);
      float[] sum = new float[90 * 8];
      for (int i = 0; i < t.lefts().size(); i++) {
        float[] shares = Tiles.shares(t.lefts(), i, t.width(), 8);
        for (int k = 0; k < shares.length; k++) {
          sum[t.lefts().get(i) * 8 + k] += shares[k];
        }
        assertThat(shares[0]).isEqualTo(i == 0 ? 1 : 0);
        assertThat(shares[shares.length - 1]).isEqualTo(i == t.lefts().size() - 1 ? 1 : 0);
      }
      for (float s : sum) {
        assertThat(s).isBetween(0.999f, 1.001f);
      }
      assertThat(t.lefts().getLast() + t.width()).isEqualTo(90);
      assertThat(t.tops().getLast() + t.height()).isEqualTo(37);
    }
    assertThat(Tiles.of(10, 10, 1, 1).count()).isEqualTo(1);
    assertThatThrownBy(() -> Tiles.of(8, 90, 2, 1)).hasMessageContaining("2 x 1 windows");
  }

  /** What windows share is worked out twice, so that few of a good shape cost the least. */
  @Test
  void ofTheTilesThatFitIntoABudgetThoseAreTakenThatRepeatTheLeastWork() {
    VaeMemory memory = new VaeMemory(96, 384, 508L << 20);
    long plane = 60 * 104;
    for (long mebibytes : new long[] {2000, 3000, 4500, 9000}) {
      Tiles t = memory.within(mebibytes << 20, 60, 104);
      assertThat(memory.tiled(plane, t)).isLessThanOrEqualTo(mebibytes << 20);
      for (int down = 1; down < 7; down++) {
        for (int across = 1; across < 12; across++) {
          Tiles other = Tiles.of(60, 104, down, across);
          assertThat(other.work() >= t.work() || memory.tiled(plane, other) > mebibytes << 20)
              .isTrue();
        }
      }
    }
    assertThat(memory.within(1, 60, 104).height()).isEqualTo(16);
    assertThat(memory.within(Long.MAX_VALUE, 60, 104).count()).isEqualTo(1);
  }

  @Test
  void decodedTilesAreTheWholeAwayFromSeamsAndNearItAtThem() {
    try (Checkpoint vae =
        Checkpoint.open(RandomVae.write(folder.resolve("vae.safetensors"), BASE))) {
      List<Tensor> whole = decoded(vae, GRID, Tiles.of(6, 40, 1, 1));
      List<Tensor> tiled = decoded(vae, GRID, Tiles.of(6, 40, 1, 2));
      assertThat(tiled).hasSize(3);
      assertThat(tiled.get(0).dims()).containsExactly(1, 3, 48, 320);
      for (int i = 0; i < 3; i++) {
        check(whole.get(i), tiled.get(i), 8, 1e-5f);
      }
    }
  }

  /** The encoder's attention comes after its tiles and carries what seams change everywhere. */
  @Test
  void encodedTilesAreNearTheWholeEverywhere() {
    try (Checkpoint vae =
        Checkpoint.open(RandomVae.write(folder.resolve("vae.safetensors"), BASE))) {
      List<Tensor> whole = encoded(vae, Tiles.of(6, 40, 1, 1));
      List<Tensor> tiled = encoded(vae, Tiles.of(6, 40, 1, 2));
      for (int i = 0; i < 3; i++) {
        check(whole.get(i), tiled.get(i), 1, 2e-2f);
      }
    }
  }

  private static void check(Tensor whole, Tensor tiled, int scale, float near) {
    int columns = (int) whole.dims()[3];
    double faded = 0;
    double size = 0;
    for (int i = 0; i < whole.values().length; i++) {
      float off = Math.abs(whole.values()[i] - tiled.values()[i]);
      int column = i % columns / scale;
      if (column < FADED_FROM || column >= FADED_TO) {
        assertThat(off).as("column %d", column).isLessThan(near);
      } else {
        faded += off;
        size += Math.abs(whole.values()[i]);
      }
    }
    assertThat(faded / size).isLessThan(0.1);
  }

  private List<Tensor> decoded(Checkpoint vae, Grid grid, Tiles tiles) {
    List<Tensor> out = new ArrayList<>();
    new VaeCoder(vae, runtime, grid, tiles, new CancelToken())
        .decode(piece -> latent(piece, grid), (piece, v) -> out.add(v), share -> {});
    return out;
  }

  private static Tensor latent(int piece, Grid grid) {
    return Tensor.of(
        Philox.normals(5, piece, 16 * grid.rows() * grid.columns()),
        1,
        16,
        grid.rows(),
        grid.columns());
  }

  private List<Tensor> encoded(Checkpoint vae, Tiles tiles) {
    List<Tensor> out = new ArrayList<>();
    new VaeCoder(vae, runtime, GRID, tiles, new CancelToken())
        .encode(VaeTilesTest::pictures, (piece, v) -> out.add(v));
    return out;
  }

  private static Tensor pictures(int piece) {
    int count = piece == 0 ? 1 : 4;
    return Tensor.of(Philox.normals(6, piece, count * 3 * 48 * 320), count, 3, 48, 320);
  }

  @Test
  void framesComeOneGroupAfterTheOtherAndTheFirstOnesDoNotDependOnLaterOnes() {
    Path file = RandomVae.write(folder.resolve("vae.safetensors"), BASE);
    try (WanVae vae = WanVae.open(file, runtime)) {
      Grid three = new Grid(3, 4, 6);
      Grid two = new Grid(2, 4, 6);
      float[] latent = Philox.normals(7, 0, 16 * three.cells());
      float[] begin = new float[16 * two.cells()];
      for (int c = 0; c < 16; c++) {
        System.arraycopy(latent, c * three.cells(), begin, c * two.cells(), two.cells());
      }
      List<Integer> starts = new ArrayList<>();
      List<Tensor> all = new ArrayList<>();
      vae.decode(
          latent,
          three,
          (from, v) -> {
            starts.add(from);
            all.add(v);
          },
          new CancelToken());
      List<Tensor> some = new ArrayList<>();
      vae.decode(begin, two, (from, v) -> some.add(v), new CancelToken());
      assertThat(starts).containsExactly(0, 1, 5);
      for (int i = 0; i < 2; i++) {
        assertThat(some.get(i).values()).containsExactly(all.get(i).values());
      }
    }
  }

  @Test
  void aBudgetChoosesTilesAndTheSamePicturesComePieceByPiece() {
    Path file = RandomVae.write(folder.resolve("vae.safetensors"), BASE);
    try (WanVae whole = WanVae.open(file, runtime);
        WanVae small = WanVae.open(file, runtime, 60 << 20)) {
      assertThat(whole.tileCount(8, 40)).isEqualTo(1);
      assertThat(small.tileCount(8, 40)).isGreaterThan(1);
      assertThat(small.memory(8, 40)).isLessThan(whole.memory(8, 40)).isLessThan(60 << 20);
      float[] video = Philox.normals(8, 0, 3 * 5 * 64 * 320);
      float[] a = whole.encode(video, 5, 64, 320, new CancelToken());
      float[] b = small.encode(video, 5, 64, 320, new CancelToken());
      assertThat(b).hasSameSizeAs(a);
      double off = 0;
      double size = 0;
      for (int i = 0; i < a.length; i++) {
        off += Math.abs(a[i] - b[i]);
        size += Math.abs(a[i]);
      }
      assertThat(off / size).isBetween(1e-7, 0.05);
    }
  }

  @Test
  void sizesThatAreNoMultiplesOfEightAreRefused() {
    try (WanVae vae =
        WanVae.open(RandomVae.write(folder.resolve("v.safetensors"), BASE), runtime)) {
      assertThatThrownBy(() -> vae.encode(new float[3 * 12 * 16], 1, 12, 16, new CancelToken()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("16x12");
    }
  }

  @Test
  void cancellingStopsBetweenTiles() {
    CancelToken cancel = new CancelToken();
    try (Checkpoint vae =
        Checkpoint.open(RandomVae.write(folder.resolve("vae.safetensors"), BASE))) {
      double[] seen = new double[1];
      VaeCoder coder = new VaeCoder(vae, runtime, GRID, Tiles.of(6, 40, 1, 2), cancel);
      assertThatThrownBy(
              () ->
                  coder.decode(
                      piece -> latent(piece, GRID),
                      (piece, v) -> {},
                      share -> {
                        seen[0] = share;
                        cancel.cancel();
                      }))
          .isInstanceOf(CancelledException.class);
      assertThat(seen[0]).isBetween(0.1, 0.2);
    }
  }
}
