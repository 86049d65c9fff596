package zoetrope.service.process;

import java.nio.file.Path;
import java.util.function.Function;
import zoetrope.core.task.CancelToken;
import zoetrope.service.engine.JobEngine;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.jobs.EngineLostException;
import zoetrope.service.process.protocol.Message;
import zoetrope.service.render.Progress;
import zoetrope.service.take.MadeTake;
import zoetrope.service.take.TakeFolder;
import zoetrope.story.document.Shot;
import zoetrope.story.store.StoryJson;

/**
 * The engine in processes of its own: one makes takes, another films, so that neither can take the
 * other down. They are started when they are needed and ended when they have been idle.
 */
public final class RemoteEngine implements JobEngine {
  private final Path story;
  private final EngineSlot takes;
  private final EngineSlot films;

  /**
   * @param story the folder of a story that this process has open
   * @param words how an engine's ending is said, in the user's language
   */
  public RemoteEngine(
      EngineLaunch launch, Limits limits, Path story, Function<Ending, String> words) {
    this.story = story;
    takes = new EngineSlot("takes", launch, limits, words);
    films = new EngineSlot("films", launch, limits, words);
  }

  @Override
  public MadeTake make(
      Shot shot, long seed, TakeFolder folder, Progress progress, CancelToken cancel) {
    Message.Made made =
        takes.call(
            (engine, attempt) ->
                engine.generate(
                    new Message.Generate(
                        attempt,
                        story.toAbsolutePath().toString(),
                        StoryJson.of(shot),
                        seed,
                        folder.path().toAbsolutePath().toString())),
            progress,
            cancel);
    return folder
        .finished(made.question())
        .orElseThrow(
            () ->
                new EngineLostException(
                    folder.path() + ": the finished take is gone; it is made again"));
  }

  @Override
  public void film(Path file, ExportSettings settings, Progress progress, CancelToken cancel) {
    films.call(
        (engine, attempt) ->
            engine.export(
                new Message.Export(
                    attempt,
                    story.toAbsolutePath().toString(),
                    file.toAbsolutePath().toString(),
                    settings.json().toString())),
        progress,
        cancel);
  }

  @Override
  public void close() {
    takes.close();
    films.close();
  }
}
