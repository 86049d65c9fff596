package zoetrope.service.eval.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.service.eval.photo.PhotoReport.Bar;
import zoetrope.service.eval.photo.PhotoReport.Fill;
import zoetrope.service.eval.photo.PhotoReport.Hole;
import zoetrope.service.eval.photo.PhotoReport.Photo;
import zoetrope.service.eval.photo.PhotoReport.Selection;
import zoetrope.service.eval.photo.PhotoReport.View;

class PhotoReportTest {
  private static final View GOOD = new View(38, .97);
  private static final Selection FOUND = new Selection(.9, .6);

  @Test
  void everythingGoodMeetsEveryBar() {
    PhotoReport report = report(photo(GOOD, GOOD, hole(45, .6, 1), FOUND));
    assertThat(report.bars().stream().filter(Bar::judged)).isNotEmpty().allMatch(Bar::met);
  }

  @Test
  void eachBarIsMissedByWhatItIsAbout() {
    missed("still", photo(GOOD, GOOD, hole(39, .6, 1), FOUND));
    missed("zoom 1 to 1.6 against", photo(new View(33, 1), GOOD, hole(45, .6, 1), FOUND));
    missed("zoom 1 to 1.6, sharpness", photo(new View(38, .8), GOOD, hole(45, .6, 1), FOUND));
    missed("pan against", photo(GOOD, new View(33, 1), hole(45, .6, 1), FOUND));
    missed("pan, sharpness", photo(GOOD, new View(38, .8), hole(45, .6, 1), FOUND));
    missed("holes, SSIM", photo(GOOD, GOOD, hole(45, .5, 1), FOUND));
    missed("holes, texture", photo(GOOD, GOOD, hole(45, .6, .5), FOUND));
    missed("holes, texture", photo(GOOD, GOOD, hole(45, .6, 1.7), FOUND));
    missed("brush", photo(GOOD, GOOD, hole(45, .6, 1), new Selection(.8, .6)));
  }

  @Test
  void oneBadPhotoAmongGoodOnesIsToldAsTheWorst() {
    PhotoReport report =
        report(
            photo(GOOD, GOOD, hole(60, .6, 1), FOUND), photo(GOOD, GOOD, hole(30, .6, 1), FOUND));
    assertThat(report.bars().stream().filter(b -> b.judged() && !b.met()))
        .singleElement()
        .satisfies(b -> assertThat(b.what()).startsWith("still").endsWith("worst"))
        .satisfies(b -> assertThat(b.value()).isEqualTo(30));
  }

  @Test
  void halfAndDoubleTextureMakeUpForEachOther() {
    List<Hole> holes = List.of(hole(45, .6, .5), hole(45, .6, 2));
    assertThat(PhotoReport.geometric(holes, h -> h.fill().texture())).isCloseTo(1, within(1e-9));
  }

  private static void missed(String what, Photo photo) {
    assertThat(report(photo).bars().stream().filter(b -> b.judged() && !b.met()))
        .isNotEmpty()
        .allSatisfy(b -> assertThat(b.what()).startsWith(what));
  }

  private static PhotoReport report(Photo... photos) {
    return new PhotoReport(List.of(photos), List.of());
  }

  private static Photo photo(View zoom, View pan, Hole hole, Selection selection) {
    return new Photo("photo.jpg", zoom, pan, List.of(hole), List.of(selection));
  }

  private static Hole hole(double still, double ssim, double texture) {
    return new Hole(still, new Fill(ssim, texture), new Fill(.5, .01));
  }
}
