package zoetrope.service.cli.models;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.lora.LoraCard;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.LoraShelf;
import zoetrope.service.models.ModelLibrary;

/** {@code zoetrope models lora}. */
@Command(
    name = "lora",
    mixinStandardHelpOptions = true,
    description = {
      "Lays a LoRA upon an installed model, or lists those that are on it.",
      "Kohya's, diffusers' and the original names are understood; the file stays where it is."
    })
public final class ModelsLoraCommand implements Callable<Integer> {
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's id.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The LoRA in safetensors; without it those on the model are listed.")
  private String file = "";

  @Option(
      names = "--strength",
      paramLabel = "S",
      defaultValue = "1",
      description = "1 as it was trained, 0 for nothing.")
  private double strength;

  @Option(names = "--remove", description = "Takes it off the model.")
  private boolean remove;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  public ModelsLoraCommand(ModelLibrary library) {
    this.library = library;
  }

  @Override
  public Integer call() {
    InstalledModel model = library.get(id);
    LoraShelf shelf = new LoraShelf(library.folder());
    if (!file.isEmpty() && remove) {
      shelf.detach(id, Path.of(file));
    } else if (!file.isEmpty()) {
      shelf.attach(model, lora());
    }
    show(model, shelf);
    return 0;
  }

  private Lora lora() {
    try {
      return new Lora(Path.of(file), strength);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void show(InstalledModel model, LoraShelf shelf) {
    PrintWriter out = spec.commandLine().getOut();
    List<Lora> loras = shelf.of(id);
    List<LoraCard> cards = shelf.cards(model, loras);
    if (json.on()) {
      out.println(Json.line(map(loras, cards)));
      return;
    }
    if (loras.isEmpty()) {
      out.println("No LoRA is on " + id);
    }
    for (int i = 0; i < loras.size(); i++) {
      List<String> words = cards.get(i).words();
      out.println(words.getFirst() + ", strength " + loras.get(i).strength());
      words.stream().skip(1).forEach(w -> out.println("  " + w));
    }
    shelf.distillation(model).ifPresent(out::println);
  }

  private static List<Map<String, Object>> map(List<Lora> loras, List<LoraCard> cards) {
    List<Map<String, Object>> out = new ArrayList<>();
    for (int i = 0; i < loras.size(); i++) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("file", loras.get(i).file().toString());
      m.put("strength", loras.get(i).strength());
      m.put("style", cards.get(i).style());
      m.put("layers", cards.get(i).layers());
      m.put("unmatched", cards.get(i).unmatched());
      out.add(m);
    }
    return out;
  }
}
