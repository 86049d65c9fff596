package zoetrope.service.cli.files;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.c2pa.Finding;
import zoetrope.c2pa.Trust;
import zoetrope.c2pa.Verdict;
import zoetrope.c2pa.Verifier;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.provenance.SigningKeys;

/** {@code zoetrope verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks a film or picture against its C2PA manifest.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:signed, and as it was when it was signed",
      "3:the file cannot be read",
      "4:signed, but changed since, or the certificate does not serve",
      "5:not signed"
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final int CHANGED = 4;
  private static final int UNSIGNED = 5;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The film or picture.")
  private Path file = Path.of("");

  @Option(
      names = "--anchor",
      paramLabel = "PEM",
      description = "Certificates of authorities that you trust; may be given several times.")
  private List<Path> anchors = new ArrayList<>();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    Trust trust = SigningKeys.here().trust();
    for (Path anchor : anchors) {
      trust = trust.and(SigningKeys.authorities(anchor));
    }
    Verdict verdict = new Verifier(trust, InstantSource.system()).verify(file);
    if (json.on()) {
      spec.commandLine().getOut().println(Json.line(map(verdict)));
    } else {
      say(verdict, spec.commandLine().getOut());
    }
    return switch (verdict.state()) {
      case VALID -> 0;
      case CHANGED -> CHANGED;
      case UNSIGNED -> UNSIGNED;
    };
  }

  private static String word(Enum<?> e) {
    return e.name().toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> map(Verdict v) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", file.toString());
    map.put("state", word(v.state()));
    map.put("ai_generated", v.generated());
    v.title().ifPresent(t -> map.put("title", t));
    v.generator().ifPresent(g -> map.put("made_with", g));
    v.signer()
        .ifPresent(
            s ->
                map.put(
                    "signer",
                    Map.of(
                        "name", s.name(),
                        "algorithm", s.algorithm(),
                        "from", s.from().toString(),
                        "until", s.until().toString(),
                        "trusted", s.trusted())));
    map.put(
        "findings",
        v.findings().stream()
            .map(f -> Map.of("code", f.code(), "weight", word(f.weight()), "words", f.words()))
            .toList());
    return map;
  }

  private void say(Verdict v, PrintWriter out) {
    out.println(
        file
            + ": "
            + switch (v.state()) {
              case VALID -> "valid";
              case CHANGED -> "CHANGED";
              case UNSIGNED -> "not signed";
            });
    v.title().ifPresent(t -> out.println("  title      " + Answers.plain(t)));
    v.generator().ifPresent(g -> out.println("  made with  " + Answers.plain(g)));
    if (v.generated()) {
      out.println("  origin     made by a model (trainedAlgorithmicMedia)");
    }
    v.signer().ifPresent(s -> out.println("  signer     " + Answers.plain(s.name())));
    for (Finding f : v.findings()) {
      String mark =
          switch (f.weight()) {
            case PASSED -> "+";
            case NOTE -> "o";
            case FAILED -> "-";
          };
      out.println("  " + mark + " " + f.code() + ": " + Answers.plain(f.words()));
    }
  }
}
