package zoetrope.systemtest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a file holds, the answer is a story, a film, a picture, or words. */
@Tag("slow")
class FuzzTest {
  private static final int MINUTE = 60_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Door.class)
  void goodFilesAndTheCorpusAreTakenOrRefusedInWords(Door door) throws IOException {
    try (Fuzzer fuzzer = new Fuzzer(door, folder)) {
      for (byte[] input : new Seeds(folder).of(door)) {
        fuzzer.one(input);
      }
      assertThat(fuzzer.findings()).isEmpty();
      assertThat(fuzzer.inputs()).isPositive();
    }
  }

  /** The same inputs every time. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void changedFilesAreTakenOrRefusedInWords(Door door) throws IOException {
    int count = door.slow() ? 120 : 600;
    try (Fuzzer fuzzer = new Fuzzer(door, folder)) {
      fuzzer.run(20_26, new Seeds(folder).of(door), () -> fuzzer.inputs() < count);
      assertThat(fuzzer.findings()).isEmpty();
    }
  }

  /** Round and round all doors for so many minutes; inputs differ from run to run. */
  @Test
  @EnabledIfSystemProperty(named = "zoetrope.fuzz.minutes", matches = "\\d+")
  void aLongRun() throws IOException {
    long end =
        System.currentTimeMillis() + (long) MINUTE * Integer.getInteger("zoetrope.fuzz.minutes");
    long seed = Long.getLong("zoetrope.fuzz.seed", System.nanoTime());
    List<Fuzzer> fuzzers = new ArrayList<>();
    try {
      List<List<byte[]>> seeds = new ArrayList<>();
      for (Door door : Door.values()) {
        Path own = Files.createDirectory(folder.resolve(door.name()));
        seeds.add(new Seeds(own).of(door));
        fuzzers.add(new Fuzzer(door, own));
      }
      for (int round = 0; System.currentTimeMillis() < end; round++) {
        Fuzzer fuzzer = fuzzers.get(round % fuzzers.size());
        long slice = Math.min(end, System.currentTimeMillis() + MINUTE / 6);
        fuzzer.run(
            seed + round,
            seeds.get(round % fuzzers.size()),
            () ->
                System.currentTimeMillis() < slice
                    // each leaves a thread of the library's behind
                    && (fuzzer.door() != Door.MESSAGES || fuzzer.inputs() < 2000));
      }
    } finally {
      fuzzers.forEach(Fuzzer::close);
    }
    for (int i = 0; i < fuzzers.size(); i++) {
      System.out.printf(
          "%-12s %,10d inputs %3d findings%n",
          Door.values()[i], fuzzers.get(i).inputs(), fuzzers.get(i).findings().size());
    }
    assertThat(fuzzers).flatExtracting(Fuzzer::findings).isEmpty();
  }
}
