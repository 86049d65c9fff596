package zoetrope.service.models.download;

/** Files that cannot be had; the message names the file, the problem and the remedy. */
public final class DownloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what the file, folder or address
   */
  public DownloadException(Object what, String problem, String remedy) {
    super(what + ": " + problem + ". " + remedy);
  }

  public DownloadException(Object what, String problem, String remedy, Throwable cause) {
    super(what + ": " + problem + ". " + remedy, cause);
  }
}
