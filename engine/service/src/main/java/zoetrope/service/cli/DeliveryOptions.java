package zoetrope.service.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.provenance.SigningKeys;

/** How a command's film leaves the house: signed by whom. */
final class DeliveryOptions {
  @Option(
      names = "--key",
      paramLabel = "P12",
      description =
          "Signs with this PKCS#12 file, its password in "
              + SigningKeys.PASSWORD
              + "; default "
              + SigningKeys.KEY
              + ", else a key of your own that is made at first use.")
  private @Nullable Path key;

  @Option(names = "--unsigned", description = "Leaves the film without a C2PA manifest.")
  private boolean unsigned;

  /** What was asked for; a key that does not serve is said before anything is spent. */
  Delivery delivery() {
    SigningKeys keys = SigningKeys.here();
    return new Delivery(
        unsigned ? Optional.empty() : Optional.of(key == null ? keys.usual() : keys.open(key)));
  }
}
