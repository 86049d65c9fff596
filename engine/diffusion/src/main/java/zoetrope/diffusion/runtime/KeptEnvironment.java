package zoetrope.diffusion.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * ONNX Runtime's environment, held to the end of the process. Its Java classes release theirs in a
 * shutdown hook, which runs at once when a program is asked to end; a session that is being opened
 * or run just then finds it gone and crashes. Environments are one, and counted, so a second
 * reference keeps it; Java's classes give out no second one, the C API does.
 */
final class KeptEnvironment {
  /** Places of functions in {@code OrtApiBase} and {@code OrtApi}, which never move. */
  private static final long GET_API = 0;

  private static final long CREATE_ENV = 3;
  private static final int API_VERSION = 1;

  /** As Java's classes ask for it; the first one's count. */
  private static final int WARNINGS = 2;

  private static final String NAME = "ort-java";

  private static final System.Logger LOG = System.getLogger(KeptEnvironment.class.getName());

  /** Once is enough. */
  private static final boolean HELD = create();

  private KeptEnvironment() {}

  /** The environment; needs a large stack when it is the first. */
  static OrtEnvironment get() {
    if (!HELD) {
      LOG.log(System.Logger.Level.DEBUG, "ONNX Runtime is released when the program is to end");
    }
    return OrtEnvironment.getEnvironment();
  }

  @SuppressWarnings("restricted") // ONNX Runtime's own classes need native access as well
  private static boolean create() {
    OrtEnvironment.getAvailableProviders(); // loads the library
    Optional<MemorySegment> base = SymbolLookup.loaderLookup().find("OrtGetApiBase");
    if (base.isEmpty()) {
      return false; // loaded by another class loader
    }
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle getBase = function(base.get(), ValueLayout.ADDRESS);
      MemorySegment functions = (MemorySegment) getBase.invokeExact();
      MethodHandle getApi =
          function(entry(functions, GET_API), ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
      MemorySegment api = (MemorySegment) getApi.invokeExact(API_VERSION);
      MethodHandle createEnv =
          function(
              entry(api, CREATE_ENV),
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS);
      MemorySegment status =
          (MemorySegment)
              createEnv.invokeExact(
                  WARNINGS, arena.allocateFrom(NAME), arena.allocate(ValueLayout.ADDRESS));
      return status.address() == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("ONNX Runtime's C API cannot be called", e);
    }
  }

  @SuppressWarnings("restricted")
  private static MemorySegment entry(MemorySegment functions, long place) {
    return functions
        .reinterpret((place + 1) * ValueLayout.ADDRESS.byteSize())
        .getAtIndex(ValueLayout.ADDRESS, place);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      MemorySegment address, ValueLayout result, ValueLayout... arguments) {
    return Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(result, arguments));
  }
}
