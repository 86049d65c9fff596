package zoetrope.service.models.download;

/** Is told how a download goes, about ten times a second, on the thread that asked for it. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * How far it is.
   *
   * @param done bytes that are there, those of earlier sittings included
   * @param total bytes of all files
   * @param file one that is being worked on; empty before the first
   * @param phase what is done with it
   */
  record State(long done, long total, String file, Phase phase) {}

  /** What is done with a file. */
  enum Phase {
    FETCHING,
    CHECKING
  }

  void at(State state);
}
