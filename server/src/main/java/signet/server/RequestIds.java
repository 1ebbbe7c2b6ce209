package signet.server;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import signet.identity.Ids;

/** The identifiers that each answer carries, in the services' own forms. */
final class RequestIds {
    private final Ids ids;

    RequestIds(Ids ids) {
        this.ids = ids;
    }

    /** A UUID; for S3 sixteen upper-case letters and digits. */
    String next(Dialect dialect) {
        return dialect == Dialect.S3 ? HexFormat.of().formatHex(ids.bytes(8)).toUpperCase(Locale.ROOT) : ids.uuid();
    }

    /** S3's second, longer id. */
    String hostId() {
        return Base64.getEncoder().encodeToString(ids.bytes(42));
    }
}
