package zoetrope.app.queue;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Work;

/** Work that only a later version of the studio knows how to do. */
record UnknownPresenter(Workbench bench, Work.Unknown work) implements JobPresenter {
  @Override
  public String title() {
    return bench.texts().get("queue.unknown", work.kind());
  }

  @Override
  public String waiting() {
    return bench.texts().get("queue.unknown.waiting");
  }

  @Override
  public Ikon icon() {
    return Feather.HELP_CIRCLE;
  }
}
