package zoetrope.diffusion.model.wan.folder;

import java.util.List;
import java.util.Set;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.dit.WanNames;

/**
 * What a file shows of the model that it belongs to.
 *
 * @param names of its tensors, which may begin with a prefix that a repack put there
 * @param in channels that a Wan transformer takes, 0 where it is none
 * @param out channels that it gives
 */
record Evidence(Set<String> names, long in, long out) {
  /** Frames, rows and columns behind the first two sizes of a kernel. */
  private static final int KERNEL = 5;

  static Evidence of(Checkpoint c) {
    TensorSource wan = WanNames.of(c);
    List<Long> kernel = shape(wan, "patch_embedding.weight");
    List<Long> head = shape(wan, "head.head.weight");
    boolean sized = kernel.size() == KERNEL && head.size() == 2;
    long patch = sized ? kernel.get(2) * kernel.get(3) * kernel.get(4) : 0;
    return new Evidence(
        c.names(), sized ? kernel.get(1) : 0, patch > 0 ? head.getFirst() / patch : 0);
  }

  private static List<Long> shape(TensorSource names, String tensor) {
    return names.has(tensor) ? names.info(tensor).shape() : List.of();
  }

  /** Whether there is a tensor of that name. */
  boolean has(String tensor) {
    String inside = "." + tensor;
    return names.contains(tensor) || names.stream().anyMatch(n -> n.endsWith(inside));
  }

  /** Whether there are tensors in a module whose name, or its end, this is. */
  boolean module(String name) {
    String first = name + ".";
    String inside = "." + first;
    return names.stream().anyMatch(n -> n.startsWith(first) || n.contains(inside));
  }

  /** Whether it takes pictures by way of CLIP. */
  boolean images() {
    return module("img_emb") || module("image_embedder");
  }

  /** Whether it only changes another model: a LoRA is not taken for what it was made for. */
  boolean lora() {
    return names.stream().anyMatch(n -> n.contains(".lora") && n.endsWith(".weight"));
  }
}
