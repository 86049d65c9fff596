package zoetrope.media.sound;

import java.util.Optional;
import java.util.OptionalDouble;
import zoetrope.media.Encoding;

/**
 * Brings a mix to a loudness by one gain for all of it, never by riding it, and holds its true
 * peaks; measured by EBU R 128, for lossy sound after it was coded, which raises peaks.
 */
public final class Mastering {
  /** No film's true peak is above this, dBTP (EBU R 128, AES TD1008). */
  public static final double TRUE_PEAK = -1;

  /** The most that a mix is raised by, decibels. */
  public static final double MOST_BOOST = 20;

  /** What is no louder than this is room tone or hiss and is not raised at all, LUFS. */
  public static final double NOISE = -60;

  /** What coding may add to peaks, at the very worst, decibels. */
  private static final double CODING = 7;

  private static final double FIRST_CEILING = -1.6;
  private static final int LOUDER_ROUNDS = 3;
  private static final int ROUNDS = 8;

  private final SoundSource mix;
  private final Optional<Encoding> coded;

  private Mastering(SoundSource mix, Optional<Encoding> coded) {
    this.mix = mix;
    this.coded = coded;
  }

  /**
   * Measures a mix and opens it as it is to be written.
   *
   * @param loudest the greatest gain, in decibels, that somebody gave a sound of the mix: a film
   *     whose only sound is turned down by 12 dB is to be 12 dB below the target, and not raised by
   *     what it was turned down
   * @param target integrated loudness in LUFS of a mix whose loudest gain is 0; empty leaves it
   */
  public static MasteredSound open(
      SoundSource mix, double loudest, OptionalDouble target, Encoding encoding) {
    Optional<Encoding> coded = Optional.of(encoding).filter(Encoding::lossySound);
    return new MasteredSound(mix, new Mastering(mix, coded).chain(loudest, target));
  }

  private Chain chain(double loudest, OptionalDouble target) {
    // As if the loudest gain were 0, for gates and bounds to know nothing of it.
    Loudness plain =
        Loudness.of(mix, new Chain(-loudest, OptionalDouble.empty()), Optional.empty());
    if (plain.truePeak() == Double.NEGATIVE_INFINITY) {
      return Chain.NONE;
    }
    double gain = target.isEmpty() ? 0 : gain(plain.lufs(), target.getAsDouble());
    double peak = plain.truePeak() + loudest + gain;
    Chain free = new Chain(gain, OptionalDouble.empty());
    if (peak <= TRUE_PEAK - (coded.isPresent() ? CODING : 0)) {
      return free;
    }
    return limited(gain, plain.lufs() + loudest + gain, peak);
  }

  /** The gain to a target: any loss, but a bounded boost that fades out towards noise. */
  static double gain(double lufs, double target) {
    return Math.min(target - lufs, Math.clamp(lufs - NOISE, 0, MOST_BOOST));
  }

  /** Limiting takes loudness away, which a little more gain brings back. */
  private Chain limited(double gain, double wanted, double peak) {
    double ceiling = peak <= FIRST_CEILING ? TRUE_PEAK : FIRST_CEILING;
    Chain chain = new Chain(gain, OptionalDouble.of(ceiling));
    for (int round = 0; round < ROUNDS; round++) {
      Loudness now = Loudness.of(mix, chain, coded);
      double over = now.truePeak() - TRUE_PEAK;
      double missing = round < LOUDER_ROUNDS ? wanted - now.lufs() : 0;
      if (over <= 0 && missing < 0.1) {
        break;
      }
      ceiling -= over > 0 ? over + 0.1 : 0;
      gain += Double.isFinite(missing) ? Math.clamp(missing, 0, 6) : 0;
      chain = new Chain(gain, OptionalDouble.of(ceiling));
    }
    return chain;
  }
}
