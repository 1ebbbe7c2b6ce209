package signet.cloudtrail;

import java.util.List;
import java.util.Optional;
import signet.identity.Seal;

/**
 * Where a lookup goes on: the position of the last event that was shown, bound to who asked and for what. It is sealed, so
 * that nobody makes one.
 */
final class LookupToken {
    private static final String PURPOSE = "cloudtrail-lookup";

    private final Seal seal;

    LookupToken(Seal seal) {
        this.seal = seal;
    }

    String seal(long position, List<?> question) {
        return seal.seal(PURPOSE, position + "\n" + question);
    }

    /**
     * The position in a token that was made for the same question.
     *
     * @throws signet.model.AwsError if it is none
     */
    long open(String token, List<?> question) {
        Optional<String> text = seal.open(PURPOSE, token);
        int end = text.map(t -> t.indexOf('\n')).orElse(-1);
        if (end < 0 || !text.orElseThrow().substring(end + 1).equals(question.toString())) {
            throw Errors.badToken();
        }
        return Long.parseLong(text.orElseThrow().substring(0, end));
    }
}
