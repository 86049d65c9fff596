package zoetrope.service.process.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds. */
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private Memory() {}

  /** Resident bytes where the system tells, else the Java heap. */
  static long ofThisProcess() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          String kilobytes = line.substring(RESIDENT.length()).replaceAll("[^0-9]", "");
          return Long.parseLong(kilobytes) << 10;
        }
      }
    } catch (IOException | NumberFormatException _) {
      // Not Linux; the heap is the part of it that Java knows.
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }
}
