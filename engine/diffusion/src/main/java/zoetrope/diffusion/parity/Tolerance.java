package zoetrope.diffusion.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Optional;

/** How far a value may be from the expected one: {@code |a - b| <= atol + rtol |b|}. */
record Tolerance(double atol, double rtol) {
  static final Tolerance EXACT = new Tolerance(0, 0);

  /**
   * A tensor's tolerance in an entry of the index: by its whole name, by a pattern that ends in a
   * star, as one of the taps, or the entry's only one.
   */
  static Tolerance of(JsonNode entry, String tensor) {
    JsonNode t = entry.path("tolerance");
    if (t.isTextual()) {
      return EXACT; // "exact", in words
    }
    for (var e : t.properties()) {
      String key = e.getKey();
      boolean star = key.endsWith("*") && tensor.startsWith(key.substring(0, key.length() - 1));
      if (key.equals(tensor) || star) {
        return read(e.getValue());
      }
    }
    if (tensor.startsWith("tap.") && t.has("taps")) {
      return read(t.get("taps"));
    }
    if (t.has("atol")) {
      return read(t);
    }
    // A tensor that the index is silent about is held to the strictest of its kind (in, tap, cond,
    // out), or of the entry.
    String kind = tensor.substring(0, tensor.indexOf('.') + 1);
    return strictest(t, kind).or(() -> strictest(t, "")).orElse(EXACT);
  }

  private static Optional<Tolerance> strictest(JsonNode tolerances, String kind) {
    return tolerances.properties().stream()
        .filter(e -> e.getKey().startsWith(kind) && e.getValue().has("atol"))
        .map(e -> read(e.getValue()))
        .min(Comparator.comparingDouble(Tolerance::atol));
  }

  private static Tolerance read(JsonNode t) {
    return t.isTextual()
        ? EXACT
        : new Tolerance(t.path("atol").asDouble(), t.path("rtol").asDouble());
  }

  Row compare(String name, float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      return Row.failed(name, actual.length + " values instead of " + expected.length);
    }
    double absolute = 0;
    double relative = 0;
    boolean passed = true;
    for (int i = 0; i < expected.length; i++) {
      double d = Math.abs((double) actual[i] - expected[i]);
      passed &= d <= atol + rtol * Math.abs((double) expected[i]); // false for NaN
      absolute = Math.max(absolute, Double.isNaN(d) ? Double.POSITIVE_INFINITY : d);
      relative = expected[i] == 0 ? relative : Math.max(relative, d / Math.abs(expected[i]));
    }
    return new Row(name, absolute, relative, toString(), passed);
  }

  @Override
  public String toString() {
    return equals(EXACT) ? "exact" : "%.0e + %.0e |b|".formatted(atol, rtol);
  }
}
