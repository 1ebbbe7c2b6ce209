package signet.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import signet.instance.Door;

/**
 * How functions are run.
 *
 * @param directory where environments have their disks; what is there belongs to nobody else
 * @param doors the server's doors in the environment of an id: the APIs', names', and at {@link Functions#RUNTIME_API} that of
 *     the runtime API
 * @param hostNames names that lead to the server inside
 * @param caCertificatePem the certificate of the authority for those names
 * @param environments how many may run at a time
 * @param idle how long an environment is kept for the next call
 */
public record FunctionSettings(
        Path directory,
        Function<String, List<Door>> doors,
        List<String> hostNames,
        String caCertificatePem,
        int environments,
        Duration idle) {

    public FunctionSettings {
        hostNames = List.copyOf(hostNames);
    }
}
