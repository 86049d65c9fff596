package zoetrope.service.process.server;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.service.Installation;
import zoetrope.service.engine.LocalEngine;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.process.protocol.EngineApi;
import zoetrope.service.process.protocol.Message;
import zoetrope.service.process.protocol.PreviewFile;
import zoetrope.service.process.protocol.Problem;
import zoetrope.service.process.protocol.StudioApi;
import zoetrope.service.render.Progress;
import zoetrope.service.take.TakeFolder;
import zoetrope.story.document.Shot;
import zoetrope.story.store.StoryJson;
import zoetrope.story.store.StoryStore;

/**
 * The engine's side. Takes and films are each made by one thread; questions about the engine itself
 * are answered at once by the thread that reads.
 */
public final class EngineServer implements EngineApi {
  private static final Duration GAP = Duration.ofMillis(100);

  /** A story that is read, and the engine that works for it. */
  private record Open(StoryStore store, LocalEngine engine) {}

  private final Installation home;
  private final PreviewFile previews;
  private final Map<Long, CancelToken> running = new ConcurrentHashMap<>();
  private final ExecutorService takes = single("takes");
  private final ExecutorService films = single("films");
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Map<Path, Open> stories = new ConcurrentHashMap<>();
  private volatile Optional<Outbox> outbox = Optional.empty();
  private volatile boolean greeted;

  /**
   * @param scratch a private folder for previews
   */
  public EngineServer(Installation home, Path scratch) {
    this.home = home;
    previews = PreviewFile.in(scratch);
  }

  private static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /**
   * Answers until it is asked to end or the studio is gone: its end of the pipe is closed by the
   * system however it ended. Work that is running then is left as it is; the process is to end.
   */
  public void serve(InputStream in, OutputStream out) {
    Launcher<StudioApi> launcher =
        new Launcher.Builder<StudioApi>()
            .setLocalService(this)
            .setRemoteInterface(StudioApi.class)
            .setInput(in)
            .setOutput(out)
            .setExecutorService(single("requests"))
            .create();
    try (Outbox box = new Outbox(launcher.getRemoteProxy(), previews, GAP)) {
      outbox = Optional.of(box);
      box.open();
      Logger.getLogger("").addHandler(new OutboxLog(box));
      var reading = launcher.startListening();
      Thread.ofPlatform().daemon().name("end of input").start(() -> awaitEnd(reading));
      ProcessHandle.current().parent().ifPresent(p -> p.onExit().thenRun(ended::countDown));
      ended.await();
      running.values().forEach(CancelToken::cancel);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd(java.util.concurrent.Future<Void> reading) {
    try {
      reading.get();
    } catch (Exception _) {
      // However reading ended, there is nobody left to answer.
    }
    ended.countDown();
  }

  @Override
  public CompletableFuture<Message.Welcome> hello(Message.Hello hello) {
    if (hello.protocol() != Message.PROTOCOL || !Message.BUILD.equals(hello.build())) {
      return CompletableFuture.failedFuture(
          new ResponseErrorException(
              new ResponseError(
                  Problem.MISMATCH,
                  "the studio (%s, protocol %d) and the engine (%s, protocol %d) are of different versions; install again, or restart the studio"
                      .formatted(hello.build(), hello.protocol(), Message.BUILD, Message.PROTOCOL),
                  null)));
    }
    greeted = true;
    return CompletableFuture.completedFuture(
        new Message.Welcome(
            Message.PROTOCOL, Message.BUILD, Message.CAPABILITIES, ProcessHandle.current().pid()));
  }

  @Override
  public CompletableFuture<Message.Pong> ping(Message.Ping ping) {
    return CompletableFuture.completedFuture(
        new Message.Pong(ping.number(), Memory.ofThisProcess()));
  }

  @Override
  public CompletableFuture<Boolean> shutdown() {
    // Not at once: the answer is sent by this thread after this returns.
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              takes.shutdown();
              films.shutdown();
              ended.countDown();
            });
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public void cancel(Message.Cancel attempt) {
    Optional.ofNullable(running.get(attempt.attempt())).ifPresent(CancelToken::cancel);
  }

  @Override
  public CompletableFuture<Message.Made> generate(Message.Generate asked) {
    return attempt(
        takes,
        asked.attempt(),
        cancel -> {
          Shot shot = StoryJson.shot(asked.shot());
          TakeFolder folder = TakeFolder.at(Path.of(asked.folder()));
          String question =
              open(asked.story())
                  .engine()
                  .make(shot, asked.seed(), folder, new Told(asked.attempt()), cancel)
                  .question();
          return new Message.Made(question);
        });
  }

  @Override
  public CompletableFuture<Message.Exported> export(Message.Export asked) {
    return attempt(
        films,
        asked.attempt(),
        cancel -> {
          Path file = Path.of(asked.file());
          open(asked.story())
              .engine()
              .film(file, ExportSettings.of(asked.settings()), new Told(asked.attempt()), cancel);
          return new Message.Exported(asked.file());
        });
  }

  /** The story as it is now. */
  private Open open(String folder) {
    Open open =
        stories.computeIfAbsent(
            Path.of(folder),
            f -> {
              StoryStore store = StoryStore.read(f);
              return new Open(store, new LocalEngine(home, store));
            });
    open.store().refresh();
    return open;
  }

  /** Work that can be cancelled. */
  private interface Work<T> {
    T run(CancelToken cancel);
  }

  private <T> CompletableFuture<T> attempt(ExecutorService thread, long attempt, Work<T> work) {
    if (!greeted) {
      return CompletableFuture.failedFuture(
          new ResponseErrorException(
              new ResponseError(Problem.MISMATCH, "say hello before asking for anything", null)));
    }
    CancelToken cancel = new CancelToken();
    running.put(attempt, cancel);
    Supplier<T> run =
        () -> {
          try {
            cancel.check();
            return work.run(cancel);
          } catch (OutOfMemoryError | RuntimeException e) {
            throw new CompletionException(Problem.of(cancel.isCancelled() ? cancelled() : e));
          } finally {
            running.remove(attempt);
            outbox.ifPresent(Outbox::flush);
          }
        };
    return CompletableFuture.supplyAsync(run, thread);
  }

  private static RuntimeException cancelled() {
    return new zoetrope.core.task.CancelledException();
  }

  /** Tells the studio. */
  private final class Told implements Progress {
    private final long attempt;

    Told(long attempt) {
      this.attempt = attempt;
    }

    @Override
    public void step(String what, int done, int total) {
      outbox.ifPresent(o -> o.step(new Message.Step(attempt, what, done, total)));
    }

    @Override
    public void preview(RgbClip clip) {
      outbox.ifPresent(o -> o.preview(attempt, clip));
    }
  }
}
