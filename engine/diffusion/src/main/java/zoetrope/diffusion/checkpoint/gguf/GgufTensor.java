package zoetrope.diffusion.checkpoint.gguf;

import java.util.List;

/**
 * Where a tensor lies.
 *
 * @param shape sizes, outermost first, as other formats have them; GGUF counts from the innermost
 * @param offset first byte, counted from the start of the file
 * @param length bytes
 */
public record GgufTensor(String name, GgufType type, List<Long> shape, long offset, long length) {
  public GgufTensor {
    shape = List.copyOf(shape);
  }
}
