package zoetrope.service.farm;

/** Where a task is. */
public enum TaskState {
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  /** Whether nothing more happens to it by itself. */
  public boolean over() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
