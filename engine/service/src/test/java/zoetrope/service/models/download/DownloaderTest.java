package zoetrope.service.models.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.service.models.download.DownloadContext.Limits;
import zoetrope.service.models.download.DownloadProgress.State;

/** Downloads against a server that breaks, lies, redirects and refuses. */
@Timeout(60)
class DownloaderTest {
  private static final String REPOSITORY = "owner/model";
  private static final int PIECE = 64 << 10;
  private static final int SIZE = 5 * PIECE + 123;
  private static final long PLENTY = 1L << 50;

  @TempDir Path folder;
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final List<State> states = Collections.synchronizedList(new ArrayList<>());
  private final CancelToken cancel = new CancelToken();
  private FakeHub hub;

  @BeforeEach
  void start() throws IOException {
    hub = new FakeHub();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Downloader downloader(long free) {
    return new Downloader(
        hub.server(), new Limits(3, 2, PIECE, Duration.ofMillis(400)), pauses::add, place -> free);
  }

  private List<RemoteFile> listed() {
    try (Hub h = new Hub(hub.server(), pauses::add)) {
      return h.files(REPOSITORY, "main", path -> true);
    }
  }

  private void download() {
    downloader(PLENTY).fetch(listed(), folder, states::add, cancel);
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  /** Nothing but finished files and the receipt lies in the folder. */
  private void nothingLeftOver() throws IOException {
    try (var all = Files.walk(folder)) {
      assertThat(all.map(String::valueOf)).noneMatch(n -> n.contains(".part"));
    }
  }

  @Test
  void aRepositoryArrivesWholeInParallelRangesWithinTheBound() throws IOException {
    byte[] large = hub.add(REPOSITORY, "transformer/a b 模型.safetensors", SIZE);
    byte[] second = hub.add(REPOSITORY, "vae/v.safetensors", SIZE / 2);
    byte[] small = hub.add(REPOSITORY, "config.json", 80);
    byte[] empty = hub.add(REPOSITORY, "vae/empty.txt", 0);
    hub.slowly(1);
    download();
    assertThat(at("transformer/a b 模型.safetensors")).hasBinaryContent(large);
    assertThat(at("vae/v.safetensors")).hasBinaryContent(second);
    assertThat(at("config.json")).hasBinaryContent(small);
    assertThat(at("vae/empty.txt")).hasBinaryContent(empty);
    nothingLeftOver();
    assertThat(hub.mostOpen()).isBetween(2, 3);
    assertThat(states.getLast().done()).isEqualTo(SIZE + SIZE / 2 + 80);
    assertThat(states.getLast().total()).isEqualTo(SIZE + SIZE / 2 + 80);
    assertThat(pauses).isEmpty();
  }

  @Test
  void brokenConnectionsAreTakenUpWhereTheyBroke() {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.breaking(6, 40_000);
    download();
    assertThat(at("w.safetensors")).hasBinaryContent(large);
    // What a reset connection had under way is sent again; from the start would be six times
    // 40,000.
    assertThat(hub.served()).isBetween((long) SIZE, SIZE + 120_000L);
    assertThat(pauses).hasSizeBetween(3, 6).containsOnly(Duration.ofSeconds(1));
    assertThat(hub.askedOfStorage())
        .filteredOn(a -> !a.ifRange().isEmpty())
        .isNotEmpty()
        .allMatch(a -> a.ifRange().equals("\"v1\""));
  }

  @Test
  void aServerThatFallsSilentIsHungUpOnAndAskedAgain() {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.silent(20_000);
    download();
    assertThat(at("w.safetensors")).hasBinaryContent(large);
    assertThat(pauses).isNotEmpty();
  }

  @Test
  void aServerThatIgnoresRangesSendsTheWholeFileOnce() {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.withoutRanges();
    download();
    assertThat(at("w.safetensors")).hasBinaryContent(large);
    assertThat(hub.served()).isEqualTo(SIZE);
    assertThat(states.getLast().done()).isEqualTo(SIZE);
  }

  @Test
  void withoutRangesABrokenFileBeginsAnew() {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.withoutRanges();
    hub.breaking(2, 100_000);
    download();
    assertThat(at("w.safetensors")).hasBinaryContent(large);
    assertThat(hub.served()).isEqualTo(SIZE + 200_000);
    assertThat(states.getLast().done()).isEqualTo(SIZE);
  }

  @Test
  void theTokenStaysWithItsServer() {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    download();
    assertThat(hub.asked())
        .filteredOn(a -> a.port().equals("hub"))
        .isNotEmpty()
        .allMatch(a -> a.token().equals("Bearer secret"));
    assertThat(hub.askedOfStorage()).isNotEmpty().allMatch(a -> a.token().isEmpty());
  }

  @Test
  void aWrongHashDeletesWhatArrivedAndSaysSo() throws IOException {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.damaged(true);
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("w.safetensors")
        .hasMessageContaining("what arrived has the hash")
        .hasMessageContaining("it was deleted");
    assertThat(at("w.safetensors")).doesNotExist();
    nothingLeftOver();
    hub.damaged(false);
    download();
    assertThat(at("w.safetensors")).hasSize(SIZE);
  }

  @Test
  void aBusyServerIsAskedAgainAfterTheTimeItNames() {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", 1000);
    hub.retryAfter("17");
    hub.answers(429, 503);
    download();
    assertThat(at("w.safetensors")).hasBinaryContent(large);
    assertThat(pauses).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(17));
  }

  @Test
  void timesAreReadAsSecondsOrDates() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    assertThat(Http.wait("3")).isEqualTo(Duration.ofSeconds(3));
    assertThat(Http.wait(date)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    assertThat(Http.wait("soon")).isZero();
    assertThat(Http.wait("-5")).isZero();
  }

  @Test
  void afterSixFailuresWithoutAByteItGivesUpWithGrowingPauses() throws IOException {
    hub.add(REPOSITORY, "w.safetensors", 1000);
    hub.answers(500, 502, 503, 504, 500, 500);
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("w.safetensors")
        .hasMessageContaining("in 6 tries")
        .hasMessageContaining("what has arrived is kept");
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L);
    assertThat(at("w.safetensors")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 403, 416, 418})
  void aRefusalIsNotAskedAgain(int status) {
    hub.add(REPOSITORY, "w.safetensors", 1000);
    hub.answers(status);
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("w.safetensors");
    assertThat(pauses).isEmpty();
  }

