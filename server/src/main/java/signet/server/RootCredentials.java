package signet.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.identity.AccessKey;

/**
 * The file {@code root-credentials} of the data directory: who can read it is the operator. It has the form of the AWS
 * CLI's credentials file, with the first account as its default profile and each other account under its id.
 *
 * @param endpoint where the server listens
 * @param region the server's
 * @param first the id of the first account
 * @param used the key of the first account's root user that this start made, found or was given
 */
record RootCredentials(DataDirectory data, String endpoint, String region, String first, AccessKey used) {
    private static final String FILE = "root-credentials";

    /** Writes it anew. */
    void write(List<Accounts.Entry> accounts) {
        StringBuilder text = new StringBuilder();
        profile(text, "default", used);
        for (Accounts.Entry entry : accounts) {
            String id = entry.account().id();
            AccessKey key = id.equals(first) ? used : entry.root();
            if (key != null) {
                text.append('\n');
                profile(text, id, key);
            }
        }
        data.write(FILE, text.toString());
    }

    private void profile(StringBuilder text, String name, AccessKey key) {
        text.append('[').append(name).append("]\n");
        setting(text, "aws_access_key_id", key.id());
        setting(text, "aws_secret_access_key", key.secret());
        setting(text, "endpoint_url", endpoint);
        setting(text, "region", region);
    }

    private static void setting(StringBuilder text, String name, @Nullable String value) {
        text.append(name).append(" = ").append(value).append('\n');
    }
}
