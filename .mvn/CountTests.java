import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Sums the reports of Surefire and Failsafe below the working folder into the line "N passed, M
 * failed, K skipped". Ends with 1 where no test was found, one failed or a report cannot be read.
 * Runs as a source file on Maven's own JDK, so it keeps to Java 17.
 */
class CountTests {
  public static void main(String[] args) throws IOException {
    int total = 0;
    int failed = 0;
    int skipped = 0;
    boolean unreadable = false;
    for (Path report : reports(Path.of(""))) {
      try {
        int[] n = read(report);
        total += n[0];
        failed += n[1] + n[2];
        skipped += n[3];
      } catch (IOException | XMLStreamException | NumberFormatException e) {
        System.err.println("cannot read " + report + ": " + e.getMessage());
        unreadable = true;
      }
    }
    if (total == 0) {
      System.err.println("no tests were found");
    }
    System.out.println(
        (total - failed - skipped) + " passed, " + failed + " failed, " + skipped + " skipped");
    System.exit(total == 0 || failed > 0 || unreadable ? 1 : 0);
  }

  private static List<Path> reports(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            if (dir.getFileName().toString().startsWith(".")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (!dir.endsWith("target")) {
              return FileVisitResult.CONTINUE;
            }
            for (String plugin : List.of("surefire", "failsafe")) {
              Path folder = dir.resolve(plugin + "-reports");
              if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                  files
                      .filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
                      .forEach(found::add);
                }
              }
            }
            return FileVisitResult.SKIP_SUBTREE;
          }
        });
    return found;
  }

  /** Tests, failures, errors and skipped tests, as the report's root element says. */
  private static int[] read(Path report) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      xml.nextTag();
      String[] names = {"tests", "failures", "errors", "skipped"};
      int[] n = new int[names.length];
      for (int i = 0; i < n.length; i++) {
        n[i] = Integer.parseInt(String.valueOf(xml.getAttributeValue(null, names[i])));
      }
      return n;
    }
  }
}
