package zoetrope.service.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsHeader;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.diffusion.model.wan.folder.CardProblem;
import zoetrope.diffusion.model.wan.folder.ModelName;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.service.models.InstalledModel.Origin;
import zoetrope.service.models.download.Receipt;

/** Looks into folders and writes their cards; headers only. */
final class ModelScanner {
  private ModelScanner() {}

  /** The card of a folder; one that is not there says so on its card. */
  static InstalledModel at(String id, Path folder) {
    WanCard card;
    try {
      card = WanFolder.look(folder);
    } catch (CheckpointException e) {
      CardProblem problem =
          Files.isDirectory(folder)
              ? new CardProblem.Unreadable(e.getMessage())
              : new CardProblem.NoFolder(folder);
      card = new WanCard(folder, Optional.empty(), Map.of(), List.of(problem));
    }
    return new InstalledModel(
        id,
        ModelName.of(folder),
        folder,
        card,
        Receipt.in(folder) ? Origin.DOWNLOADED : Origin.IMPORTED,
        card.kind().map(k -> k.name().toLowerCase(Locale.ROOT)).orElse(""),
        card.kind().map(WanCard.Kind::words).orElse(""),
        card.parts().entrySet().stream().map(e -> part(e.getKey(), e.getValue())).toList());
  }

  private static CardPart part(WanCard.Part part, WanCard.Found found) {
    return new CardPart(
        CardPart.key(part),
        part.words(),
        found.path(),
        part == WanCard.Part.TOKENIZER ? "" : found.layout(),
        found.dtype().map(t -> t.name().toLowerCase(Locale.ROOT)).orElse(""),
        found.parameters());
  }

  /** The card of the model that comes with the program. */
  static InstalledModel starter(Path weights) {
    List<CardProblem> problems = new ArrayList<>();
    List<CardPart> parts = new ArrayList<>();
    for (String part : List.of("base", "identity", "trajectory")) {
      Path file = weights.resolve(part + ".safetensors");
      try {
        long count =
            SafetensorsHeader.read(file).tensors().values().stream()
                .mapToLong(TensorInfo::elements)
                .sum();
        parts.add(new CardPart(part, part, file, "", "f16", count));
      } catch (CheckpointException e) {
        problems.add(new CardProblem.Unreadable(e.getMessage()));
      }
    }
    return new InstalledModel(
        StarterModel.ID,
        "Starter model",
        weights,
        new WanCard(weights, Optional.empty(), Map.of(), problems),
        Origin.BUNDLED,
        "starter",
        "text, image and characters to video, with the motion brush; 512x288, 288x512, 384x384 at"
            + " 12 frames a second",
        parts);
  }
}
