package zoetrope.service.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsHeader;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.service.Installation;

/** {@code zoetrope models}. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists the models that are installed.")
final class ModelsCommand implements Callable<Integer> {
  private final Installation home;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--json", description = "Writes JSON for scripts.")
  private boolean json;

  ModelsCommand(Installation home) {
    this.home = home;
  }

  @Override
  public Integer call() {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("id", StarterModel.ID);
    long parameters = 0;
    for (String part : new String[] {"base", "identity", "trajectory"}) {
      String found;
      try {
        SafetensorsHeader h =
            SafetensorsHeader.read(home.starterModel().resolve(part + ".safetensors"));
        long n = h.tensors().values().stream().mapToLong(t -> t.elements()).sum();
        parameters += n;
        found = "%.2f million parameters".formatted(n / 1e6);
      } catch (CheckpointException e) {
        found = "unusable: " + e.getMessage();
      }
      card.put(part, found);
    }
    card.put("parameters", parameters);
    card.put(
        "makes",
        "text-, image- and character-to-video, motion brush; 512x288, 288x512, 384x384 at 12 frames a second");
    if (json) {
      spec.commandLine().getOut().println(Json.line(card));
    } else {
      card.forEach((k, v) -> spec.commandLine().getOut().println("%-12s %s".formatted(k, v)));
    }
    return 0;
  }
}
