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
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new BusyStoryException(
              "%s: another process is writing to the story; try again".formatted(place), e);
      case SQLITE_NOTADB ->
          new NotAStoryException(
              "%s: is no story; choose a folder made by the studio".formatted(place), e);
      case SQLITE_IOERR -> // A full disk shows as this where SQLite grows the shared-memory file of
          // its log.
          new DiskFullException(
              "%s: the disk refused to write (%s); free some space and check the disk"
                  .formatted(place, e.getMessage()),
              e);
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
    return new StoryException(
        "%s: cannot be written (%s); check the folder".formatted(place, e.getMessage()), e);
  }

  static DamagedStoryException damaged(Path place, Exception e) {
    return new DamagedStoryException(
        "%s: the story is damaged (%s); open a copy of the folder from a backup"
            .formatted(place, e.getMessage()),
        e);
  }

  private static DiskFullException full(Path place, Exception e) {
    return new DiskFullException(
        "%s: no space is left on the disk; free some and do it again, the story is as it was"
            .formatted(place),
        e);
  }

  private static ReadOnlyStoryException readOnly(Path place, Exception e) {
    return new ReadOnlyStoryException(
        "%s: cannot be written; allow writing, or copy the story to a folder of your own"
            .formatted(place),
        e);
  }
}
