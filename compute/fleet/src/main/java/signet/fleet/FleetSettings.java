package signet.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import signet.instance.Door;
import signet.instance.Limits;
import signet.instance.NetworkPlace;

/**
 * What the {@link Fleet} gives every instance.
 *
 * @param directory has one sub-directory for each instance
 * @param doors the server's listening sockets inside an instance
 * @param hostNames the names that lead to the server inside an instance
 * @param caCertificatePem the certificate of the authority that instances are to trust
 * @param environment variables of every program in an instance
 * @param limits what an instance may use of the host
 * @param places where instances are in their VPCs
 * @param boots how many instances may boot at a time; others wait for their turn
 * @param grace how long an instance may take to shut down before it is killed
 */
public record FleetSettings(
        Path directory,
        Function<Instance, List<Door>> doors,
        List<String> hostNames,
        String caCertificatePem,
        Function<Instance, Map<String, String>> environment,
        Limits limits,
        Function<Instance, NetworkPlace> places,
        int boots,
        Duration grace) {
    public FleetSettings {
        directory = directory.toAbsolutePath().normalize();
        hostNames = List.copyOf(hostNames);
    }
}
