package signet.server;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.snapshot.Table;
import signet.trail.TrailSettings;

/**
 * How a server is to run.
 *
 * @param host the address to listen on; loopback unless asked otherwise
 * @param port the port of every API; 0 for any free one
 * @param data the directory of everything that is kept
 * @param accountId the account to make at first start; null for the one that the data directory has, or a random one
 * @param region the region of all regional services
 * @param rootCredentials the root user's access key; null for the one that the data directory has, or a random one
 * @param instances how instances are run
 * @param programs directories of the host that instances see besides the usual ones, read-only
 * @param domains host names under which virtual-hosted buckets are served besides Amazon's own and localhost
 * @param propagation how late changes of identities take effect
 * @param events how many events are kept
 */
public record Configuration(
        String host,
        int port,
        Path data,
        @Nullable String accountId,
        String region,
        @Nullable RootCredentials rootCredentials,
        Instances instances,
        List<Path> programs,
        List<String> domains,
        Propagation propagation,
        Events events) {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
    private static final Pattern KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final int LARGEST_PORT = 65_535;
    private static final int SHORTEST_SECRET = 16;
    private static final int DELETE = 0x7f;

    /** How instances are run. */
    public enum Instances {
        /** In sandboxes where the host has name spaces, as plain processes elsewhere. */
        AUTO,
        /** In sandboxes, or not at all. */
        SANDBOX,
        /** On microVMs, each with a kernel of its own, or not at all. */
        MICROVM,
        /** As plain processes, which are not kept apart from the host. */
        PROCESS
    }

    /**
     * A root user's access key.
     *
     * @param accessKeyId 16 to 128 upper-case letters and digits
     * @param secretAccessKey at least 16 characters
     */
    public record RootCredentials(String accessKeyId, String secretAccessKey) {
        public RootCredentials {
            check(KEY_ID.matcher(accessKeyId).matches(), "the root access key id is 16 to 128 of A-Z and 0-9");
            check(secretAccessKey.length() >= SHORTEST_SECRET, "the root secret access key has at least 16 characters");
            check(
                    secretAccessKey.chars().allMatch(c -> c > ' ' && c < DELETE),
                    "the root secret access key has visible ASCII characters only");
        }

        @Override
        public String toString() {
            return "RootCredentials[" + accessKeyId + "]";
        }
    }

    /**
     * How late changes of identities take effect.
     *
     * @param longest how long a change waits at most; zero where changes take effect at once
     * @param seed from which the delays follow
     */
    public record Propagation(Duration longest, long seed) {
        private static final Duration LONGEST = Duration.ofMinutes(2);

        /** Changes take effect at once. */
        public static final Propagation NONE = new Propagation(Duration.ZERO, 1);

        public Propagation {
            check(
                    !longest.isNegative() && longest.compareTo(LONGEST) <= 0,
                    "changes propagate in a time from 0 to 120s");
        }

        Optional<signet.snapshot.Propagation> of(List<Table<?>> tables, InstantSource clock) {
            return longest.toMillis() == 0
                    ? Optional.empty()
                    : Optional.of(new signet.snapshot.Propagation(tables, longest, seed, clock));
        }

        String describe() {
            return longest.toMillis() == 0
                    ? ""
                    : "up to " + longest.toMillis() / 1000.0 + " s after the answer, by seed " + seed;
        }
    }

    /**
     * How many events are kept.
     *
     * @param age how long
     * @param bytes what they may take; 0 where nothing is recorded
     */
    public record Events(Duration age, long bytes) {
        private static final Duration SHORTEST = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofDays(3650);
        private static final long SMALLEST = 1L << 20;

        /** Ninety days, as CloudTrail keeps them, and 1 GiB. */
        public static final Events DEFAULT = new Events(TrailSettings.DEFAULT.age(), TrailSettings.DEFAULT.bytes());

        public Events {
            check(
                    age.compareTo(SHORTEST) >= 0 && age.compareTo(LONGEST) <= 0,
                    "events are kept for a minute to ten years");
            check(bytes == 0 || bytes >= SMALLEST, "events need a room of at least 1 MiB, or of 0 to record none");
        }

        /** What the log has to be told; empty where nothing is recorded. */
        Optional<TrailSettings> trail() {
            return bytes == 0 ? Optional.empty() : Optional.of(new TrailSettings(age, bytes));
        }
    }

    /** A configuration in which changes take effect at once, and events are kept as usual. */
    public Configuration(
            String host,
            int port,
            Path data,
            @Nullable String accountId,
            String region,
            @Nullable RootCredentials rootCredentials,
            Instances instances,
            List<Path> programs,
            List<String> domains) {
        this(
                host,
                port,
                data,
                accountId,
                region,
                rootCredentials,
                instances,
                programs,
                domains,
                Propagation.NONE,
                Events.DEFAULT);
    }

    public Configuration {
        check(port >= 0 && port <= LARGEST_PORT, "the port is a number from 0 to 65535");
        check(accountId == null || ACCOUNT.matcher(accountId).matches(), "an account id is twelve digits");
        check(REGION.matcher(region).matches(), "a region is a name such as us-east-1");
        programs = List.copyOf(programs);
        domains = List.copyOf(domains);
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new InvalidSettingException(rule);
        }
    }
}
