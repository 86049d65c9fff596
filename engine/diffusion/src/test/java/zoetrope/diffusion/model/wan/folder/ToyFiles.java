package zoetrope.diffusion.model.wan.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zoetrope.diffusion.checkpoint.DType;

/** Parts of a Wan2.1 model a few bytes large: right names and shapes, zeros for weights. */
final class ToyFiles {
  static final int DIM = 8;
  static final int LATENT = 16;
  static final int TEXT = 12;
  static final int IMAGE = 10;

  private final Path folder;

  ToyFiles(Path folder) {
    this.folder = folder;
  }

  /** Names to shapes, with one type. */
  static Map<String, List<Long>> tensors(Object... namesAndShapes) {
    Map<String, List<Long>> out = new LinkedHashMap<>();
    for (int i = 0; i < namesAndShapes.length; i += 2) {
      out.put(
          (String) namesAndShapes[i],
          Arrays.stream((int[]) namesAndShapes[i + 1]).asLongStream().boxed().toList());
    }
    return out;
  }

  static int[] shape(int... sizes) {
    return sizes;
  }

  /** The original release's transformer. */
  static Map<String, List<Long>> transformer(int inChannels) {
    return tensors(
        "patch_embedding.weight", shape(DIM, inChannels, 1, 2, 2),
        "text_embedding.0.weight", shape(DIM, TEXT),
        "time_embedding.0.weight", shape(DIM, 6),
        "blocks.0.ffn.0.weight", shape(20, DIM),
        "blocks.1.ffn.0.weight", shape(20, DIM),
        "head.head.weight", shape(LATENT * 4, DIM));
  }

  static Map<String, List<Long>> imageTransformer() {
    Map<String, List<Long>> out = transformer(2 * LATENT + 4);
    out.put("img_emb.proj.1.weight", List.of((long) IMAGE, (long) IMAGE));
    return out;
  }

  static Map<String, List<Long>> vaceTransformer() {
    Map<String, List<Long>> out = transformer(LATENT);
    out.put("vace_patch_embedding.weight", List.of((long) DIM, 96L, 1L, 2L, 2L));
    out.put("vace_blocks.0.ffn.0.weight", List.of(20L, (long) DIM));
    return out;
  }

  /** The transformer as diffusers names it. */
  static Map<String, List<Long>> diffusersTransformer() {
    return tensors(
        "patch_embedding.weight", shape(DIM, LATENT, 1, 2, 2),
        "condition_embedder.text_embedder.linear_1.weight", shape(DIM, TEXT),
        "condition_embedder.time_embedder.linear_1.weight", shape(DIM, 6),
        "blocks.0.ffn.net.0.proj.weight", shape(20, DIM),
        "proj_out.weight", shape(LATENT * 4, DIM));
  }

  static Map<String, List<Long>> textEncoder() {
    return tensors(
        "shared.weight", shape(30, TEXT),
        "encoder.block.0.layer.0.SelfAttention.q.weight", shape(TEXT, TEXT));
  }

  static Map<String, List<Long>> originalTextEncoder() {
    return tensors(
        "token_embedding.weight", shape(30, TEXT), "blocks.0.attn.q.weight", shape(TEXT, TEXT));
  }

  static Map<String, List<Long>> vae(int latent) {
    return tensors(
        "decoder.conv1.weight", shape(4, latent, 3, 3, 3),
        "conv2.weight", shape(latent, latent, 1, 1, 1));
  }

  static Map<String, List<Long>> diffusersVae() {
    return tensors(
        "decoder.conv_in.weight", shape(4, LATENT, 3, 3, 3),
        "post_quant_conv.weight", shape(LATENT, LATENT, 1, 1, 1));
  }

  static Map<String, List<Long>> imageEncoder() {
    return tensors(
        "vision_model.embeddings.patch_embedding.weight", shape(IMAGE, 3, 2, 2),
        "vision_model.embeddings.class_embedding", shape(IMAGE));
  }

  static Map<String, List<Long>> originalImageEncoder() {
    return tensors("visual.patch_embedding.weight", shape(IMAGE, 3, 2, 2));
  }

  static Map<String, List<Long>> prefixed(String prefix, Map<String, List<Long>> tensors) {
    Map<String, List<Long>> out = new LinkedHashMap<>();
    tensors.forEach((name, shape) -> out.put(prefix + name, shape));
    return out;
  }

  /** Writes a safetensors file of zeros. */
  Path write(String name, DType type, Map<String, List<Long>> tensors) throws IOException {
    ObjectNode header = new ObjectMapper().createObjectNode();
    long at = 0;
    for (Map.Entry<String, List<Long>> t : tensors.entrySet()) {
      long length = t.getValue().stream().reduce(1L, (a, b) -> a * b) * type.bytes();
      ObjectNode n = header.putObject(t.getKey()).put("dtype", type.name());
      t.getValue().forEach(n.withArray("shape")::add);
      n.withArray("data_offsets").add(at).add(at + length);
      at += length;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    out.write(json);
    out.write(new byte[Math.toIntExact(at)]);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, out.toByteArray());
  }

  Path text(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Two shards with their index. */
  void shards(String folderAndStem, DType type, Map<String, List<Long>> tensors)
      throws IOException {
    Map<String, List<Long>> first = new LinkedHashMap<>();
    Map<String, List<Long>> second = new LinkedHashMap<>();
    ObjectNode index = new ObjectMapper().createObjectNode();
    String stem = folderAndStem.substring(folderAndStem.lastIndexOf('/') + 1);
    tensors.forEach(
        (name, shape) -> {
          boolean even = first.size() == second.size();
          (even ? first : second).put(name, shape);
          index
              .withObject("weight_map")
              .put(name, stem + (even ? "-00001-of-00002" : "-00002-of-00002") + ".safetensors");
        });
    write(folderAndStem + "-00001-of-00002.safetensors", type, first);
    write(folderAndStem + "-00002-of-00002.safetensors", type, second);
    text(folderAndStem + ".safetensors.index.json", index.toString());
  }
}
