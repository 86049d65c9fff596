package zoetrope.service.process.protocol;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;

/** What the engine tells the studio. */
public interface StudioApi {
  @JsonNotification
  void progress(Message.Step step);

  @JsonNotification
  void preview(Message.Preview preview);

  @JsonNotification
  void log(Message.Log log);
}
