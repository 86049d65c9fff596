package zoetrope.story.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import zoetrope.story.BusyStoryException;
import zoetrope.story.DamagedStoryException;
import zoetrope.story.DiskFullException;
import zoetrope.story.NotAStoryException;
import zoetrope.story.ReadOnlyStoryException;
import zoetrope.story.StoryException;
import zoetrope.story.StoryProblem;

/** Says in the story's terms what the disk and SQLite say in theirs. */
final class StorageErrors {
  private StorageErrors() {}

  static StoryException of(Path place, SQLException e) {
    int code =
        e instanceof SQLiteException lite
            ? lite.getResultCode().code & 0xff
            : e.getErrorCode() & 0xff;
    return switch (SQLiteErrorCode.getErrorCode(code)) {
      case SQLITE_FULL -> full(place, e);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> readOnly(place, e);
      case SQLITE_BUSY, SQLITE_LOCKED -> new BusyStoryException(e, place, StoryProblem.BUSY);
      case SQLITE_NOTADB -> new NotAStoryException(e, place, StoryProblem.NOT_A_STORY);
      case SQLITE_IOERR -> // A full disk shows as this where SQLite grows the shared-memory file of
          // its log.
          new DiskFullException(e, place, StoryProblem.DISK_REFUSED, e.getMessage());
      default -> damaged(place, e);
    };
  }

  static StoryException of(Path place, IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space") || text.contains("not enough space") || text.contains("quota")) {
      return full(place, e);
    }
    if (e instanceof AccessDeniedException
        || text.contains("read-only")
        || text.contains("permission denied")) {
      return readOnly(place, e);
    }
    return new StoryException(e, place, StoryProblem.NOT_WRITTEN, e.getMessage());
  }

  static DamagedStoryException damaged(Path place, Exception e) {
    return new DamagedStoryException(e, place, StoryProblem.DAMAGED, e.getMessage());
  }

  private static DiskFullException full(Path place, Exception e) {
    return new DiskFullException(e, place, StoryProblem.DISK_FULL);
  }

  private static ReadOnlyStoryException readOnly(Path place, Exception e) {
    return new ReadOnlyStoryException(e, place, StoryProblem.READ_ONLY);
  }
}
