package signet.store.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import signet.store.StoreException;

/** Turns failures of the medium into one line that a person can act on. */
final class Failures {
    private Failures() {}

    static StoreException store(Object file, SQLException e) {
        return new StoreException("the store " + file + " failed: " + reason(e), e);
    }

    static String reason(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return line(e.getMessage());
        }
        // Extended result codes keep the primary code in the low byte.
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff);
        return switch (primary) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "it is corrupt; restore it from a backup (" + primary + ")";
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> "it can't be opened for writing (" + primary + ")";
            default -> line(e.getMessage());
        };
    }

    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            default -> line(e.getMessage());
        };
    }

    private static String line(@Nullable String message) {
        return message == null ? "no reason known" : message.lines().findFirst().orElse("no reason known");
    }
}
