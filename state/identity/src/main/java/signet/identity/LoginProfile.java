package signet.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A user's password for the console. The password itself is kept nowhere.
 *
 * @param userId the user's unique id
 * @param account the account's id
 * @param created when the user got a password first
 * @param hash what {@link Passwords#hash} made of it
 * @param changed when it was set last
 * @param resetRequired whether the user has to set a new one at the next sign-in
 * @param earlier hashes of the passwords before it, newest first
 */
public record LoginProfile(
        String userId,
        String account,
        Instant created,
        String hash,
        Instant changed,
        boolean resetRequired,
        List<String> earlier) {
    /** How many passwords are remembered, the present one included: as many as a policy may ask for. */
    public static final int REMEMBERED = 24;

    public LoginProfile {
        earlier = List.copyOf(earlier);
    }

    /** The same profile with another password. */
    public LoginProfile withPassword(String newHash, Instant now) {
        List<String> before = new ArrayList<>(earlier);
        before.addFirst(hash);
        return new LoginProfile(
                userId,
                account,
                created,
                newHash,
                now,
                resetRequired,
                before.subList(0, Math.min(before.size(), REMEMBERED - 1)));
    }

    /** The same profile, whose password has to be replaced or has not. */
    public LoginProfile withResetRequired(boolean required) {
        return new LoginProfile(userId, account, created, hash, changed, required, earlier);
    }

    /** The hashes of the last passwords, the present one first. */
    public List<String> last(int count) {
        List<String> all = new ArrayList<>(earlier);
        all.addFirst(hash);
        return List.copyOf(all.subList(0, Math.min(all.size(), count)));
    }

    @Override
    public String toString() {
        return "LoginProfile[" + userId + "]";
    }
}
