package zoetrope.service.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Asks a server. Redirects are followed by hand: the token stays with the server it is for, nothing
 * is asked without encryption, and what the hub says about a file on the way is kept. HTTP/1.1, so
 * that each range has a connection of its own.
 */
final class Http implements AutoCloseable {
  private static final int REDIRECTS = 10;
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> LATER = Set.of(408, 425, 429, 500, 502, 503, 504);

  private final ModelServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  Http(ModelServer server) {
    this.server = server;
  }

  /**
   * An answer of 200 or 206.
   *
   * @param checksum that the hub or the file's own server names
   * @param size that the hub names for a file in large-file storage
   */
  record Answer(HttpResponse<InputStream> response, Optional<Checksum> checksum, OptionalLong size)
      implements AutoCloseable {
    InputStream body() {
      return response.body();
    }

    boolean partial() {
      return response.statusCode() == 206;
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Hangs up; a body that was not read to its end costs the connection. */
    @Override
    public void close() {
      try {
        response.body().close();
      } catch (IOException _) {
        // Nothing of it is wanted any more.
      }
    }
  }

  /**
   * Gets what lies at an address; whoever asks closes the answer.
   *
   * @throws Unavailable when it makes sense to ask again
   * @throws DownloadException when it does not
   */
  Answer get(URI from, Map<String, String> headers) throws IOException, InterruptedException {
    if (!server.trusts(from)) {
      throw new DownloadException(
          from, "the connection would not be encrypted", "Ask another server");
    }
    URI at = from;
    Optional<Checksum> checksum = Optional.empty();
    OptionalLong size = OptionalLong.empty();
    for (int hops = 0; hops <= REDIRECTS; hops++) {
      HttpResponse<InputStream> response = ask(at, headers);
      Optional<String> etag = response.headers().firstValue("X-Linked-Etag");
      checksum = checksum.or(() -> etag.flatMap(Checksum::of));
      if (size.isEmpty()) {
        size = response.headers().firstValueAsLong("X-Linked-Size");
      }
      int status = response.statusCode();
      if (status == 200 || status == 206) {
        // Only the hub's own ETag is a hash by agreement; a storage's may be anything.
        Optional<Checksum> own =
            server.owns(at)
                ? response.headers().firstValue("ETag").flatMap(Checksum::of)
                : Optional.empty();
        return new Answer(response, checksum.or(() -> own), size);
      }
      response.body().close();
      if (!MOVED.contains(status)) {
        throw refusal(at, status, response);
      }
      at = next(at, response.headers().firstValue("Location").orElse(""));
    }
    throw new DownloadException(
        from, "it was redirected more than " + REDIRECTS + " times", "Ask another server");
  }

  private HttpResponse<InputStream> ask(URI at, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .timeout(ANSWER)
            .header("User-Agent", "zoetrope-studio")
            .header("Accept-Encoding", "identity");
    headers.forEach(request::header);
    if (!server.token().isEmpty() && server.owns(at)) {
      request.header("Authorization", "Bearer " + server.token());
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private URI next(URI at, String location) {
    URI to;
    try {
      to = at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(
          at, "it redirects to no address: " + location, "Ask another server", e);
    }
    if (location.isEmpty() || !server.trusts(to)) {
      throw new DownloadException(
          at,
          "it redirects to " + (location.isEmpty() ? "nowhere" : to + ", which is not encrypted"),
          "Ask another server, or add --plain-http");
    }
    return to;
  }

  private static RuntimeException refusal(URI at, int status, HttpResponse<InputStream> response) {
    if (LATER.contains(status)) {
      return new Unavailable(
          at + " answers " + status,
          response.headers().firstValue("Retry-After").map(Http::wait).orElse(Duration.ZERO));
    }
    return switch (status) {
      case 401, 403 ->
          new DownloadException(
              at,
              "the server refuses it (" + status + ")",
              "Accept the model's licence there, and set ZOETROPE_HUB_TOKEN to your token");
      case 404, 410 ->
          new DownloadException(
              at, "the server has no such file", "Check the server's address, or choose another");
      case 416 ->
          new DownloadException(
              at, "the file is shorter than the server said", "Download it again");
      default ->
          new DownloadException(
              at, "the server answers " + status, "Check its address, or try again later");
    };
  }

  /** Seconds or a date (RFC 9110, 10.2.3). */
  static Duration wait(String retryAfter) {
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(retryAfter.strip())));
    } catch (NumberFormatException _) {
      // then it is a date
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter.strip(), Instant::from);
      Duration left = Duration.between(Instant.now(), until);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeParseException _) {
      return Duration.ZERO;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
