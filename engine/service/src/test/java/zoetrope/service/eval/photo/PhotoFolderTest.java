package zoetrope.service.eval.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.media.Images;
import zoetrope.media.MediaException;

class PhotoFolderTest {
  @TempDir Path folder;

  @Test
  void picturesAreFoundByWhatIsInThemInAllFoldersBelow() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("2024/夏天 & more"));
    Path plain = picture(folder.resolve("b.png"));
    Path hidden = Files.move(picture(deep.resolve("x.png")), deep.resolve("no ending"));
    Files.writeString(folder.resolve("a.jpg"), "this is no picture");
    Files.writeString(folder.resolve("Thumbs.db"), "");
    PhotoFolder found = PhotoFolder.of(folder);
    assertThat(found.photos()).containsExactly(hidden, plain);
    assertThat(found.others()).isEqualTo(2);
  }

  @Test
  void aFolderWithoutPicturesAndAFileAreToldApart() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "words");
    assertThatThrownBy(() -> PhotoFolder.of(folder))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("there is no picture that can be read in it");
    assertThatThrownBy(() -> PhotoFolder.of(folder.resolve("a.txt")))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("it is no folder that can be read");
  }

  private static Path picture(Path file) {
    Images.writePng(TrueViewTest.waves(32, 24), file);
    return file;
  }
}
