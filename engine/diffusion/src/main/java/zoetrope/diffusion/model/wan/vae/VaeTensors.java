package zoetrope.diffusion.model.wan.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.PartTensors;

/**
 * Which layers an autoencoder has, and the tensors that {@link VaeGraph} takes of them, told from a
 * header alone. A test holds both together.
 *
 * @param names tensors by their original names
 */
record VaeTensors(TensorSource names) {
  /** Nothing: an autoencoder's file has no tensors that are not used. */
  private static final Pattern HARMLESS = Pattern.compile("(?!)");

  /** Whether a stage has a block of a number: what is missing of it is named when it is taken. */
  boolean block(String name) {
    return resamples(name)
        || names.has(name + ".residual.0.gamma")
        || names.has(name + ".residual.2.weight");
  }

  /** Whether a block changes the size of the plane. */
  boolean resamples(String name) {
    return layer(name + ".resample.1");
  }

  /** Whether a block changes the number of frames as well. */
  boolean resamplesTime(String name) {
    return layer(name + ".time_conv");
  }

  /** Whether a block has a way around it. */
  boolean shortcut(String name) {
    return layer(name + ".shortcut");
  }

  private boolean layer(String name) {
    return names.has(name + ".weight") || names.has(name + ".bias");
  }

  PartTensors part() {
    List<String> all = new ArrayList<>(both("conv1", "conv2"));
    for (String half : List.of("encoder", "decoder")) {
      all.addAll(both(half + ".conv1", half + ".head.2"));
      all.add(half + ".head.0.gamma");
      residual(all, half + ".middle.0");
      all.add(half + ".middle.1.norm.gamma");
      all.addAll(both(half + ".middle.1.to_qkv", half + ".middle.1.proj"));
      residual(all, half + ".middle.2");
    }
    blocks(all, "encoder.downsamples.");
    blocks(all, "decoder.upsamples.");
    return PartTensors.of(names, all, HARMLESS);
  }

  private void blocks(List<String> to, String stages) {
    for (int i = 0; block(stages + i); i++) {
      if (resamples(stages + i)) {
        to.addAll(both(stages + i + ".resample.1", stages + i + ".time_conv"));
      } else {
        residual(to, stages + i);
      }
    }
  }

  private static void residual(List<String> to, String name) {
    to.add(name + ".residual.0.gamma");
    to.add(name + ".residual.3.gamma");
    to.addAll(both(name + ".residual.2", name + ".residual.6", name + ".shortcut"));
  }

  private static List<String> both(String... layers) {
    return Stream.of(layers).flatMap(l -> Stream.of(l + ".weight", l + ".bias")).toList();
  }
}
