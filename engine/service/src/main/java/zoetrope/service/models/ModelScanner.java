package zoetrope.service.models;

import java.nio.file.Path;
import java.util.List;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.family.ModelFamilies;
import zoetrope.diffusion.family.ModelFamily;
import zoetrope.service.models.InstalledModel.Origin;
import zoetrope.service.models.download.Receipt;

/**
 * Has families look into folders; headers only.
 *
 * @param families that there are
 * @param assets the program's own
 */
record ModelScanner(ModelFamilies families, Path assets) {

  /** The card of a folder; one that is not there says so on its card. */
  InstalledModel at(String id, Path folder) {
    return new InstalledModel(
        id,
        ModelName.of(folder),
        Receipt.in(folder) ? Origin.DOWNLOADED : Origin.IMPORTED,
        families.read(folder));
  }

  /** The models that come with the program, by the ids of their families. */
  List<InstalledModel> bundled() {
    return families.all().stream().flatMap(f -> bundled(f).stream()).toList();
  }

  private List<InstalledModel> bundled(ModelFamily family) {
    return family
        .bundled(assets)
        .map(files -> new InstalledModel(family.id(), family.title(), Origin.BUNDLED, files))
        .stream()
        .toList();
  }
}
