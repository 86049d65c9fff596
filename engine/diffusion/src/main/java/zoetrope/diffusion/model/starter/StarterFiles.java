package zoetrope.diffusion.model.starter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsFile;

/**
 * The three weight files of a starter model; sizes are read from the tensors' shapes. Owns the
 * mappings.
 *
 * @param base denoiser and decoder
 * @param identity the identity adapter
 * @param trajectory the trajectory adapter
 */
record StarterFiles(SafetensorsFile base, SafetensorsFile identity, SafetensorsFile trajectory)
    implements AutoCloseable {

  /**
   * Opens {@code folder}'s files; throws {@link CheckpointException} naming what is missing or
   * damaged.
   */
  static StarterFiles open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CheckpointException(
          folder,
          "there is no such model folder",
          "Install the starter model again, or name another folder");
    }
    SafetensorsFile base = SafetensorsFile.open(folder.resolve("base.safetensors"));
    try {
      SafetensorsFile identity = SafetensorsFile.open(folder.resolve("identity.safetensors"));
      try {
        return new StarterFiles(
            base, identity, SafetensorsFile.open(folder.resolve("trajectory.safetensors")));
      } catch (CheckpointException e) {
        identity.close();
        throw e;
      }
    } catch (CheckpointException e) {
      base.close();
      throw e;
    }
  }

  private long size(String name, int dim) {
    List<Long> shape = base.info("denoiser." + name).shape();
    if (shape.size() <= dim) {
      throw new CheckpointException(
          base.path(),
          "tensor " + name + " has the shape " + shape,
          "The file is not a starter model's");
    }
    return shape.get(dim);
  }

  /** Width of a token. */
  int dim() {
    return (int) size("x_in.weight", 0);
  }

  /** Length of a prompt's vector. */
  int textSize() {
    return (int) size("text1.weight", 1);
  }

  /** Numbers in an attention head. */
  int headSize() {
    return (int) size("blocks.0.norm_q.weight", 0);
  }

  /** Number of blocks. */
  int depth() {
    int n = 0;
    while (base.header().tensors().containsKey("denoiser.blocks." + n + ".qkv.weight")) {
      n++;
    }
    return n;
  }

  @Override
  public void close() {
    trajectory.close();
    identity.close();
    base.close();
  }
}
