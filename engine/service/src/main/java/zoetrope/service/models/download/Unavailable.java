package zoetrope.service.models.download;

import java.time.Duration;

/** The server cannot answer now but may later. */
final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  /**
   * @param wait the least that the server asks to wait; zero where it does not say
   */
  Unavailable(String message, Duration wait) {
    super(message);
    this.wait = wait;
  }

  Duration waiting() {
    return wait;
  }
}
