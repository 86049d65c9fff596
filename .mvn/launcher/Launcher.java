import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts Zoetrope from a source checkout: builds it where its sources have changed, prepares Java's
 * cache of classes, runs Java as a child and says what ended it. {@code Launcher JDK HOME
 * WORDS...}, as the scripts {@code zoetrope} and {@code zoetrope.cmd} call it on that very JDK: as
 * a source file until it has compiled itself (docs/decisions/0027-launcher.md).
 */
final class Launcher {
  /** Exit codes of signals by which somebody ends a program: HUP, INT, PIPE, TERM. */
  private static final List<Integer> ASKED = List.of(129, 130, 141, 143);

  private final Checkout checkout;

  private Launcher(Checkout checkout) {
    this.checkout = checkout;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path jdk = Path.of(args[0]);
    Path home = Path.of(args[1]).normalize();
    List<String> words = List.of(args).subList(2, args.length);
    int code;
    try {
      CompiledLauncher compiled = CompiledLauncher.of(home);
      code =
          compiled.replaced()
              ? compiled.run(jdk, home, words)
              : new Launcher(Checkout.of(jdk, home)).start(words);
    } catch (Refusal e) {
      System.err.println("zoetrope: " + e.getMessage());
      code = 1;
    }
    System.exit(code);
  }

  private int start(List<String> words) throws IOException, InterruptedException {
    new Build(checkout).bringUpToDate();
    Start start = Start.of(checkout, words);
    List<String> command = new ArrayList<>(List.of(checkout.java()));
    command.addAll(start.options());
    command.addAll(new ClassCache(checkout, start).options());
    // The child ends with this process, however that ended (zoetrope.service.cli.Main).
    long pid = ProcessHandle.current().pid();
    Path report = checkout.app().resolve("crash-" + pid + ".log");
    command.add("-Dzoetrope.launcher=" + pid);
    command.add("-XX:ErrorFile=" + report.toString().replace("%", "%%"));
    command.add(start.main());
    command.addAll(start.words());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(start.environment());
    int code = Child.of(builder).end();
    if (!ASKED.contains(code) && (Child.killed(code) || Files.exists(report))) {
      explain(code, report);
    }
    return code;
  }

  /** Says why Java ended, where it could not. */
  private void explain(int code, Path report) throws IOException, InterruptedException {
    Start start = Start.command(checkout, List.of("ended", "--code=" + code, "--report=" + report));
    List<String> command = new ArrayList<>(List.of(checkout.java()));
    command.addAll(start.options());
    command.add(start.main());
    command.addAll(start.words());
    Child.of(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT))
        .endAmongErrors();
  }
}
