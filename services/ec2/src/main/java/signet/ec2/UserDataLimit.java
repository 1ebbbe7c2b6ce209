package signet.ec2;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** User data is at most 16 KiB before it is encoded (EC2 User Guide, "Run commands at launch"). */
final class UserDataLimit {
    private static final int BYTES = 16_384;

    private UserDataLimit() {}

    /** Refuses user data that is not base 64 or too long; null is no user data. */
    static void check(@Nullable String encoded) {
        if (encoded == null) {
            return;
        }
        int length;
        try {
            length = Base64.getDecoder().decode(encoded.replaceAll("\\s", "")).length;
        } catch (IllegalArgumentException e) {
            throw Errors.invalidValue("Invalid BASE64 encoding of user data.");
        }
        if (length > BYTES) {
            throw Errors.invalidValue("User data is limited to " + BYTES + " bytes");
        }
    }
}
