package signet.trail;

import java.sql.SQLException;

/** Carries a failure of the file through code that is not about files. */
final class FileFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    FileFailure(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
