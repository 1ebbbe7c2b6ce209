package signet.identity;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about an account, so that people can tell accounts apart. No policy asks for it.
 *
 * @param account the account's id
 * @param name as given when the account was made
 * @param email the address of its root user
 */
public record AccountContact(
        String account, @Nullable String name, @Nullable String email) {

    /** The address as it is compared with others', if there is one. */
    List<String> addresses() {
        return email == null ? List.of() : List.of(email.toLowerCase(Locale.ROOT));
    }
}
