package zoetrope.c2pa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.Images;

/** Small signed files of each kind, and their signer. */
final class SealedFiles {
  static final Statement STATEMENT = new Statement("日落 Sunset", "0.1.0", "starter");
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;
  private static final int FRAMES = 4;

  private final Path folder;
  private final SigningKey key;

  SealedFiles(Path folder) {
    this.folder = folder;
    key = new OwnKey(folder.resolve("keys")).get();
  }

  SigningKey key() {
    return key;
  }

  Path unsigned(String name, int hue) {
    Path file = folder.resolve(name);
    byte[] rgb = new byte[WIDTH * HEIGHT * 3 * FRAMES];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 31 * hue);
    }
    if (name.endsWith(".png")) {
      Images.writePng(WIDTH, HEIGHT, rgb, file);
    } else {
      ClipWriter.write(file, Encoding.of(file), WIDTH, HEIGHT, 12, rgb);
    }
    return file;
  }

  Path sealed(String name) {
    return sealed(name, 7);
  }

  Path sealed(String name, int hue) {
    Path file = unsigned(name, hue);
    new Sealer(key).seal(file, STATEMENT);
    return file;
  }

  Verdict verify(Path file) {
    return new Verifier(Trust.own(key), Clock.systemUTC()).verify(file);
  }

  /** The verdict on other bytes under a name. */
  Verdict verify(String name, byte[] bytes) throws IOException {
    return verify(Files.write(folder.resolve(name), bytes));
  }
}
