package signet.junit;

import java.util.List;

/**
 * An account of a server that is not its first.
 *
 * @param id twelve digits
 * @param root the root user's access key
 * @param notes what the import found worth knowing, one line each; empty for an account that was not imported
 */
public record SignetAccount(String id, Credentials root, List<String> notes) {
    public SignetAccount {
        notes = List.copyOf(notes);
    }
}
