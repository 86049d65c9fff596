package zoetrope.service.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import zoetrope.core.task.CancelToken;
import zoetrope.service.Devices;
import zoetrope.service.jobs.EngineLostException;
import zoetrope.service.process.protocol.EngineApi;
import zoetrope.service.process.protocol.Message;
import zoetrope.service.process.protocol.PreviewFile;
import zoetrope.service.process.protocol.Problem;
import zoetrope.service.render.Progress;
import zoetrope.service.take.TakeFolder;

/**
 * One running engine, as the studio sees it. Used for one attempt at a time; whoever starts it
 * closes it. It is asked again and again whether it still answers, and ended when it does not.
 */
final class EngineProcess implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EngineProcess.class.getName());
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int LINES = 40;

  private final EngineLaunch launch;
  private final Limits limits;
  private final Function<Ending, String> words;
  private final Path scratch;
  private final Process process;
  private final AttemptListener heard;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("engine-messages").factory());
  private final Launcher<EngineApi> launcher;
  private final EngineApi engine;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final Thread errors =
      Thread.ofPlatform().daemon().name("engine-errors").unstarted(this::listen);
  private volatile long answered = System.nanoTime();
  private volatile long memory;
  private CompletableFuture<Message.Pong> ping =
      CompletableFuture.completedFuture(new Message.Pong(0, 0));
  private long pinged = System.nanoTime();
  private long attempts;

  private EngineProcess(
      EngineLaunch launch,
      Limits limits,
      Function<Ending, String> words,
      Path scratch,
      Process process) {
    this.launch = launch;
    this.limits = limits;
    this.words = words;
    this.scratch = scratch;
    this.process = process;
    heard = new AttemptListener(PreviewFile.in(scratch));
    launcher =
        new Launcher.Builder<EngineApi>()
            .setLocalService(heard)
            .setRemoteInterface(EngineApi.class)
            .setInput(process.getInputStream())
            .setOutput(process.getOutputStream())
            .setExecutorService(reader)
            .create();
    engine = launcher.getRemoteProxy();
  }

  /**
   * Starts an engine and hears its first word.
   *
   * @param words how an ending is said
   * @throws EngineLostException when it cannot be started or is of another version
   */
  static EngineProcess start(EngineLaunch launch, Limits limits, Function<Ending, String> words) {
    Path scratch = scratch();
    EngineProcess p;
    try {
      p = new EngineProcess(launch, limits, words, scratch, launch.start(scratch));
    } catch (EngineLostException e) {
      TakeFolder.at(scratch).delete();
      throw e;
    }
    p.launcher.startListening();
    p.errors.start();
    try {
      p.await(
          p.engine.hello(new Message.Hello(Message.PROTOCOL, Message.BUILD)),
          Optional.empty(),
          limits.start());
      return p;
    } catch (RuntimeException e) {
      p.close();
      throw e;
    }
  }

  private static Path scratch() {
    try {
      // Readable by its owner alone where the system knows owners.
      return Files.createTempDirectory("zoetrope-engine-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * Asks for something and waits for the answer.
   *
   * @throws EngineLostException when the engine ends meanwhile or does not answer any more
   */
  <T> T call(
      BiFunction<EngineApi, Long, CompletableFuture<T>> request,
      Progress progress,
      CancelToken cancel) {
    long attempt = ++attempts;
    heard.begin(attempt, progress);
    try {
      answered = System.nanoTime();
      return await(
          request.apply(engine, attempt),
          Optional.of(new Cancelling(attempt, cancel)),
          Duration.ofDays(3650));
    } finally {
      heard.end();
    }
  }

  /** The wish to cancel an attempt, and when it was passed on. */
  private final class Cancelling {
    private final long attempt;
    private final CancelToken cancel;
    private Optional<Long> asked = Optional.empty();

    Cancelling(long attempt, CancelToken cancel) {
      this.attempt = attempt;
      this.cancel = cancel;
    }

    void look() {
      if (cancel.isCancelled() && asked.isEmpty()) {
        asked = Optional.of(System.nanoTime());
        engine.cancel(new Message.Cancel(attempt));
      } else if (asked.isPresent() && System.nanoTime() - asked.get() > limits.cancel().toNanos()) {
        // What does not stop is stopped: the next attempt starts a new engine.
        process.destroyForcibly();
        throw new zoetrope.core.task.CancelledException();
      }
    }
  }

  private <T> T await(CompletableFuture<T> answer, Optional<Cancelling> cancelling, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    boolean starting = cancelling.isEmpty();
    while (true) {
      try {
        return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        cancelling.ifPresent(Cancelling::look);
        if (starting) {
          watchStart(until);
        } else {
          watch();
        }
      } catch (ExecutionException e) {
        throw failure(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EngineLostException("the studio is closing", e);
      }
    }
  }

  private RuntimeException failure(ExecutionException e) {
    if (e.getCause() instanceof ResponseErrorException r) {
      return Problem.thrown(r.getResponseError());
    }
    // The pipe broke: the process is about to end.
    return lost(Optional.empty());
  }

  /** Java must load first, and answers nothing until then. */
  private void watchStart(long until) {
    requireAlive();
    if (System.nanoTime() - until > 0) {
      process.destroyForcibly();
      throw lost(Optional.of(limits.start()));
    }
  }

  private void requireAlive() {
    if (!process.isAlive()) {
      throw lost(Optional.empty());
    }
  }

  /** Throws when the engine has ended, or has not answered for too long. */
  private void watch() {
    requireAlive();
    long now = System.nanoTime();
    if (ping.isDone() && now - pinged > limits.beat().toNanos()) {
      pinged = now;
      ping = engine.ping(new Message.Ping(now));
      ping.thenAccept(
          pong -> {
            answered = System.nanoTime();
            memory = pong.memory();
          });
    }
    Duration silent = Duration.ofNanos(now - answered);
    if (silent.compareTo(limits.silence()) > 0) {
      process.destroyForcibly();
      throw lost(Optional.of(silent));
    }
  }

  private EngineLostException lost(Optional<Duration> silent) {
    int code;
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
      errors.join(Duration.ofSeconds(1));
      code = process.isAlive() ? 0 : process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new EngineLostException("the studio is closing", e);
    }
    List<String> said;
    synchronized (lines) {
      said = new ArrayList<>(lines);
    }
    Ending.Cause cause =
        silent
            .<Ending.Cause>map(Ending.Cause.Silent::new)
            .orElseGet(
                () ->
                    new Autopsy(OptionalInt.of(code), Optional.of(launch.memory()), said).cause());
    return new EngineLostException(
        words.apply(
            new Ending(cause, memory, Devices.named(), launch.reports().of(process.pid()))));
  }

  /** Whatever the engine's process prints, its last words among them. */
  private void listen() {
    try (BufferedReader r =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = r.readLine(); line != null; line = r.readLine()) {
        LOG.log(System.Logger.Level.DEBUG, "engine: {0}", line);
        synchronized (lines) {
          if (lines.size() == LINES) {
            lines.removeFirst();
          }
          lines.addLast(line);
        }
      }
    } catch (IOException _) {
      // It ended.
    }
  }

  /** Ends the engine: by its own hand if it is quick, else by force. Its memory is free then. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // The pipe is broken already.
    }
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    reader.shutdownNow();
    TakeFolder.at(scratch).delete();
  }
}
