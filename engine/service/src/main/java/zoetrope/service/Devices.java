package zoetrope.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Runtime.Device;
import zoetrope.diffusion.runtime.Runtime.Provider;

/** Where models run, as the user chose. */
public final class Devices {
  /** {@code cuda}, or {@code cuda:1} for the second card. */
  static final String DEVICE = "ZOETROPE_DEVICE";

  /** How much of the card's memory may be taken, in GiB. */
  static final String MEMORY = "ZOETROPE_DEVICE_GIB";

  private Devices() {}

  /** The card that this process's environment names; empty for the processor. */
  public static Optional<String> named() {
    return Optional.of(System.getenv().getOrDefault(DEVICE, "").strip())
        .filter(d -> !d.isEmpty() && !d.equalsIgnoreCase(Provider.CPU.name()));
  }

  /** What this process's environment says, else the CPU. */
  public static Runtime chosen() {
    return chosen(System.getenv());
  }

  /**
   * What an environment says, else the CPU.
   *
   * @throws RequestException when it names what there is not
   */
  public static Runtime chosen(Map<String, String> environment) {
    Runtime cpu = Runtime.cpu();
    String asked = environment.getOrDefault(DEVICE, "").strip();
    if (asked.isEmpty()) {
      return cpu;
    }
    String[] parts = asked.split(":", 2);
    Provider provider = provider(parts[0]);
    if (provider == Provider.CPU) {
      return cpu;
    }
    int id = parts.length == 1 ? 0 : (int) number(DEVICE, parts[1], 0, 63);
    String memory = environment.getOrDefault(MEMORY, "").strip();
    long limit = memory.isEmpty() ? 0 : (long) (number(MEMORY, memory, 1, 4096) * (1L << 30));
    Runtime device = new Runtime(provider, cpu.threads(), new Device(id, limit));
    device
        .unavailable()
        .ifPresent(
            why -> {
              throw new RequestException(
                  DEVICE + " says " + asked + ", and " + why, "Take it away to run on the CPU");
            });
    return device;
  }

  /** A device as people write it. */
  public static String words(Runtime runtime) {
    Device d = runtime.device();
    return runtime.provider() == Provider.CPU
        ? "CPU, %d threads".formatted(runtime.threads())
        : "%s, device %d%s"
            .formatted(
                runtime.provider().words(),
                d.id(),
                d.memoryLimit() > 0 ? ", %.0f GiB of it".formatted(d.memoryLimit() / 0x1p30) : "");
  }

  private static Provider provider(String name) {
    return Arrays.stream(Provider.values())
        .filter(p -> p.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new RequestException(
                    DEVICE + " says " + name + ", which is no device",
                    "Name one of "
                        + Arrays.stream(Provider.values())
                            .map(p -> p.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                        + ", with :1 behind it for the second card"));
  }

  private static double number(String variable, String said, double least, double most) {
    try {
      double n = Double.parseDouble(said);
      if (n >= least && n <= most) {
        return n;
      }
    } catch (NumberFormatException e) {
      throw new RequestException(variable + " says " + said, "A number is needed there");
    }
    throw new RequestException(
        variable + " says " + said, "It goes from %.0f to %.0f".formatted(least, most));
  }
}
