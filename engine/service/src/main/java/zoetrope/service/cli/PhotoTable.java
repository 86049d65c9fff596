package zoetrope.service.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.eval.photo.PhotoReport;

/** Prints what was measured on photos: a row a photo, then each bar with how it went. */
final class PhotoTable {
  private static final String ROW = "%-40.40s %6.1f %6.1f %6.2f %6.1f %6.2f %8.2f %8.2f %6.2f";

  private PhotoTable() {}

  static void print(PhotoReport report, int others, PrintWriter out) {
    out.println(
        "%-40s %6s %6s %6s %6s %6s %8s %8s %6s"
            .formatted(
                "photo", "still", "zoom", "sharp", "pan", "SSIM", "(smooth)", "texture", "IoU"));
    for (PhotoReport.Photo p : report.photos()) {
      List<Object> cells = new ArrayList<>(List.of(p.name()));
      cells.addAll(PhotoReport.figures(p).values());
      out.println(ROW.formatted(cells.toArray()));
    }
    report.unread().forEach(why -> out.println("left out: " + why));
    if (others > 0) {
      out.println("files that are no pictures: " + others);
    }
    out.println();
    for (PhotoReport.Bar b : report.bars()) {
      out.println("%-52s %8.3f   %s".formatted(b.what(), b.value(), verdict(b)));
    }
  }

  private static String verdict(PhotoReport.Bar b) {
    if (!b.judged()) {
      return "";
    }
    String ok = b.met() ? "ok  " : "MISS";
    return Double.isInfinite(b.most())
        ? "%s >= %.3g".formatted(ok, b.least())
        : "%s %.3g to %.3g".formatted(ok, b.least(), b.most());
  }

  /** The same for scripts: figures of all photos by what they are of, and those of each photo. */
  static void printJson(PhotoReport report, int others, PrintWriter out) {
    Map<String, Object> all = new LinkedHashMap<>();
    List<String> missed = new ArrayList<>();
    for (PhotoReport.Bar b : report.bars()) {
      all.put(b.what(), b.value());
      if (b.judged() && !b.met()) {
        missed.add(b.what());
      }
    }
    all.put("missed", missed);
    List<Map<String, Object>> photos = new ArrayList<>();
    for (PhotoReport.Photo p : report.photos()) {
      Map<String, Object> one = new LinkedHashMap<>(PhotoReport.figures(p));
      one.put("photo", p.name());
      photos.add(one);
    }
    all.put("photos", photos);
    all.put("left out", report.unread());
    all.put("no pictures", others);
    out.println(Json.line(all));
  }
}
