package zoetrope.app.models;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.app.text.Texts;
import zoetrope.diffusion.card.CardPart;
import zoetrope.service.models.Catalogue.Entry;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.service.models.download.DownloadProgress;

/** Models and downloads in the user's language. */
final class ModelWords {
  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;
  private static final double KILO = 1e3;
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private ModelWords() {}

  /** A node's id for a model's; dots would be classes in selectors. */
  static String id(String begin, String model) {
    return begin + "-" + model.replace('.', '-');
  }

  /** One part: what it is, and how it is stored. */
  static String part(Texts texts, CardPart part) {
    String name = texts.find("models.part." + part.key()).orElse(part.words());
    return part.parameters() == 0
        ? name
        : texts.get("models.part.facts", name, parameters(texts, part.parameters()), part.type());
  }

  /** English counts in millions and billions, Chinese in ten thousands and hundred millions. */
  private static String parameters(Texts texts, long n) {
    return n < GIGA
        ? texts.get("models.millions", n / 1e6, n / 1e4)
        : texts.get("models.billions", n / GIGA, n / 1e8);
  }

  /** A LoRA that lies upon a model. */
  static String lora(Texts texts, ModelProfile.Laid lora) {
    return texts.get("models.lora", lora.name(), lora.strength());
  }

  /** What a model cannot be asked for; empty where nothing is known, or nothing is amiss. */
  static String limits(Texts texts, ModelProfile profile) {
    return Stream.of(Wish.values())
        .map(profile::answer)
        .filter(a -> !a.possible())
        .flatMap(a -> a.limit().stream())
        .distinct()
        .map(l -> texts.get("inspector.limit." + l))
        .collect(Collectors.joining(" "));
  }

  /** What a model of the catalogue can be asked for. */
  static String gives(Texts texts, Entry entry) {
    return entry.gives().stream()
        .map(a -> texts.get("models.gives." + a.name().toLowerCase(java.util.Locale.ROOT)))
        .collect(Collectors.joining("  ·  "));
  }

  /** What it takes. */
  static String needs(Texts texts, Entry entry) {
    return texts.get("models.needs", entry.size() / GIGA, entry.memory() / GIGA);
  }

  /** How far a download is. */
  static String progress(Texts texts, Offer.State state) {
    if (state.progress().isEmpty()) {
      return texts.get(state.stage() == Offer.Stage.RUNNING ? "models.asking" : "models.begun");
    }
    DownloadProgress.State p = state.progress().get();
    String amount =
        p.total() < GIGA
            ? texts.get("models.amount.small", p.done() / MEGA, p.total() / MEGA)
            : texts.get("models.amount", p.done() / GIGA, p.total() / GIGA);
    if (state.stage() != Offer.Stage.RUNNING) {
      return texts.get("models.paused", amount);
    }
    if (p.phase() == DownloadProgress.Phase.CHECKING) {
      return texts.get("models.checking", amount);
    }
    return state.rate() < 1
        ? amount
        : texts.get(
            "models.running",
            amount,
            rate(texts, state.rate()),
            left(texts, (p.total() - p.done()) / state.rate()));
  }

  private static String rate(Texts texts, double bytes) {
    return bytes < MEGA
        ? texts.get("models.rate.slow", bytes / KILO)
        : texts.get("models.rate", bytes / MEGA);
  }

  private static String left(Texts texts, double seconds) {
    return seconds < 2 * MINUTE
        ? texts.get("models.seconds", Math.ceil(seconds))
        : seconds < 2 * HOUR
            ? texts.get("models.minutes", Math.ceil(seconds / MINUTE))
            : texts.get("models.hours", Math.ceil(seconds / HOUR));
  }
}