  @Test
  void anUnknownRepositoryIsNamed() {
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("owner/model");
  }

  @ParameterizedTest
  @ValueSource(ints = {-100, 100})
  void aFileOfAnotherLengthThanListedIsRefused(int longer) {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.longer(longer);
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("bytes, not");
    assertThat(at("w.safetensors")).doesNotExist();
  }

  @Test
  void filesThatNobodyWantsMayHaveOddNames() {
    hub.add(REPOSITORY, "w.safetensors", 1000);
    hub.add(REPOSITORY, "../outside", 10);
    try (Hub h = new Hub(hub.server(), pauses::add)) {
      assertThat(h.files(REPOSITORY, "main", path -> path.startsWith("w")))
          .extracting(RemoteFile::name)
          .containsExactly("w.safetensors");
    }
  }

  @Test
  void aServerElsewhereMayNotLeadToThisMachine() {
    ModelServer far = ModelServer.of("https://hub.example", "", true);
    assertThat(far.trusts(java.net.URI.create("https://storage.example/x"))).isTrue();
    assertThat(far.trusts(java.net.URI.create("http://127.0.0.1/x"))).isFalse();
    assertThat(far.trusts(java.net.URI.create("https://localhost/x"))).isFalse();
  }

  @Test
  void aListWithoutHashesIsRefused() {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.withoutHashes();
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("names no hash");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "a/../../outside",
        "/etc/outside",
        "a//b",
        "a\\\\..\\\\b",
        "C:x",
        "nul.txt",
        "a/.",
        ".zoetrope-download.json",
        "w.part",
        "bell\\u0007"
      })
  void namesThatLeadElsewhereAreRefused(String name) {
    hub.add(REPOSITORY, "fine.txt", 10);
    hub.add(REPOSITORY, name, 10);
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("may not be written");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesThatDifferOnlyInCaseAreRefused() {
    hub.add(REPOSITORY, "A.txt", 10);
    hub.add(REPOSITORY, "a.txt", 10);
    assertThatThrownBy(this::download).hasMessageContaining("two files would have this name");
  }

  @Test
  void aDiskWithoutRoomIsSaidBeforeAnythingIsFetched() {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    List<RemoteFile> files = listed();
    assertThatThrownBy(() -> downloader(1000).fetch(files, folder, states::add, cancel))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("not enough room")
        .hasMessageContaining(folder.toString());
    assertThat(hub.askedOfStorage()).isEmpty();
  }

  @Test
  void aDiskThatFillsUpIsNamedAndNotTriedAgain() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "a device that is always full");
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    Files.createSymbolicLink(at("w.safetensors.part"), Path.of("/dev/full"));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("Make room");
    assertThat(pauses).isEmpty();
  }

  @Test
  void whatWasCancelledIsKeptAndGoneOnWith() throws IOException {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.slowly(20);
    List<RemoteFile> files = listed();
    DownloadProgress untilHalf =
        s -> {
          if (s.done() > SIZE / 3) {
            cancel.cancel();
          }
        };
    assertThatThrownBy(() -> downloader(PLENTY).fetch(files, folder, untilHalf, cancel))
        .isInstanceOf(CancelledException.class);
    assertThat(at("w.safetensors")).doesNotExist();
    assertThat(at("w.safetensors.part")).exists();
    hub.slowly(0);
    long before = hub.served();
    downloader(PLENTY).fetch(files, folder, states::add, new CancelToken());
    assertThat(at("w.safetensors")).hasBinaryContent(large);
    assertThat(states.getFirst().done()).isPositive();
    assertThat(hub.served() - before).isLessThan(SIZE * 2 / 3);
    nothingLeftOver();
  }

  @Test
  void aFileThatChangedOnTheServerMeanwhileIsNotMixedWithTheOldOne() throws IOException {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.slowly(20);
    List<RemoteFile> files = listed();
    DownloadProgress once =
        s -> {
          if (s.done() > SIZE / 3) {
            cancel.cancel();
          }
        };
    assertThatThrownBy(() -> downloader(PLENTY).fetch(files, folder, once, cancel))
        .isInstanceOf(CancelledException.class);
    hub.slowly(0);
    hub.etag("\"v2\"");
    byte[] other =
        hub.add(REPOSITORY, "w.safetensors", "x".repeat(SIZE).getBytes(StandardCharsets.UTF_8));
    downloader(PLENTY).fetch(listed(), folder, states::add, new CancelToken());
    assertThat(at("w.safetensors")).hasBinaryContent(other);
  }

  @Test
  void anotherTagForTheSameBytesCostsOnlyTime() {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.slowly(20);
    List<RemoteFile> files = listed();
    AtomicInteger calls = new AtomicInteger();
    DownloadProgress once =
        s -> {
          if (s.done() > SIZE / 3 && calls.getAndIncrement() == 0) {
            cancel.cancel();
          }
        };
    assertThatThrownBy(() -> downloader(PLENTY).fetch(files, folder, once, cancel))
        .isInstanceOf(CancelledException.class);
    hub.slowly(0);
    hub.etag("\"v2\"");
    downloader(PLENTY).fetch(files, folder, states::add, new CancelToken());
    assertThat(at("w.safetensors")).hasBinaryContent(large);
    assertThat(states.getLast().done()).isEqualTo(SIZE);
  }

  @Test
  void whatIsThereAndCheckedIsNotAskedForAgain() throws IOException {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    download();
    long before = hub.served();
    download();
    assertThat(hub.served()).isEqualTo(before);
    Files.delete(at(".zoetrope-download.json"));
    download();
    assertThat(hub.served()).isEqualTo(before);
  }

  @Test
  void theUsersOwnFileIsNotReplacedButADamagedOneOfOursIs() throws IOException {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", SIZE);
    Files.writeString(at("w.safetensors"), "mine");
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("another file of this name is there");
    assertThat(at("w.safetensors")).hasContent("mine");
    Files.delete(at("w.safetensors"));
    download();
    Files.writeString(at("w.safetensors"), "damaged later");
    download();
    assertThat(at("w.safetensors")).hasBinaryContent(large);
  }

  @Test
  void twoDownloadsIntoOneFolderDoNotMix() {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    List<RemoteFile> files = listed();
    List<Throwable> second = new ArrayList<>();
    DownloadProgress meanwhile =
        s -> {
          if (second.isEmpty()) {
            try {
              downloader(PLENTY).fetch(files, folder, x -> {}, cancel);
            } catch (DownloadException e) {
              second.add(e);
            }
          }
        };
    downloader(PLENTY).fetch(files, folder, meanwhile, cancel);
    assertThat(second).singleElement().asString().contains("being downloaded into already");
  }

  @Test
  void redirectsToUnencryptedHostsAreRefused() {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.storage("http://storage.example/blob/");
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("not encrypted");
  }

  @Test
  void endlessRedirectsEnd() {
    hub.add(REPOSITORY, "w.safetensors", SIZE);
    hub.storage(hub.address() + "/");
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("redirected more than 10 times");
  }

  @Test
  void onlyEncryptedServersAreAskedUnlessOnThisMachineOrAllowed() {
    assertThatThrownBy(() -> ModelServer.of("http://hub.example", "", false))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("not be encrypted");
    assertThat(ModelServer.of("http://hub.example/", "", true).base()).hasPath("");
    assertThat(ModelServer.of("https://hub.example/mirror", "", false).base()).hasPath("/mirror");
    assertThat(ModelServer.of("http://localhost:8080", "", false).base()).hasPort(8080);
    assertThatThrownBy(() -> ModelServer.of("http://127.0.0.1.evil.example", "", false))
        .isInstanceOf(DownloadException.class);
    for (String bad : List.of("hub.example", "ftp://hub.example", "https://u:p@hub.example", "")) {
      assertThatThrownBy(() -> ModelServer.of(bad, "", false))
          .isInstanceOf(DownloadException.class);
    }
  }

  @Test
  void aServerWithoutListsIsAskedFileByFile() {
    byte[] large = hub.add(REPOSITORY, "w.safetensors", SIZE);
    byte[] small = hub.add(REPOSITORY, "config.json", 50);
    hub.withoutTrees();
    try (Hub h = new Hub(hub.server(), pauses::add)) {
      RemoteFile w = h.file(REPOSITORY, "main", "w.safetensors");
      assertThat(w.size()).isEqualTo(SIZE);
      assertThat(w.checksum().hex()).isEqualTo(FakeHub.sha256(large));
      RemoteFile c = h.file(REPOSITORY, "main", "config.json");
      assertThat(c.size()).isEqualTo(50);
      assertThat(c.checksum()).isEqualTo(new Checksum(Checksum.Kind.GIT, FakeHub.git(small)));
    }
  }
}
