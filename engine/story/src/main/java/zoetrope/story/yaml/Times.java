package zoetrope.story.yaml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.Timeline;

/**
 * Reads times: a whole number counts frames, text is seconds ({@code 2.5s}), milliseconds or frames
 * ({@code 30f}).
 */
record Times(FrameRate rate) {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,6})?)(s|ms|f)");
  private static final String FORM =
      "must be a time such as 2.5s, 500ms or a whole number of frames";

  /** In ticks. */
  Optional<Long> ticks(Item item) {
    if (item.isInteger()) {
      return item.integer().flatMap(frames -> framesToTicks(item, frames));
    }
    String value = item.isText() ? item.text().orElse("") : "";
    Matcher matcher = TIME.matcher(value);
    if (!matcher.matches()) {
      return item.wrong(FORM);
    }
    BigDecimal amount = new BigDecimal(matcher.group(1));
    BigDecimal perSecond = BigDecimal.valueOf(Timeline.TICKS_PER_SECOND);
    return switch (matcher.group(2)) {
      case "s" -> Optional.of(rounded(amount.multiply(perSecond)));
      case "ms" -> Optional.of(rounded(amount.multiply(perSecond).movePointLeft(3)));
      default ->
          amount.scale() > 0 ? item.wrong(FORM) : framesToTicks(item, amount.longValueExact());
    };
  }

  /** In frames, the nearest whole number. */
  Optional<Long> frames(Item item) {
    return ticks(item).map(rate::frameAt);
  }

  private Optional<Long> framesToTicks(Item item, long frames) {
    return frames < 0 || frames > 10_000_000 ? item.wrong(FORM) : Optional.of(rate.ticks(frames));
  }

  private static long rounded(BigDecimal ticks) {
    return ticks.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
