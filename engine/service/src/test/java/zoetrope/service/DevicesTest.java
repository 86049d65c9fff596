package zoetrope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Runtime.Provider;

/** Where models run is said in the environment; the CPU needs no word. */
class DevicesTest {
  @Test
  void theCpuIsTakenWhenNothingElseIsSaid() {
    assertThat(Devices.chosen(Map.of())).isEqualTo(Runtime.cpu());
    assertThat(Devices.chosen(Map.of("ZOETROPE_DEVICE", " "))).isEqualTo(Runtime.cpu());
    assertThat(Devices.chosen(Map.of("ZOETROPE_DEVICE", "CPU"))).isEqualTo(Runtime.cpu());
  }

  @ParameterizedTest
  @CsvSource({"tpu, cpu; cuda; tensorrt; directml; coreml", ":, cpu", "cud, cuda"})
  void whatIsNoDeviceIsRefusedWithThoseThereAre(String said, String words) {
    assertThatThrownBy(() -> Devices.chosen(Map.of("ZOETROPE_DEVICE", said)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is no device")
        .hasMessageContaining(words.replace(";", ","));
  }

  @Test
  void aDeviceThatThisBuildOrMachineLacksIsRefusedWithWhatItNeeds() {
    for (Provider p : Provider.values()) {
      if (p.unavailable().isPresent()) {
        assertThatThrownBy(() -> Devices.chosen(Map.of("ZOETROPE_DEVICE", p.name())))
            .isInstanceOf(RequestException.class)
            .hasMessageContaining("It needs")
            .hasMessageContaining("run on the CPU");
      } else if (p != Provider.CPU) {
        Runtime first =
            Devices.chosen(Map.of("ZOETROPE_DEVICE", p + ":0", "ZOETROPE_DEVICE_GIB", "24"));
        assertThat(first.provider()).isEqualTo(p);
        assertThat(first.device()).isEqualTo(new Runtime.Device(0, 24L << 30));
      }
    }
  }
}
