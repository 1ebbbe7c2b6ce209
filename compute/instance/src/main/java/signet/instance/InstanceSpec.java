package signet.instance;

import java.net.Inet4Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that a runner needs to know to boot an instance.
 *
 * @param instanceId for example {@code i-0123456789abcdef0}, or {@code fn-0123456789abcdef0} for where a function runs
 * @param hostname its host name, for example {@code ip-172-31-0-10}
 * @param privateAddress its private IPv4 address
 * @param directory its own directory on the host, made if absent; the instance's disk is below it and stays over stop and start
 * @param userData run once, at first boot; null if there is none
 * @param firstBoot whether this is the first start since RunInstances
 * @param doors the server's listening sockets inside the instance
 * @param hostNames names that lead to {@link InstanceRunner#inside()}, by its hosts file; others are asked of a {@link Door.Purpose#DNS} door
 * @param caCertificatePem the certificate of the authority that signs the server's certificates for those names
 * @param environment variables of every program in the instance, for example {@code AWS_REGION}
 * @param limits what it may use of the host
 * @param place where its private address belongs; null if it is to reach no other instance
 */
public record InstanceSpec(
        String instanceId,
        String hostname,
        Inet4Address privateAddress,
        Path directory,
        @Nullable UserData userData,
        boolean firstBoot,
        List<Door> doors,
        List<String> hostNames,
        String caCertificatePem,
        Map<String, String> environment,
        Limits limits,
        @Nullable NetworkPlace place) {

    private static final Pattern ID = Pattern.compile("i-[0-9a-f]{8,17}|fn-[0-9a-f]{17}");
    private static final Pattern NAME = Pattern.compile("(?i)[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9])?");

    public InstanceSpec {
        if (!ID.matcher(instanceId).matches()) {
            throw new IllegalArgumentException("Not an instance id: " + instanceId);
        }
        requireName(hostname);
        if (hostname.length() > 64) {
            throw new IllegalArgumentException("A host name has at most 64 characters: " + hostname);
        }
        Objects.requireNonNull(privateAddress);
        directory = directory.toAbsolutePath().normalize();
        doors = List.copyOf(doors);
        hostNames = List.copyOf(hostNames);
        hostNames.forEach(InstanceSpec::requireName);
        Objects.requireNonNull(caCertificatePem);
        environment = Map.copyOf(environment);
        environment.forEach(EnvironmentNames::require);
        Objects.requireNonNull(limits);
    }

    /** An instance that reaches no other. */
    public InstanceSpec(
            String instanceId,
            String hostname,
            Inet4Address privateAddress,
            Path directory,
            @Nullable UserData userData,
            boolean firstBoot,
            List<Door> doors,
            List<String> hostNames,
            String caCertificatePem,
            Map<String, String> environment,
            Limits limits) {
        this(
                instanceId,
                hostname,
                privateAddress,
                directory,
                userData,
                firstBoot,
                doors,
                hostNames,
                caCertificatePem,
                environment,
                limits,
                null);
    }

    /** The same with another host name. */
    public InstanceSpec withHostname(String changed) {
        return new InstanceSpec(
                instanceId,
                changed,
                privateAddress,
                directory,
                userData,
                firstBoot,
                doors,
                hostNames,
                caCertificatePem,
                environment,
                limits,
                place);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a host name: " + name);
        }
    }
}
