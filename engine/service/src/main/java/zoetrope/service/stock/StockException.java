package zoetrope.service.stock;

/** The stock cannot be used; the message says why and what helps. */
public final class StockException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StockException(String message, Throwable cause) {
    super(message, cause);
  }
}
