package zoetrope.service.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import zoetrope.film.picture.CornerLabel;
import zoetrope.service.c2pa.SigningKey;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.provenance.SigningKeys;

/** How a command's film leaves the house: signed by whom, labelled or not. */
final class DeliveryOptions {
  @Option(
      names = "--label",
      arity = "0..1",
      fallbackValue = "en",
      paramLabel = "WORDS",
      description =
          "Burns words into a corner of the film: en and zh stand for 'AI-generated' in that"
              + " language.")
  private @Nullable String label;

  @Option(
      names = "--label-corner",
      defaultValue = "BOTTOM_RIGHT",
      paramLabel = "CORNER",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private CornerLabel.Corner corner = CornerLabel.Corner.BOTTOM_RIGHT;

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
    Optional<SigningKey> signer =
        unsigned ? Optional.empty() : Optional.of(key == null ? keys.usual() : keys.open(key));
    return new Delivery(
        signer, Optional.ofNullable(label).map(words -> new CornerLabel(words(words), corner)));
  }

  private static String words(String asked) {
    return switch (asked.toLowerCase(Locale.ROOT)) {
      case "en", "" -> "AI-generated";
      case "zh" -> "AI 生成";
      default -> asked;
    };
  }
}
