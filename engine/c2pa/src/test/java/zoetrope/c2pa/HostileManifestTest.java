package zoetrope.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.upokecenter.cbor.CBORObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.c2pa.Verdict.State;
import zoetrope.c2pa.format.Cbor;
import zoetrope.c2pa.format.Jumbf;
import zoetrope.c2pa.format.MalformedException;

/** Manifests made to harm whoever looks at them. */
class HostileManifestTest {
  @TempDir Path folder;
  private SealedFiles files;

  @BeforeEach
  void withAKey() {
    files = new SealedFiles(folder);
  }

  @Test
  void boxesThatNestWithoutEndAreRefused() {
    byte[] box = new byte[0];
    for (int i = 0; i < 5000; i++) {
      box = Jumbf.of("c2as", "x", "free", box).bytes();
    }
    assertThat(Jumbf.read(box).contents()).as("an unknown content box is not entered").hasSize(1);
    List<Jumbf> inner = List.of();
    for (int i = 0; i < 60; i++) {
      inner = List.of(Jumbf.of("c2as", "x", inner));
    }
    byte[] deep = inner.getFirst().bytes();
    assertThatThrownBy(() -> Jumbf.read(deep))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("too deeply");
  }

  @Test
  void aBoxThatClaimsFourGigabytesTakesNoMemory() {
    byte[] huge = Jumbf.of("c2pa", "c2pa", List.of()).bytes();
    Arrays.fill(huge, 0, 4, (byte) 0xFF);
    assertThatThrownBy(() -> Jumbf.read(huge)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Jumbf.read(new byte[0])).isInstanceOf(MalformedException.class);
  }

  @Test
  void aMillionBoxesAreRefused() {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    byte[] one =
        ByteBuffer.allocate(8).putInt(8).put("free".getBytes(StandardCharsets.US_ASCII)).array();
    for (int i = 0; i < 1_000_000; i++) {
      many.writeBytes(one);
    }
    byte[] head = Jumbf.of("c2pa", "c2pa", List.of()).payload();
    byte[] all = new byte[8 + head.length + many.size()];
    ByteBuffer.wrap(all)
        .putInt(all.length)
        .put("jumb".getBytes(StandardCharsets.US_ASCII))
        .put(head)
        .put(many.toByteArray());
    assertThatThrownBy(() -> Jumbf.read(all))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("too many");
  }

  @Test
  void cborThatClaimsMoreThanThereIsOrNestsWithoutEndIsRefused() {
    byte[] longText = {0x7B, 0x7F, -1, -1, -1, -1, -1, -1, -1, 'a'};
    byte[] longList = {(byte) 0x9A, 0x7F, -1, -1, -1, 0};
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 0x81);
    byte[] twice = {(byte) 0xA2, 0x61, 'a', 0, 0x61, 'a', 1};
    for (byte[] bad : List.of(longText, longList, deep, twice, new byte[0])) {
      assertThatThrownBy(() -> Cbor.read(bad)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void keysComeInTheOrderOfTheirBytes() {
    assertThat(Cbor.map("bb", 1, "a", 2, 10, 3, -1, 4).EncodeToBytes())
        .as("RFC 8949, 4.2.1: 10, -1, \"a\", \"bb\"")
        .isEqualTo(new byte[] {(byte) 0xA4, 0x0A, 3, 0x20, 4, 0x61, 'a', 2, 0x62, 'b', 'b', 1});
  }

  /** An assertion that refers to its own manifest is no assertion, and nothing is followed. */
  @Test
  void referencesInACircleAreNotFollowed() throws IOException {
    Jumbf honest = Jumbf.read(store(files.sealed("a.mkv")));
    Jumbf manifest = honest.boxes().getFirst();
    byte[] claim = manifest.find(Manifest.CLAIM).orElseThrow().content("cbor").orElseThrow();
    CBORObject changed = Cbor.read(claim);
    String self = "self#jumbf=/c2pa/" + manifest.label();
    changed.set(
        "created_assertions",
        CBORObject.NewArray().Add(Cbor.map("url", self, "hash", new byte[32])));
    Verdict verdict = files.verify(withClaim(manifest, changed.EncodeToBytes()));
    assertThat(verdict.state()).isEqualTo(State.CHANGED);
    assertThat(verdict.findings())
        .extracting(Finding::code)
        .contains("assertion.missing", "claim.hardBindings.missing", "claimSignature.validated");
  }

  /** Signed by somebody, but leaving the pictures out of what is signed. */
  @Test
  void aBindingThatLeavesThePicturesOutIsRefused() throws IOException {
    Path film = files.sealed("a.mkv");
    CBORObject hash =
        Cbor.map(
            "alg",
            "sha256",
            "hash",
            new byte[32],
            "pad",
            new byte[0],
            "exclusions",
            Cbor.list(Cbor.map("start", 0, "length", Files.size(film))));
    byte[] store =
        Manifest.store(
            SealedFiles.STATEMENT, "c2pa.hash.data", hash, Optional.empty(), files.key());
    Files.write(Sealer.sidecar(film), store);
    assertThat(files.verify(film).state()).isEqualTo(State.CHANGED);
  }

  private static byte[] store(Path film) throws IOException {
    return Files.readAllBytes(Sealer.sidecar(film));
  }

  private Path withClaim(Jumbf manifest, byte[] claim) throws IOException {
    List<Jumbf> boxes = new ArrayList<>();
    boxes.add(manifest.find(Manifest.ASSERTIONS).orElseThrow());
    boxes.add(Jumbf.of("c2cl", Manifest.CLAIM, "cbor", claim));
    boxes.add(Jumbf.of("c2cs", Manifest.SIGNATURE, "cbor", Cose.sign(claim, files.key())));
    Jumbf changed = Jumbf.of("c2pa", "c2pa", List.of(Jumbf.of("c2ma", manifest.label(), boxes)));
    Path film = folder.resolve("a.mkv");
    Files.write(Sealer.sidecar(film), changed.bytes());
    return film;
  }
}
