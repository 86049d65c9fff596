package zoetrope.service.cli.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.Catalogue;
import zoetrope.service.models.Catalogue.Entry;

/** {@code zoetrope models catalogue}. */
@Command(
    name = "catalogue",
    mixinStandardHelpOptions = true,
    description = "Lists models that can be downloaded: licence, size, what they give and need.")
final class ModelsCatalogueCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    List<Entry> all = Catalogue.bundled().models();
    var out = spec.commandLine().getOut();
    if (json.on()) {
      out.println(Json.line(all.stream().map(ModelsCatalogueCommand::map).toList()));
    } else {
      all.forEach(e -> lines(e).forEach(out::println));
    }
    return 0;
  }

  private static List<String> lines(Entry e) {
    return List.of(
        "%-30s %s, %s".formatted(e.name(), e.title(), e.licence()),
        "  takes    "
            + e.gives().stream().map(Catalogue.Ability::words).collect(Collectors.joining(", ")),
        "  needs    %.1f GB on disk, at least %.1f GB of memory (its largest part)"
            .formatted(e.size() / 1e9, e.memory() / 1e9),
        "  from     "
            + e.sources().stream()
                .map(Catalogue.Source::repository)
                .collect(Collectors.joining(", ")));
  }

  private static Map<String, Object> map(Entry e) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("name", e.name());
    m.put("title", e.title());
    m.put("licence", e.licence());
    m.put("gives", e.gives().stream().map(Json::word).toList());
    m.put("size", e.size());
    m.put("memory", e.memory());
    m.put("repositories", e.sources().stream().map(Catalogue.Source::repository).toList());
    return m;
  }
}
