package signet.authz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one request needs, asked for at once.
 *
 * @param required what must all be allowed; the first that is not names the denial
 * @param advisory what the operation only wants to know, such as whether a missing object may be told from a forbidden
 *     one
 * @param anonymous whether the operation is open to unsigned requests, as far as {@code required} allows
 * @param asker who asks by the token in the request, null if that is the caller; the operation has verified it
 */
public record Accesses(
        List<Access> required, List<Access> advisory, boolean anonymous, Caller.@Nullable Federated asker) {
    public Accesses {
        required = List.copyOf(required);
        advisory = List.copyOf(advisory);
        if (anonymous && required.isEmpty()) {
            throw new IllegalArgumentException("an operation that needs nothing is not open to unsigned requests");
        }
    }

    /** Accesses of the caller. */
    public Accesses(List<Access> required, List<Access> advisory, boolean anonymous) {
        this(required, advisory, anonymous, null);
    }

    /** All of these must be allowed, to a caller who signed the request. */
    public static Accesses of(Access... required) {
        return of(List.of(required));
    }

    /** All of these must be allowed, to a caller who signed the request. */
    public static Accesses of(List<Access> required) {
        if (required.isEmpty()) {
            throw new IllegalArgumentException("no access needed: say so by signedOnly()");
        }
        return new Accesses(required, List.of(), false);
    }

    /** No permission is needed, only a valid signature. */
    public static Accesses signedOnly() {
        return new Accesses(List.of(), List.of(), false);
    }

    /** The same, with accesses that are only wanted to be known. */
    public Accesses advised(List<Access> more) {
        return new Accesses(required, more, anonymous, asker);
    }

    /** The same, open to unsigned requests as far as policies allow anyone. */
    public Accesses openToAnonymous() {
        return new Accesses(required, advisory, true, asker);
    }

    /** The same, asked for by whom a verified token names, whoever sent the request. */
    public Accesses askedBy(Caller.Federated whom) {
        return new Accesses(required, advisory, anonymous, whom);
    }
}
