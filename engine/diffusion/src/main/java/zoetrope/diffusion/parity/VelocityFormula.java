package zoetrope.diffusion.parity;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The made-up velocity of a sampler's vectors, as their index writes it ({@code v = 0.3*x +
 * sin(t/1000)}), evaluated in 32 bits as the vectors were.
 *
 * <pre>
 * formula := [name =] sum
 * sum     := product (("+" | "-") product)*
 * product := sign (("*" | "/") sign)*
 * sign    := ("+" | "-") sign | value
 * value   := number | x | t | ("sin" | "cos" | "tanh") "(" sum ")" | "(" sum ")"
 * </pre>
 */
sealed interface VelocityFormula {
  /**
   * The value at one place.
   *
   * @param x the sample there
   * @param t the step's time, 0 to 1000
   */
  float at(float x, float t);

  /**
   * Reads a formula.
   *
   * @throws IllegalArgumentException that quotes what cannot be read
   */
  static VelocityFormula of(String text) {
    return new Reader(text).formula();
  }

  /** A constant. */
  record Constant(float value) implements VelocityFormula {
    @Override
    public float at(float x, float t) {
      return value;
    }
  }

  /** The sample, or the time. */
  enum Variable implements VelocityFormula {
    X,
    T;

    @Override
    public float at(float x, float t) {
      return this == X ? x : t;
    }
  }

  /** Two values joined. */
  record Joined(char operator, VelocityFormula left, VelocityFormula right)
      implements VelocityFormula {
    @Override
    public float at(float x, float t) {
      float a = left.at(x, t);
      float b = right.at(x, t);
      return switch (operator) {
        case '+' -> a + b;
        case '-' -> a - b;
        case '*' -> a * b;
        default -> a / b;
      };
    }
  }

  /** A function of one value; Java's own are rounded to 32 bits. */
  enum Function {
    SIN,
    COS,
    TANH;

    float of(float v) {
      return (float)
          switch (this) {
            case SIN -> Math.sin(v);
            case COS -> Math.cos(v);
            case TANH -> Math.tanh(v);
          };
    }
  }

  /** A function applied. */
  record Applied(Function function, VelocityFormula argument) implements VelocityFormula {
    @Override
    public float at(float x, float t) {
      return function.of(argument.at(x, t));
    }
  }

  /** Recursive descent over the grammar above. */
  final class Reader {
    private static final Pattern NAME = Pattern.compile("\\s*[A-Za-z_]\\w*\\s*=");
    private static final Pattern NUMBER =
        Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    /**
     * A formula is a line; deeper nesting than this is no formula, and would overflow the stack.
     */
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    private Reader(String text) {
      this.text = text;
      Matcher name = NAME.matcher(text);
      at = name.lookingAt() ? name.end() : 0;
    }

    private VelocityFormula formula() {
      VelocityFormula whole = sum();
      if (peek() != 0) {
        throw unread("an operator or the end");
      }
      return whole;
    }

    private VelocityFormula sum() {
      VelocityFormula left = product();
      while (peek() == '+' || peek() == '-') {
        left = new Joined(text.charAt(at++), left, product());
      }
      return left;
    }

    private VelocityFormula product() {
      VelocityFormula left = sign();
      while (peek() == '*' || peek() == '/') {
        left = new Joined(text.charAt(at++), left, sign());
      }
      return left;
    }

    private VelocityFormula sign() {
      if (++depth > DEEPEST) {
        throw unread("less nesting");
      }
      VelocityFormula value =
          switch (peek()) {
            case '+' -> {
              at++;
              yield sign();
            }
            case '-' -> {
              at++;
              yield new Joined('*', new Constant(-1), sign());
            }
            default -> value();
          };
      depth--;
      return value;
    }

    private VelocityFormula value() {
      if (peek() == '(') {
        return inBrackets();
      }
      Matcher number = NUMBER.matcher(text).region(at, text.length());
      if (number.lookingAt()) {
        at = number.end();
        return new Constant(Float.parseFloat(number.group()));
      }
      Matcher word = WORD.matcher(text).region(at, text.length());
      String name = word.lookingAt() ? word.group() : "";
      VelocityFormula value =
          switch (name) {
            case "x" -> Variable.X;
            case "t" -> Variable.T;
            case "sin", "cos", "tanh" -> {
              at += name.length();
              yield new Applied(Function.valueOf(name.toUpperCase(Locale.ROOT)), inBrackets());
            }
            default -> throw unread("a number, x, t, sin, cos, tanh or a bracket");
          };
      if (value instanceof Variable) {
        at += name.length();
      }
      return value;
    }

    private VelocityFormula inBrackets() {
      expect('(');
      VelocityFormula inner = sum();
      expect(')');
      return inner;
    }

    private void expect(char bracket) {
      if (peek() != bracket) {
        throw unread("'" + bracket + "'");
      }
      at++;
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unread(String expected) {
      return new IllegalArgumentException(
          "model_output '%s' can't be evaluated: expected %s at '%s'"
              .formatted(text, expected, text.substring(Math.min(at, text.length()))));
    }
  }
}
