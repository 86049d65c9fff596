package zoetrope.app.shell;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javafx.scene.Node;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.model.Notices;
import zoetrope.app.model.UiThread;
import zoetrope.app.text.Texts;
import zoetrope.service.render.Failures;

/** Notices as bubbles in the window's corner; errors stay longer than good news. */
public final class Toasts implements Notices {
  private static final System.Logger LOG = System.getLogger(Toasts.class.getName());
  private static final Duration SHORT = Duration.seconds(4);
  private static final Duration LONG = Duration.seconds(12);

  private final Window owner;
  private final Texts texts;
  private final UiThread ui;

  public Toasts(Window owner, Texts texts, UiThread ui) {
    this.owner = owner;
    this.texts = texts;
    this.ui = ui;
  }

  @Override
  public void done(String text) {
    ui.later(() -> show("shell.notice.done", text, SHORT, new FontIcon(Feather.CHECK_CIRCLE)));
  }

  @Override
  public void failed(Throwable error) {
    Throwable cause = cause(error);
    if (cause instanceof CancellationException) {
      return;
    }
    if (!Failures.expected(cause)) {
      LOG.log(System.Logger.Level.ERROR, "unexpected", cause);
    }
    String words = new ErrorWords(texts).of(cause);
    ui.later(() -> show("shell.notice.failed", words, LONG, new FontIcon(Feather.ALERT_TRIANGLE)));
  }

  /** What really went wrong under the wrappers of futures. */
  static Throwable cause(Throwable error) {
    Throwable e = error;
    while ((e instanceof CompletionException || e instanceof ExecutionException)
        && e.getCause() != null) {
      e = e.getCause();
    }
    return e;
  }

  private void show(String title, String text, Duration stay, Node icon) {
    if (!owner.isShowing()) {
      return;
    }
    icon.getStyleClass().add(title.endsWith("failed") ? "notice-failed" : "notice-done");
    Notifications.create()
        .owner(owner)
        .title(texts.get(title))
        .text(text)
        .graphic(icon)
        .hideAfter(stay)
        .styleClass("notice")
        .show();
  }
}
