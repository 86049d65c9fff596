import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Java is told for one kind of start.
 *
 * @param main class
 * @param words for it
 * @param options of Java
 * @param environment beside this process's own
 * @param cache its name
 * @param rehearsal Java's words for a short run that loads the classes of such a start
 */
record Start(
    String main,
    List<String> words,
    List<String> options,
    Map<String, String> environment,
    String cache,
    List<String> rehearsal) {
  private static final String COMMANDS = "zoetrope.service.cli.Main";
  private static final String STUDIO = "zoetrope.app.Launcher";
  private static final String THRESHOLD = "MALLOC_MMAP_THRESHOLD_";

  /** The studio, or one of the other commands, among them the studio's help. */
  static Start of(Checkout checkout, List<String> words) {
    boolean studio = !words.isEmpty() && words.getFirst().equals("studio");
    boolean help = words.size() > 1 && List.of("--help", "-h").contains(words.get(1));
    return studio && !help
        ? studio(checkout, words.subList(1, words.size()))
        : command(checkout, words);
  }

  private static Start studio(Checkout checkout, List<String> words) {
    if (Checkout.LINUX && Checkout.environment("DISPLAY").isEmpty()) {
      throw new Refusal(
          "the studio needs a screen, and DISPLAY names none; the other commands do without");
    }
    Path app = checkout.app();
    List<String> options = common(checkout);
    options.add("--enable-native-access=ALL-UNNAMED,javafx.graphics");
    options.addAll(List.of("--module-path", app.resolve("fx").toString()));
    options.addAll(List.of("--add-modules", "javafx.controls"));
    options.addAll(
        List.of(
            "-cp",
            app.resolve("zoetrope-app.jar")
                + File.pathSeparator
                + app.resolve("lib")
                + File.separator
                + "*"));
    List<String> rehearsal =
        List.of(
            "-Djava.awt.headless=true",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Djava.util.prefs.userRoot=" + app.resolve("aot"),
            "-Dzoetrope.rehearsal=true",
            "zoetrope.app.Rehearsal");
    return new Start(STUDIO, words, options, Map.of(), "studio", rehearsal);
  }

  static Start command(Checkout checkout, List<String> words) {
    List<String> options = common(checkout);
    options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    options.addAll(List.of("-cp", checkout.app().resolve("lib") + File.separator + "*"));
    List<String> rehearsal =
        List.of(
            COMMANDS,
            "render",
            checkout.home().resolve("assets/samples/morning-walk/story.yaml").toString(),
            "--shot",
            "1",
            "--takes",
            "1",
            "-o",
            checkout.app().resolve("aot/rehearsal.mp4").toString());
    return new Start(COMMANDS, words, options, memory(), "command", rehearsal);
  }

  /** Large blocks of native memory go back when they are freed (NativeMemory in engine/service). */
  private static Map<String, String> memory() {
    String set = Checkout.environment(THRESHOLD);
    return Map.of(THRESHOLD, set.isEmpty() ? "1048576" : set);
  }

  private static List<String> common(Checkout checkout) {
    return new ArrayList<>(
        List.of(
            "-Dzoetrope.home=" + checkout.home(),
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx1500m"));
  }
}
