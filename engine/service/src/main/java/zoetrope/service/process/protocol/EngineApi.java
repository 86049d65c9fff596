package zoetrope.service.process.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** What the studio may ask of the engine. */
public interface EngineApi {
  /** Must come first; fails with {@link Problem#MISMATCH} when the two do not fit. */
  @JsonRequest
  CompletableFuture<Message.Welcome> hello(Message.Hello hello);

  @JsonRequest
  CompletableFuture<Message.Made> generate(Message.Generate asked);

  @JsonRequest
  CompletableFuture<Message.Exported> export(Message.Export asked);

  @JsonRequest
  CompletableFuture<Message.Pong> ping(Message.Ping ping);

  /** Ends the process once the answer is sent. */
  @JsonRequest
  CompletableFuture<Boolean> shutdown();

  @JsonNotification
  void cancel(Message.Cancel attempt);
}
