package zoetrope.app.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A server on this machine with one tiny model of the catalogue, as slow as asked for. */
public final class LittleHub implements AutoCloseable {
  /** The catalogue's name of it. */
  public static final String NAME = "wan2.1-t2v-1.3b-diffusers";

  private static final String REPOSITORY = "Wan-AI/Wan2.1-T2V-1.3B-Diffusers";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile long pauseMillis;

  public LittleHub(Path reference) throws IOException {
    add("model_index.json", "{}".getBytes(StandardCharsets.UTF_8));
    add("transformer/", reference.resolve("t2v/diffusers"), "diffusion_pytorch_model.safetensors");
    add("text_encoder/", reference.resolve("umt5/hf"), "model.safetensors");
    add("vae/", reference.resolve("vae/diffusers"), "diffusion_pytorch_model.safetensors");
    add(
        "tokenizer/tokenizer.json",
        Files.readAllBytes(reference.resolve("tokenizer/spm.fast.tokenizer.json")));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void add(String folder, Path from, String weights) throws IOException {
    for (String f : new String[] {weights, "config.json"}) {
      add(folder + f, Files.readAllBytes(from.resolve(f)));
    }
  }

  private void add(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Pauses after each 16 KiB. */
  public void slowly(long millis) {
    pauseMillis = millis;
  }

  private void answer(HttpExchange x) throws IOException {
    try (x) {
      String path = x.getRequestURI().getPath();
      if (path.equals("/api/models/" + REPOSITORY + "/tree/main")) {
        send(x, 200, tree().getBytes(StandardCharsets.UTF_8), 0);
        return;
      }
      byte[] bytes =
          files.getOrDefault(path.replace("/" + REPOSITORY + "/resolve/main/", ""), null);
      String range = x.getRequestHeaders().getFirst("Range");
      if (bytes == null) {
        send(x, 404, new byte[0], 0);
      } else if (range == null) {
        send(x, 200, bytes, 0);
      } else {
        int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
        x.getResponseHeaders()
            .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
        send(x, 206, bytes, from);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpExchange x, int status, byte[] bytes, int from)
      throws IOException, InterruptedException {
    x.sendResponseHeaders(status, bytes.length == from ? -1 : bytes.length - from);
    OutputStream out = x.getResponseBody();
    for (int at = from; at < bytes.length; at += 16 << 10) {
      out.write(bytes, at, Math.min(16 << 10, bytes.length - at));
      out.flush();
      Thread.sleep(pauseMillis);
    }
  }

  private String tree() {
    return files.entrySet().stream()
        .map(
            f ->
                "{\"type\":\"file\",\"path\":\"%s\",\"size\":%d,\"lfs\":{\"oid\":\"%s\",\"size\":%d}}"
                    .formatted(
                        f.getKey(), f.getValue().length, hash(f.getValue()), f.getValue().length))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
