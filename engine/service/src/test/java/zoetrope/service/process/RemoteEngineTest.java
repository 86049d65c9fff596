package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import zoetrope.core.task.CancelToken;
import zoetrope.service.Eventually;
import zoetrope.service.TinyStudio;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Work;
import zoetrope.service.process.protocol.Message;
import zoetrope.service.process.server.EngineServer;
import zoetrope.service.render.Progress;
import zoetrope.service.render.RenderException;

/** The real engine in its own process, asked by a queue as the studio asks it. */
@Tag("process")
@ResourceLock(EngineBench.ENGINES)
class RemoteEngineTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void takesAndFilmsComeFromProcessesOfTheirOwnAndTheirMemoryIsGivenBack() throws Exception {
    Path film = folder.resolve("film.mp4");
    try (EngineBench b = EngineBench.fresh(folder)) {
      AtomicBoolean pictured = new AtomicBoolean();
      b.jobs.listen(
          all ->
              pictured.compareAndSet(false, all.stream().anyMatch(j -> j.preview().isPresent())));
      Job takes = b.submit("one", 2, 40);
      assertThat(b.over(takes).state()).as(b.job(takes).toString()).isEqualTo(Job.State.DONE);
      assertThat(pictured).isTrue();
      assertThat(b.store.takes("one")).extracting(t -> t.seed()).containsExactly(40L, 41L);
      assertThat(b.store.story().pick("one")).isPresent();
      b.over(b.submit("two", 1, 1));
      Job export =
          b.jobs.submit(
              new Work.Export(film, ExportPresets.named("vertical").orElseThrow().settings()),
              false);
      assertThat(b.over(export).state()).as(b.job(export).toString()).isEqualTo(Job.State.DONE);
      assertThat(film).exists();
      assertThat(EngineBench.engines()).hasSize(2);
      assertThat(b.store.folder().resolve("staging").toFile().list()).isEmpty();
    }
    assertThat(EngineBench.engines()).isEmpty();
  }

  @Test
  void anIdleEngineEndsAndTheNextJobStartsAnother() throws Exception {
    Limits idle =
        new Limits(
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            SOON,
            Duration.ofMillis(300),
            Duration.ofMillis(10),
            Duration.ofMillis(10));
    try (EngineBench b = idle(idle)) {
      assertThat(b.over(b.submit("one", 1, 1)).state()).isEqualTo(Job.State.DONE);
      Eventually.until("the engine to end", SOON, () -> EngineBench.engines().isEmpty());
      assertThat(b.over(b.submit("one", 1, 2)).state()).isEqualTo(Job.State.DONE);
    }
  }

  private EngineBench idle(Limits limits) throws Exception {
    TinyStudio tiny = new TinyStudio(folder);
    return EngineBench.open(
        EngineBench.story(folder, tiny),
        EngineBench.launch(tiny.home()),
        limits,
        EngineBench.RETRIES);
  }

  @Test
  void cancellingTakesEffectWithinASecondWhetherTheEngineListensOrNot() throws Exception {
    try (EngineBench b = EngineBench.fresh(folder)) {
      Job job = b.submit("one", 60, 1);
      b.steps(job);
      assertThat(cancelled(b, job)).isLessThan(Duration.ofSeconds(1));
      assertThat(EngineBench.engines()).as("goes on to the next job").hasSize(1);
      Job other = b.submit("one", 60, 100);
      b.steps(other);
      EngineBench.signal("STOP", EngineBench.engines().getFirst());
      cancelled(b, other);
      assertThat(EngineBench.engines()).isEmpty();
      assertThat(b.over(b.submit("one", 1, 200)).state()).isEqualTo(Job.State.DONE);
    }
  }

  private static Duration cancelled(EngineBench b, Job job) {
    long begin = System.nanoTime();
    b.jobs.cancel(job.id());
    assertThat(b.over(job).state()).isEqualTo(Job.State.CANCELLED);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void whatTheEngineFindsWrongIsSaidInItsWords() throws Exception {
    try (EngineBench b = EngineBench.fresh(folder)) {
      Job job = b.over(b.submit("two", 1, 1));
      assertThat(job.state()).isEqualTo(Job.State.FAILED);
      assertThat(job.error().orElseThrow()).contains("starts from the last frame of 'one'");
      Files.delete(TinyStudio.weights(EngineBench.home(folder)).resolve("base.safetensors"));
      Job other = b.over(b.submit("one", 1, 1));
      assertThat(other.error().orElseThrow()).contains("base.safetensors");
    }
  }

  @Test
  void twoOfDifferentVersionsDoNotWorkTogether() throws Exception {
    TinyStudio tiny = new TinyStudio(folder);
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    EngineServer server = new EngineServer(tiny.home(), scratch);
    assertThatThrownBy(() -> server.hello(new Message.Hello(99, Message.BUILD)).join())
        .hasMessageContaining("protocol 99")
        .hasMessageContaining("different versions");
    assertThatThrownBy(() -> server.generate(new Message.Generate(1, "s", "{}", 1, "f")).join())
        .hasMessageContaining("hello");
    assertThat(
            server.hello(new Message.Hello(Message.PROTOCOL, Message.BUILD)).join().capabilities())
        .contains("generate", "export");
  }

  @Test
  void anEngineThatCannotStartIsSaidInWords() throws Exception {
    EngineLaunch wrong =
        new EngineLaunch(new TinyStudio(folder).home(), List.of(), List.of("-XX:NoSuchOption"));
    assertThatThrownBy(() -> EngineProcess.start(wrong, EngineBench.QUICK, EndingWords::engine))
        .hasMessageContaining("the engine ended by itself (exit code 1)");
  }

  @Test
  void theEngineSaysWhatItHoldsAndRefusesUnknownWords() throws Exception {
    Path story = EngineBench.story(folder, new TinyStudio(folder));
    try (EngineProcess p =
        EngineProcess.start(
            EngineBench.launch(EngineBench.home(folder)), EngineBench.QUICK, EndingWords::engine)) {
      Message.Pong pong =
          p.call(
              (engine, attempt) -> engine.ping(new Message.Ping(7)),
              Progress.NONE,
              new CancelToken());
      assertThat(pong.number()).isEqualTo(7);
      assertThat(pong.memory()).isBetween(10L << 20, 1L << 30);
      assertThatThrownBy(
              () ->
                  p.call(
                      (engine, attempt) ->
                          engine.generate(
                              new Message.Generate(
                                  attempt, story.toString(), "{}", 1, folder.toString())),
                      Progress.NONE,
                      new CancelToken()))
          .isInstanceOf(RenderException.class)
          .hasMessageContaining("shot: is not as this version writes it");
      assertThat(p.alive()).isTrue();
    }
  }
}
