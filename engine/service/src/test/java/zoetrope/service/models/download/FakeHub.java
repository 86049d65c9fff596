package zoetrope.service.models.download;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A server on this machine that speaks as the hub does, and misbehaves when told to. Large files
 * (more than 100 bytes) are redirected to a second port, as the hub does to its storage.
 */
public final class FakeHub implements AutoCloseable {
  private static final int LARGE = 100;

  private final HttpServer hub;
  private final HttpServer storage;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedDeque<Integer> statuses = new ConcurrentLinkedDeque<>();
  private final AtomicInteger breaks = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicLong served = new AtomicLong();
  private volatile int breakAfter = Integer.MAX_VALUE;
  private volatile boolean ranges = true;
  private volatile boolean trees = true;
  private volatile boolean hashes = true;
  private volatile boolean damaged;
  private volatile int longer;
  private volatile long pauseMillis;
  private volatile long silence;
  private volatile String retryAfter = "";
  private volatile String storagePrefix;
  private volatile String etag = "\"v1\"";

  /** A request that reached a port. */
  public record Asked(String port, String path, String range, String ifRange, String token) {}

  public FakeHub() throws IOException {
    hub = start(this::atHub);
    storage = start(this::atStorage);
    storagePrefix = address(storage) + "/blob/";
  }

  private HttpServer start(com.sun.net.httpserver.HttpHandler handler) throws IOException {
    HttpServer s = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    s.createContext("/", handler);
    s.setExecutor(threads);
    s.start();
    return s;
  }

  private static String address(HttpServer s) {
    return "http://127.0.0.1:" + s.getAddress().getPort();
  }

  public String address() {
    return address(hub);
  }

  ModelServer server() {
    return ModelServer.of(address(), "secret", false);
  }

  /** Adds a file of random bytes to a repository. */
  public byte[] add(String repository, String path, int size) {
    byte[] bytes = new byte[size];
    new Random(path.hashCode()).nextBytes(bytes);
    return add(repository, path, bytes);
  }

  public byte[] add(String repository, String path, byte[] bytes) {
    files.put(repository + "/" + path, bytes);
    return bytes;
  }

  /** Breaks that many answers off after so many bytes. */
  public void breaking(int times, int after) {
    breaks.set(times);
    breakAfter = after;
  }

  /** Answers to the next requests for files, before all is well again. */
  void answers(Integer... next) {
    statuses.addAll(List.of(next));
  }

  void retryAfter(String value) {
    retryAfter = value;
  }

  void withoutRanges() {
    ranges = false;
  }

  public void withoutTrees() {
    trees = false;
  }

  void withoutHashes() {
    hashes = false;
  }

  /** Serves other bytes than it names hashes of. */
  void damaged(boolean is) {
    damaged = is;
  }

  /** Names sizes that are so much longer than the files. */
  void longer(int by) {
    longer = by;
  }

  /** Pauses after each 16 KiB. */
  public void slowly(long millis) {
    pauseMillis = millis;
  }

  /** Falls silent for so long in the midst of the next answer. */
  void silent(long millis) {
    silence = millis;
  }

  void storage(String prefix) {
    storagePrefix = prefix;
  }

  void etag(String is) {
    etag = is;
  }

  List<Asked> asked() {
    return asked;
  }

  List<Asked> askedOfStorage() {
    return asked.stream().filter(a -> a.port().equals("storage")).toList();
  }

  public long served() {
    return served.get();
  }

  int mostOpen() {
    return mostOpen.get();
  }

  private void note(String port, HttpExchange x) {
    Headers h = x.getRequestHeaders();
    asked.add(
        new Asked(
            port,
            x.getRequestURI().getPath(),
            header(h, "Range"),
            header(h, "If-Range"),
            header(h, "Authorization")));
  }

  private static String header(Headers h, String name) {
    String v = h.getFirst(name);
    return v == null ? "" : v;
  }

  private void atHub(HttpExchange x) throws IOException {
    note("hub", x);
    String path = x.getRequestURI().getPath();
    if (path.startsWith("/api/models/")) {
      tree(x, path.substring("/api/models/".length()).replaceAll("/tree/.*", "/"));
      return;
    }
    String name = path.substring(1).replaceFirst("/resolve/[^/]+/", "/");
    byte[] bytes = files.get(name);
    if (bytes == null) {
      answer(x, 404, "no such file");
    } else if (bytes.length <= LARGE) {
      x.getResponseHeaders().set("ETag", "\"" + git(bytes) + "\"");
      serve(x, bytes);
    } else {
      if (hashes) {
        x.getResponseHeaders().set("X-Linked-Etag", "\"" + sha256(bytes) + "\"");
      }
      x.getResponseHeaders().set("X-Linked-Size", "" + (bytes.length + longer));
      x.getResponseHeaders().set("Location", storagePrefix + encoded(name));
      answer(x, 302, "");
    }
  }

