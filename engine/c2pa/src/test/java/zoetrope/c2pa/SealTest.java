package zoetrope.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.c2pa.Verdict.State;
import zoetrope.c2pa.carrier.Carrier;
import zoetrope.c2pa.carrier.Range;
import zoetrope.media.VideoReader;

class SealTest {
  @TempDir Path folder;
  private SealedFiles files;

  @BeforeEach
  void withAKey() {
    files = new SealedFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mov", "a.gif", "a.png", "a.mkv", "a.webm"})
  void aSignedFileIsValidAndSaysThatAModelMadeIt(String name) {
    Verdict verdict = files.verify(files.sealed(name));
    assertThat(verdict.findings()).noneMatch(f -> f.weight() == Finding.Weight.FAILED);
    assertThat(verdict.state()).isEqualTo(State.VALID);
    assertThat(verdict.generated()).isTrue();
    assertThat(verdict.title()).contains("日落 Sunset");
    assertThat(verdict.generator()).contains("Zoetrope Studio 0.1.0");
    assertThat(verdict.signer().orElseThrow().trusted()).as("it is the user's own key").isTrue();
    assertThat(verdict.signer().orElseThrow().algorithm()).isEqualTo("ES256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mov", "a.gif"})
  void itPlaysAsBefore(String name) {
    List<byte[]> before = frames(files.unsigned(name, 7));
    assertThat(frames(files.sealed(name))).hasSameSizeAs(before).containsExactlyElementsOf(before);
    assertThat(before).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.png", "a.mkv"})
  void theSameFileIsSignedTheSameToTheByte(String name) throws IOException {
    byte[] first = Files.readAllBytes(signedPart(files.sealed(name)));
    assertThat(Files.readAllBytes(signedPart(files.sealed(name)))).isEqualTo(first);
  }

  private static Path signedPart(Path file) {
    return Files.exists(Sealer.sidecar(file)) ? Sealer.sidecar(file) : file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.gif", "a.png"})
  void anyByteThatIsFlippedIsFound(String name) throws IOException {
    // Each byte of the manifest in a long run, each third in a short one.
    int step = Integer.getInteger("zoetrope.fuzz.minutes", 0) > 0 ? 1 : 3;
    byte[] good = Files.readAllBytes(files.sealed(name));
    List<Integer> unnoticed = new ArrayList<>();
    Range manifest = manifest(good);
    for (int i = 0; i < good.length; i += i <= manifest.end() ? step : 61) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << i % 8);
      if (files.verify("flipped-" + name, bad).state() == State.VALID) {
        unnoticed.add(i);
      }
    }
    assertThat(unnoticed).isEmpty();
  }

  private Range manifest(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("whole"), bytes);
    try (FileChannel channel = FileChannel.open(file)) {
      return Carrier.of(channel).orElseThrow().find(channel).orElseThrow().whole();
    }
  }

  @Test
  void whatWasChangedIsNamed() throws IOException {
    byte[] film = Files.readAllBytes(files.sealed("a.mp4"));
    film[film.length - 5] ^= 1;
    assertThat(files.verify("changed.mp4", film).findings())
        .extracting(Finding::words)
        .contains("changed: pictures or sound (mdat)");
    film[film.length - 5] ^= 1;
    film[9] ^= 1;
    assertThat(files.verify("kind.mp4", film).findings())
        .extracting(Finding::words)
        .contains("changed: the kind of file (ftyp)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.gif", "a.png"})
  void aFileThatIsCutOffIsFound(String name) throws IOException {
    byte[] whole = Files.readAllBytes(files.sealed(name));
    for (int length = 1; length < whole.length; length += 1 + length / 9) {
      assertThat(files.verify("cut-" + name, Arrays.copyOf(whole, length)).state())
          .as("%d of %d bytes", length, whole.length)
          .isNotEqualTo(State.VALID);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.gif", "a.png"})
  void whatIsAppendedIsFound(String name) throws IOException {
    byte[] whole = Files.readAllBytes(files.sealed(name));
    byte[] longer = Arrays.copyOf(whole, whole.length + 8);
    longer[whole.length + 3] = 8;
    System.arraycopy(
        "mfra".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        0,
        longer,
        whole.length + 4,
        4);
    assertThat(files.verify("longer-" + name, longer).state()).isEqualTo(State.CHANGED);
  }

  @Test
  void aManifestOfAnotherFilmIsFound() throws IOException {
    byte[] one = Files.readAllBytes(files.sealed("one.png", 3));
    byte[] other = Files.readAllBytes(files.sealed("other.png", 5));
    int start = 33;
    int length = 12 + (other[start + 2] & 255) * 256 + (other[start + 3] & 255);
    System.arraycopy(one, start, other, start, length);
    assertThat(files.verify("foreign.png", other).findings())
        .extracting(Finding::code)
        .contains("assertion.dataHash.mismatch", "claimSignature.validated");
  }

  @Test
  void aFilmWhoseManifestWasTakenOutIsUnsigned() throws IOException {
    byte[] film = Files.readAllBytes(files.sealed("a.mp4"));
    int uuid = film[3];
    film[uuid + 20] ^= 1; // no longer C2PA's own box
    assertThat(files.verify("out.mp4", film).state()).isEqualTo(State.UNSIGNED);
    assertThat(files.verify(files.unsigned("plain.mp4", 2)).state()).isEqualTo(State.UNSIGNED);
  }

  @Test
  void aSecondManifestIsRefused() throws IOException {
    byte[] film = Files.readAllBytes(files.sealed("a.mp4"));
    int start = film[3];
    int size = (film[start + 2] & 255) * 256 + (film[start + 3] & 255);
    byte[] two = Arrays.copyOf(film, film.length + size);
    System.arraycopy(film, start, two, film.length, size);
    assertThat(files.verify("two.mp4", two).state()).isEqualTo(State.CHANGED);
    assertThatThrownBy(
            () -> new Sealer(files.key()).seal(folder.resolve("a.mp4"), SealedFiles.STATEMENT))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("signed already");
  }

  @Test
  void aCertificateThatHasRunOutOrThatNobodyKnowsIsSaid() {
    Path film = files.sealed("a.mp4");
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(21 * 365));
    Verdict old = new Verifier(Trust.own(files.key()), later).verify(film);
    assertThat(old.state()).isEqualTo(State.CHANGED);
    assertThat(old.findings()).extracting(Finding::code).contains("signingCredential.expired");
    Verdict stranger = new Verifier(Trust.NONE, Clock.systemUTC()).verify(film);
    assertThat(stranger.state()).isEqualTo(State.VALID);
    assertThat(stranger.signer().orElseThrow().trusted()).isFalse();
    Trust authority = Trust.NONE.and(OwnKey.roots(files.key()));
    assertThat(
            new Verifier(authority, Clock.systemUTC())
                .verify(film)
                .signer()
                .orElseThrow()
                .trusted())
        .as("by its authority")
        .isTrue();
  }

  @Test
  void whatCannotBeReadIsAnErrorAndNoVerdict() {
    assertThatThrownBy(() -> files.verify(folder.resolve("nowhere.mp4")))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("nowhere.mp4");
  }

  private static List<byte[]> frames(Path film) {
    List<byte[]> all = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(film)) {
      for (Optional<byte[]> f = reader.next(); f.isPresent(); f = reader.next()) {
        all.add(f.get());
      }
    }
    return all;
  }
}
