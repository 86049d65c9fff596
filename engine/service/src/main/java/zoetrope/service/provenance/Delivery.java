package zoetrope.service.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.c2pa.ManifestException;
import zoetrope.c2pa.Sealer;
import zoetrope.c2pa.SigningKey;
import zoetrope.c2pa.Statement;
import zoetrope.service.Installation;

/**
 * How a film leaves the house.
 *
 * @param key that signs it; empty to leave it unsigned
 */
public record Delivery(Optional<SigningKey> key) {
  /** Not signed. */
  public static final Delivery PLAIN = new Delivery(Optional.empty());

  /** Signed with this user's key. */
  public static Delivery usual() {
    return new Delivery(Optional.of(SigningKeys.here().usual()));
  }

  /**
   * Signs a finished film; of a folder of pictures each.
   *
   * @throws ManifestException where it cannot be signed; it is then whole, but unsigned
   */
  public void sign(Path film, String title, String model) {
    key.ifPresent(
        k -> {
          Sealer sealer = new Sealer(k);
          Statement statement = new Statement(title, Installation.VERSION, model);
          files(film).forEach(f -> sealer.seal(f, statement));
        });
  }

  private static List<Path> files(Path film) {
    if (!Files.isDirectory(film)) {
      return List.of(film);
    }
    try (Stream<Path> all = Files.list(film)) {
      return all.filter(f -> f.getFileName().toString().endsWith(".png")).sorted().toList();
    } catch (IOException e) {
      throw new ManifestException(
          film, "it cannot be listed (" + e.getMessage() + ")", "Check its permissions", e);
    }
  }
}
