package zoetrope.story.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The one grammar of numbers, for YAML and JSON alike: decimal digits, with a fraction and a power
 * of ten if wanted. YAML 1.1 has other forms, whose value surprises most who write them.
 */
final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?((0|[1-9][0-9]{0,30})(\\.[0-9]{0,30})?|\\.[0-9]{1,30})([eE][-+]?[0-9]{1,3})?");
  private static final Pattern OCTAL = Pattern.compile("([-+]?)0+([0-7_]+)");

  private Numbers() {}

  /** The greatest number of 64 bits without a sign. */
  static BigInteger mostBits() {
    return BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  }

  /** The value of a node that is a number in decimal form. */
  static Optional<BigDecimal> of(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    boolean numeric = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
    // YAML 1.1 takes 1e3 for text.
    return numeric || scalar.isPlain() ? decimal(scalar.getValue()) : Optional.empty();
  }

  /** The value of a text that is a number in decimal form. */
  static Optional<BigDecimal> decimal(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /** The same number without a fraction, if it has none. */
  static Optional<BigInteger> whole(BigDecimal value) {
    return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0
        ? Optional.of(value.toBigInteger())
        : Optional.empty();
  }

  /** What to say of a number in another form than the decimal one. */
  static Optional<String> other(Node node) {
    if (!(node instanceof ScalarNode scalar) || !node.getTag().equals(Tag.INT)) {
      return Optional.empty();
    }
    String text = scalar.getValue();
    var octal = OCTAL.matcher(text);
    if (octal.matches()) {
      String digits = octal.group(2).replace("_", "");
      return Optional.of(
          "'%s' is octal in YAML, which makes it %s%s; write %s%s without the zero before it"
              .formatted(text, octal.group(1), new BigInteger(digits, 8), octal.group(1), digits));
    }
    return decimal(text).isPresent()
        ? Optional.empty()
        : Optional.of("'%s' is no decimal number; write it in digits 0 to 9 only".formatted(text));
  }

  /** A rate of frames as the fraction that is meant by it, such as 30000/1001 by 29.97. */
  static String fraction(BigDecimal rate) {
    BigDecimal drop = new BigDecimal("1.001");
    BigDecimal nominal = rate.multiply(drop).setScale(0, RoundingMode.HALF_UP);
    BigDecimal ntsc = nominal.divide(drop, 6, RoundingMode.HALF_UP);
    if (nominal.signum() > 0 && ntsc.subtract(rate).abs().compareTo(new BigDecimal("0.006")) < 0) {
      return nominal.toBigInteger() + "000/1001";
    }
    BigInteger below = BigInteger.TEN.pow(Math.max(0, rate.stripTrailingZeros().scale()));
    BigInteger above = rate.multiply(new BigDecimal(below)).toBigInteger();
    BigInteger common = above.gcd(below);
    return above.divide(common) + "/" + below.divide(common);
  }
}
