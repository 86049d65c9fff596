package zoetrope.app.queue;

import java.util.Optional;
import java.util.function.Function;
import zoetrope.app.text.Texts;
import zoetrope.service.process.Ending;
import zoetrope.service.process.Ending.Cause;

/** How the engine ended, in the user's language: what happened, what is kept, what to try. */
public final class EngineEndings implements Function<Ending, String> {
  private final Texts texts;

  public EngineEndings(Texts texts) {
    this.texts = texts;
  }

  @Override
  public String apply(Ending e) {
    String held = e.used() == 0 ? "" : texts.get("queue.engine.held", e.used() >> 20);
    return switch (e.cause()) {
      case Cause.Silent(var time) -> texts.get("queue.engine.silent", time.toSeconds(), held);
      case Cause.OutOfMemory(var allowed) ->
          texts.get(
              "queue.engine.memory",
              allowed.map(a -> texts.get("queue.engine.allowed", a)).orElse(""),
              held);
      case Cause.Killed() -> texts.get("queue.engine.killed", held);
      case Cause.Stopped(var how) -> texts.get("queue.engine.stopped", how, held);
      case Cause.Crashed(var fault, var how, var said) ->
          texts.get(
                  "queue.engine.crashed",
                  texts.get("queue.engine.fault." + fault),
                  how,
                  held,
                  quoted(said))
              + "\n"
              + advice(e);
      case Cause.Exited(var code, var said) ->
          texts.get(
              "queue.engine.exited", code.map(String::valueOf).orElse("?"), held, quoted(said));
    };
  }

  private String quoted(Optional<String> said) {
    return said.map(s -> texts.get("queue.engine.said", s)).orElse("");
  }

  private String advice(Ending e) {
    String step =
        e.device()
            .map(d -> texts.get("queue.engine.try.card", d))
            .orElseGet(() -> texts.get("queue.engine.try.processor"));
    return e.report().map(r -> step + texts.get("queue.engine.report", r)).orElse(step);
  }
}
