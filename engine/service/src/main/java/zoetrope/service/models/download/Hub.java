package zoetrope.service.models.download;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zoetrope.core.task.CancelledException;

/**
 * What repositories of a server hold: its tree of files with sizes and hashes; where a server has
 * no trees, what the answers for single files say. Whoever opens it closes it.
 */
public final class Hub implements AutoCloseable {
  private static final int MOST = 64 << 20;
  private static final int PAGES = 100;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
  private static final Pattern RANGE = Pattern.compile("bytes \\d+-\\d+/(\\d+)");

  private final ModelServer server;
  private final Http http;
  private final RetryPolicy patience;

  public Hub(ModelServer server) {
    this(server, Thread::sleep);
  }

  Hub(ModelServer server, RetryPolicy.Pause pause) {
    this.server = server;
    http = new Http(server);
    patience = new RetryPolicy(pause);
  }

  /**
   * Files of a repository.
   *
   * @param revision branch, tag or commit
   * @param which of them, by their paths
   * @throws DownloadException when the server has no such repository, or names files without hashes
   */
  public List<RemoteFile> files(String repository, String revision, Predicate<String> which) {
    List<RemoteFile> all = new ArrayList<>();
    Optional<URI> page = Optional.of(server.tree(repository, revision));
    for (int pages = 0; page.isPresent() && pages < PAGES; pages++) {
      URI at = page.get();
      page = ask(at, a -> page(at, a, n -> all.add(wanted(n, repository, revision)), which));
    }
    return all;
  }

  private static Optional<URI> page(
      URI at, Http.Answer answer, Consumer<JsonNode> to, Predicate<String> which)
      throws IOException {
    byte[] body = answer.body().readNBytes(MOST);
    JsonNode list;
    try {
      list = new ObjectMapper().readTree(body);
    } catch (JsonProcessingException _) {
      list = MissingNode.getInstance();
    }
    if (!list.isArray()) {
      throw new DownloadException(
          at, "what the server sends is no list of files", "Check the server's address");
    }
    for (JsonNode n : list) {
      if (n.path("type").asText().equals("file") && which.test(n.path("path").asText())) {
        to.accept(n);
      }
    }
    Matcher next = NEXT.matcher(answer.header("Link"));
    return next.find() ? Optional.of(at.resolve(next.group(1))) : Optional.empty();
  }

  private RemoteFile wanted(JsonNode n, String repository, String revision) {
    String path = n.path("path").asText();
    JsonNode large = n.path("lfs");
    String hash = (large.isObject() ? large : n).path("oid").asText().replace("sha256:", "");
    long size = (large.has("size") ? large : n).path("size").asLong(-1);
    return new RemoteFile(
        server.file(repository, revision, path),
        path,
        size,
        Checksum.of(hash).orElseThrow(() -> nameless(repository + "/" + path)));
  }

  /** One file, as the answer for it tells; for servers without trees. */
  public RemoteFile file(String repository, String revision, String path) {
    URI at = server.file(repository, revision, path);
    return ask(
        at,
        Map.of("Range", "bytes=0-0"),
        a -> {
          Matcher range = RANGE.matcher(a.header("Content-Range"));
          long size =
              a.size()
                  .orElseGet(
                      () ->
                          range.matches()
                              ? Long.parseLong(range.group(1))
                              : a.response()
                                  .headers()
                                  .firstValueAsLong("Content-Length")
                                  .orElse(-1));
          return new RemoteFile(at, path, size, a.checksum().orElseThrow(() -> nameless(at)));
        });
  }

  private static DownloadException nameless(Object what) {
    return new DownloadException(
        what,
        "the server names no hash of it, so that nobody could tell whether it arrived whole",
        "Choose another server");
  }

  /** Reads an answer. */
  private interface Reading<T> {
    T of(Http.Answer answer) throws IOException;
  }

  private <T> T ask(URI at, Reading<T> reading) {
    return ask(at, Map.of(), reading);
  }

  private <T> T ask(URI at, Map<String, String> headers, Reading<T> reading) {
    try {
      return patience.keep(
          at,
          () -> 0,
          () -> {
            try (Http.Answer a = http.get(at, headers)) {
              return reading.of(a);
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
