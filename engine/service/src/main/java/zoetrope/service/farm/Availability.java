package zoetrope.service.farm;

/** Whether a backend can be used here. */
public sealed interface Availability {
  /**
   * It can.
   *
   * @param version what was found, in words
   */
  record Ready(String version) implements Availability {}

  /**
   * It cannot.
   *
   * @param why what is missing and what helps, in words
   */
  record Missing(String why) implements Availability {}
}