  private static String encoded(String name) {
    try {
      return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void tree(HttpExchange x, String repository) throws IOException {
    List<String> own = files.keySet().stream().filter(f -> f.startsWith(repository)).toList();
    if (own.isEmpty() || !trees) {
      answer(x, 404, "no such repository");
      return;
    }
    // Two files a page, as a hub with more files does.
    int page = Integer.parseInt(query(x, "cursor", "0"));
    if (page + 2 < own.size()) {
      x.getResponseHeaders()
          .set(
              "Link",
              "<%s%s?recursive=true&cursor=%d>; rel=\"next\""
                  .formatted(address(), x.getRequestURI().getRawPath(), page + 2));
    }
    String list =
        own.stream()
            .skip(page)
            .limit(2)
            .map(f -> entry(f.substring(repository.length()), files.get(f)))
            .collect(Collectors.joining(",", "[{\"type\":\"directory\",\"path\":\"x\"},", "]"));
    answer(x, 200, list);
  }

  private static String query(HttpExchange x, String name, String usual) {
    String q = String.valueOf(x.getRequestURI().getQuery());
    return Arrays.stream(q.split("&"))
        .filter(p -> p.startsWith(name + "="))
        .map(p -> p.substring(name.length() + 1))
        .findFirst()
        .orElse(usual);
  }

  private String entry(String path, byte[] bytes) {
    String lfs =
        bytes.length <= LARGE
            ? ""
            : ",\"lfs\":{\"oid\":\"%s\",\"size\":%d,\"pointerSize\":134}"
                .formatted(hashes ? sha256(bytes) : "?", bytes.length + longer);
    return "{\"type\":\"file\",\"oid\":\"%s\",\"size\":%d,\"path\":\"%s\"%s}"
        .formatted(hashes ? git(bytes) : "?", bytes.length, path, lfs);
  }

  private void atStorage(HttpExchange x) throws IOException {
    note("storage", x);
    Integer status = statuses.poll();
    if (status != null) {
      if (!retryAfter.isEmpty()) {
        x.getResponseHeaders().set("Retry-After", retryAfter);
      }
      answer(x, status, "not now");
      return;
    }
    byte[] bytes = files.get(x.getRequestURI().getPath().substring("/blob/".length()));
    byte[] sent = bytes.clone();
    if (damaged) {
      sent[sent.length / 2] ^= 1;
    }
    x.getResponseHeaders().set("ETag", etag);
    serve(x, sent);
  }

  private void serve(HttpExchange x, byte[] bytes) throws IOException {
    String range = header(x.getRequestHeaders(), "Range");
    String ifRange = header(x.getRequestHeaders(), "If-Range");
    boolean part = ranges && !range.isEmpty() && (ifRange.isEmpty() || ifRange.equals(etag));
    int from = 0;
    int to = bytes.length - 1;
    if (part) {
      String[] ends = range.replace("bytes=", "").split("-");
      from = Integer.parseInt(ends[0]);
      to = Math.min(to, Integer.parseInt(ends[1]));
      x.getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, to, bytes.length));
    }
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      x.sendResponseHeaders(part ? 206 : 200, Math.max(to - from + 1, -1));
      send(x, bytes, from, to + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
      x.close();
    }
  }

  private void send(HttpExchange x, byte[] bytes, int from, int to)
      throws IOException, InterruptedException {
    OutputStream out = x.getResponseBody();
    boolean breaking = breaks.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    int end = breaking ? Math.min(to, from + breakAfter) : to;
    for (int at = from; at < end; ) {
      int n = Math.min(end - at, 16 << 10);
      out.write(bytes, at, n);
      out.flush();
      served.addAndGet(n);
      at += n;
      Thread.sleep(pauseMillis + silence);
      silence = 0;
    }
  }

  private static void answer(HttpExchange x, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    x.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    x.getResponseBody().write(body);
    x.close();
  }

  static String sha256(byte[] bytes) {
    return hex("SHA-256", new byte[0], bytes);
  }

  static String git(byte[] bytes) {
    return hex("SHA-1", ("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static String hex(String algorithm, byte[] head, byte[] bytes) {
    try {
      MessageDigest d = MessageDigest.getInstance(algorithm);
      d.update(head);
      return HexFormat.of().formatHex(d.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    hub.stop(0);
    storage.stop(0);
    threads.shutdownNow();
  }

  /** The requests as text, for messages of failing tests. */
  @Override
  public String toString() {
    return new ArrayList<>(asked).toString();
  }
}
