package zoetrope.service.process;

import zoetrope.service.process.protocol.Message;
import zoetrope.service.process.protocol.PreviewFile;
import zoetrope.service.process.protocol.StudioApi;
import zoetrope.service.render.Progress;

/** Passes on what the engine tells of the attempt that runs; what comes late is dropped. */
final class AttemptListener implements StudioApi {
  private static final System.Logger LOG = System.getLogger(AttemptListener.class.getName());

  private final PreviewFile previews;
  private long attempt;
  private Progress progress = Progress.NONE;

  AttemptListener(PreviewFile previews) {
    this.previews = previews;
  }

  synchronized void begin(long begun, Progress listener) {
    attempt = begun;
    progress = listener;
  }

  synchronized void end() {
    attempt = 0;
    progress = Progress.NONE;
  }

  @Override
  public synchronized void progress(Message.Step step) {
    if (step.attempt() == attempt) {
      progress.step(step.what(), step.done(), step.total());
    }
  }

  @Override
  public synchronized void preview(Message.Preview preview) {
    if (preview.attempt() == attempt) {
      previews.read().ifPresent(progress::preview);
    }
  }

  @Override
  public void log(Message.Log log) {
    LOG.log(System.Logger.Level.INFO, "engine: {0}", log.text());
  }
}
