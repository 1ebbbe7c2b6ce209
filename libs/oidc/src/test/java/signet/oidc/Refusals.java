package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** The texts of refusals, written out: they are AWS's. */
final class Refusals {
    static final String NOT_A_TOKEN =
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
    static final String NOT_VALIDATED = "The web identity token provided could not be validated. See the"
            + " AssumeRoleWithWebIdentity documentation for requirements.";
    static final String NO_KEY = "Couldn't retrieve verification key from your identity provider,  please reference"
            + " AssumeRoleWithWebIdentity documentation for requirements";

    private Refusals() {}

    static void refuses(String text, Executable what) {
        assertEquals(text, assertThrows(RefusedTokenException.class, what).text());
    }
}
