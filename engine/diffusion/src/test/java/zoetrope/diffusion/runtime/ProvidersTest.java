package zoetrope.diffusion.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.diffusion.runtime.CudaLibraries.Part;

/** What ONNX Runtime 1.29 says of machines that lack something, and what users are told. */
class ProvidersTest {
  private static final List<Part> CUDA = List.of(Part.TOOLKIT, Part.CUDNN, Part.DRIVER);

  private static final String ON_LINUX =
      "Error code - ORT_FAIL - message: provider_bridge_ort.cc:1988 onnxruntime::Provider&"
          + " onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load"
          + " library /tmp/onnxruntime-java130/libonnxruntime_providers_cuda.so with error: %s:"
          + " cannot open shared object file: No such file or directory";

  private static final String ON_WINDOWS =
      "provider_bridge_ort.cc:1778 onnxruntime::ProviderLibrary::Get [ONNXRuntimeError] : 1 : FAIL"
          + " : Error loading \"C:\\Temp\\onnxruntime_providers_cuda.dll\" which depends on"
          + " \"cublasLt64_12.dll\" which is missing. (Error 126: \"The specified module could not"
          + " be found.\")";

  private static final String NO_CUDNN =
      "Non-zero status code returned while running Conv node. Status Message: cuda_kernel.h:272"
          + " [ONNXRuntimeError] : 9 : NOT_IMPLEMENTED : cuDNN is unavailable or disabled for CUDA"
          + " Execution Provider: dlopen failed for libcudnn.so: libcudnn.so: cannot open shared"
          + " object file: No such file or directory";

  private static Optional<String> missing(boolean windows, Set<String> there, String message) {
    return new CudaLibraries(windows, there::contains).missing(CUDA, message);
  }

  @Test
  void whereNothingIsInstalledAllOfItIsNamedAtOnce() {
    assertThat(missing(false, Set.of(), ON_LINUX.formatted("libcublasLt.so.12")))
        .hasValue(
            "these libraries were not found: libcublasLt.so.12, libcublas.so.12, libcurand.so.10,"
                + " libcudart.so.12 (CUDA 12); libcudnn.so.9 (cuDNN 9); libcuda.so.1 (NVIDIA's"
                + " driver). It needs what they are part of: install NVIDIA's driver"
                + " for the card (Ubuntu: sudo ubuntu-drivers install; nvidia-smi then shows the"
                + " card; a container needs --gpus all); install CUDA 12 and cuDNN 9 (Debian,"
                + " Ubuntu, from NVIDIA's repository: sudo apt install cuda-libraries-12-8"
                + " libcudnn9-cuda-12), or, where that is done, put the libraries' folder into"
                + " LD_LIBRARY_PATH");
  }

  @ParameterizedTest
  @CsvSource({
    "libcublasLt.so.12, CUDA 12, cuda-libraries-12-8",
    "libcublas.so.12, CUDA 12, cuda-libraries-12-8",
    "libcurand.so.10, CUDA 12, cuda-libraries-12-8",
    "libcudart.so.12, CUDA 12, cuda-libraries-12-8",
    "libcuda.so.1, NVIDIA's driver, nvidia-smi",
  })
  void oneMissingLibraryIsNamedWithWhatBringsIt(String file, String part, String step) {
    Set<String> there =
        Set.of(
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcurand.so.10",
            "libcudart.so.12",
            "libcudnn.so.9",
            "libcuda.so.1");
    Set<String> others = new java.util.HashSet<>(there);
    others.remove(file);
    assertThat(missing(false, others, ON_LINUX.formatted(file)).orElseThrow())
        .startsWith("these libraries were not found: %s (%s). It needs".formatted(file, part))
        .contains(step);
  }

  @Test
  void cudnnIsMissedByTheFirstConvolution() {
    Set<String> others =
        Set.of(
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcurand.so.10",
            "libcudart.so.12",
            "libcuda.so.1");
    assertThat(missing(false, others, NO_CUDNN).orElseThrow())
        .startsWith(
            "these libraries were not found: libcudnn.so.9 (cuDNN 9). It needs what they are part"
                + " of: install cuDNN 9 (Debian")
        .contains("libcudnn9-cuda-12")
        .doesNotContain("driver");
  }

  @Test
  void onWindowsDllsAreNamedAndPathIsWhereTheyBelong() {
    Set<String> others = Set.of("curand64_10.dll", "cudart64_12.dll", "nvcuda.dll");
    assertThat(missing(true, others, ON_WINDOWS).orElseThrow())
        .startsWith(
            "these libraries were not found: cublasLt64_12.dll, cublas64_12.dll (CUDA 12);"
                + " cudnn64_9.dll (cuDNN 9).")
        .contains("in PATH")
        .doesNotContain("apt");
    String unnamed = "LoadLibrary failed with error 126 \"\" when trying to load \"C:\\x.dll\"";
    assertThat(missing(true, others, unnamed).orElseThrow()).contains("cublasLt64_12.dll");
  }

  @Test
  void aLibraryOfNobodyKnownIsNamedAllTheSame() {
    assertThat(missing(false, Set.of(), ON_LINUX.formatted("libnccl.so.2")).orElseThrow())
        .contains("the library libnccl.so.2 was not found");
  }

  @Test
  void otherFailuresAreNotTakenForMissingLibraries() {
    assertThat(missing(false, Set.of(), "no kernel for Conv(11)")).isEmpty();
    assertThat(Providers.fault(Runtime.Provider.CUDA, "no kernel for Conv(11)")).isEmpty();
    assertThat(Providers.refusal(Runtime.Provider.CUDA, "no kernel for Conv(11)"))
        .isEqualTo(
            "CUDA cannot be used here: no kernel for Conv(11). It needs Linux or Windows on x86-64,"
                + " the engine built with ZOETROPE_CUDA=1, an NVIDIA driver, CUDA 12 and cuDNN 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUDA failure 100: no CUDA-capable device is detected ; GPU=0 ; hostname=a ; | no"
            + " CUDA-capable device is detected (error 100) | nvidia-smi",
        "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=0 ; |"
            + " is insufficient for CUDA runtime version (error 35) | update the driver",
        "Parse Failed to parse provider option \"device_id\": Invalid device ID: 1, must be between"
            + " 0 (inclusive) and 1 (exclusive). | there is no device 1, cards are counted from 0"
            + " and 1 can be seen | It needs",
      })
  void whatTheDriverSaysIsToldWithWhatHelps(String message, String problem, String step) {
    assertThat(Providers.refusal(Runtime.Provider.CUDA, message))
        .startsWith("CUDA cannot be used here: ")
        .contains(problem)
        .contains(step)
        .contains("It needs");
  }
}
