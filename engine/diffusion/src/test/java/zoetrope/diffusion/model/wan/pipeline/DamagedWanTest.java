package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;

/**
 * A shot asked of a model one of whose files is damaged: whatever the part and the damage, opening
 * the model or making the shot ends in one error that names the file.
 */
class DamagedWanTest {
  @TempDir private Path place;

  /** A file of the model, and a tensor in it that every shot needs. */
  enum Part {
    TRANSFORMER("diffusion_pytorch_model.safetensors", "blocks.1.ffn.2.weight"),
    TEXT_ENCODER("text", "blocks.1.attn.q.weight"),
    AUTOENCODER("vae", "decoder.middle.0.residual.2.weight"),
    IMAGE_ENCODER("clip", "visual.transformer.0.attn.to_qkv.weight");

    private final String place;
    private final String tensor;

    Part(String place, String tensor) {
      this.place = place;
      this.tensor = tensor;
    }

    Path file(Path folder) {
      Path at = folder.resolve(place);
      try (Stream<Path> files = Files.walk(at)) {
        return files.filter(f -> f.toString().endsWith(".safetensors")).findFirst().orElseThrow();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What may have become of it. */
  enum Damage {
    CUT_OFF {
      @Override
      void to(Path file, String tensor) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - 64));
      }
    },
    EMPTY {
      @Override
      void to(Path file, String tensor) throws IOException {
        Files.write(file, new byte[0]);
      }
    },
    A_HEADER_LONGER_THAN_ANY {
      @Override
      void to(Path file, String tensor) throws IOException {
        byte[] all = Files.readAllBytes(file);
        ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Long.MAX_VALUE);
        Files.write(file, all);
      }
    },
    TENSORS_OUTSIDE_THE_FILE {
      @Override
      void to(Path file, String tensor) throws IOException {
        byte[] header =
            "{\"%s\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[9000000000000000000,9000000000000000016]}}"
                .formatted(tensor)
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer b = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, b.putLong(header.length).put(header).array());
      }
    },
    NO_NUMBER {
      @Override
      void to(Path file, String tensor) {
        change(file, all -> all.computeIfPresent(tensor, (n, e) -> filled(e.shape(), Float.NaN)));
      }
    },
    MISSING {
      @Override
      void to(Path file, String tensor) {
        change(file, all -> all.remove(tensor));
      }
    },
    ANOTHER_SHAPE {
      @Override
      void to(Path file, String tensor) {
        change(
            file,
            all ->
                all.computeIfPresent(
                    tensor,
                    (n, e) -> {
                      List<Long> shape = new ArrayList<>(e.shape());
                      shape.set(1, shape.get(1) + 1);
                      return filled(shape, 0);
                    }));
      }
    };

    abstract void to(Path file, String tensor) throws IOException;
  }

  private interface Change {
    void to(Map<String, Entry> tensors);
  }

  private static void change(Path file, Change change) {
    Map<String, Entry> all = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(file)) {
      c.names().forEach(n -> all.put(n, new Entry(c.info(n).shape(), c.floats(n))));
    }
    change.to(all);
    SafetensorsWriter.write(file, all, Map.of());
  }

  private static Entry filled(List<Long> shape, float value) {
    float[] v = new float[shape.stream().reduce(1L, Math::multiplyExact).intValue()];
    Arrays.fill(v, value);
    return new Entry(shape, v);
  }

  static Stream<Arguments> all() {
    return Arrays.stream(Part.values())
        .flatMap(p -> Arrays.stream(Damage.values()).map(d -> Arguments.of(p, d)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsInAnErrorThatNamesTheFile(Part part, Damage damage) throws IOException {
    Path folder = TinyWan.folder(place, "i2v");
    Path file = part.file(folder);
    damage.to(file, part.tensor);
    ShotRequest shot = TinyWan.pictured(5);
    assertThatThrownBy(
            () -> {
              try (WanModel model = TinyWan.open(folder)) {
                model.generate(shot, VideoModel.Listener.NONE, new CancelToken());
              }
            })
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file.getParent().toString());
  }
}
