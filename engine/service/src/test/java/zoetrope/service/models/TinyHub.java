package zoetrope.service.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import zoetrope.service.models.download.FakeHub;

/** A server that has one real, tiny model of the catalogue: the reference vectors' own. */
public final class TinyHub {
  /** The catalogue's name of it. */
  public static final String NAME = "wan2.1-t2v-1.3b-diffusers";

  private static final String REPOSITORY = "Wan-AI/Wan2.1-T2V-1.3B-Diffusers";
  private static final Path REFERENCE = Path.of("../../src-test/reference");

  private TinyHub() {}

  /** Its files in the repository, and where they are here. */
  private static Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    for (String f : new String[] {"config.json", "diffusion_pytorch_model.safetensors"}) {
      files.put("transformer/" + f, REFERENCE.resolve("t2v/diffusers").resolve(f));
      files.put("vae/" + f, REFERENCE.resolve("vae/diffusers").resolve(f));
    }
    for (String f : new String[] {"config.json", "model.safetensors"}) {
      files.put("text_encoder/" + f, REFERENCE.resolve("umt5/hf").resolve(f));
    }
    files.put("tokenizer/tokenizer.json", REFERENCE.resolve("tokenizer/spm.fast.tokenizer.json"));
    return files;
  }

  /** Starts the server. */
  public static FakeHub start() throws IOException {
    FakeHub hub = new FakeHub();
    for (Map.Entry<String, Path> f : files().entrySet()) {
      hub.add(REPOSITORY, f.getKey(), Files.readAllBytes(f.getValue()));
    }
    hub.add(REPOSITORY, "model_index.json", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    hub.add(REPOSITORY, "assets/logo.png", 5000);
    return hub;
  }

  /** Bytes of what the catalogue asks for. */
  public static long size() throws IOException {
    long size = 2;
    for (Path p : files().values()) {
      size += Files.size(p);
    }
    return size;
  }
}
