package zoetrope.app.queue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Work;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.Timeline;

/** A film on its way out of the story. */
record ExportPresenter(Workbench bench, Work.Export work) implements JobPresenter {
  @Override
  public String title() {
    return bench.texts().get("queue.export", work.file().getFileName());
  }

  @Override
  public String waiting() {
    return bench.texts().get("queue.export.waiting");
  }

  @Override
  public Ikon icon() {
    return Feather.FILM;
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(work.file());
  }

  @Override
  public void begun(String job, JobPaces paces, long nanos) {
    Story story = bench.story().story().get();
    long millis = story.length().end() * 1000 / Timeline.TICKS_PER_SECOND;
    paces.exports().begun(job, work.settings(), Duration.ofMillis(millis), story.format(), nanos);
  }

  @Override
  public void done(String job, JobPaces paces, long nanos) {
    paces.exports().done(job, nanos);
  }
}
