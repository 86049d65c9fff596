package zoetrope.service.jobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import zoetrope.story.BusyStoryException;
import zoetrope.story.StoryProblem;

/**
 * Keeps a second program from running the same jobs; the system frees it however the first one
 * ends.
 */
final class JobLock implements AutoCloseable {
  private final FileChannel channel;

  private JobLock(FileChannel channel) {
    this.channel = channel;
  }

  static JobLock take(Path folder) {
    Path file = folder.resolve("jobs.lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel).isEmpty()) {
        channel.close();
        throw new BusyStoryException(null, folder, StoryProblem.OPEN_ELSEWHERE);
      }
      return new JobLock(channel);
    } catch (IOException e) {
      throw JobTable.failure(file, e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // The system frees it when the program ends.
    }
  }
}
