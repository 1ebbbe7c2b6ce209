package signet.fleet;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EC2 instance, as the control plane knows it.
 *
 * @param account the account's id
 * @param id {@code i-…}
 * @param launch how it was launched; never changes
 * @param state where it is in its life
 * @param network its place in the network
 * @param metadata what its metadata service answers
 * @param tags in the order in which they were set
 * @param booted whether it was ever started: user data runs at the first boot only
 * @param settings what may be changed during its life, and its disk
 */
public record Instance(
        String account,
        String id,
        Launch launch,
        State state,
        Network network,
        MetadataOptions metadata,
        Map<String, String> tags,
        boolean terminationProtected,
        boolean booted,
        Settings settings) {

    /**
     * How an instance was launched.
     *
     * @param reservationId {@code r-…}; instances launched by one request share it
     * @param index counted from 0 within the request
     * @param zone the availability zone
     * @param keyName the key pair's name, null without one
     * @param publicKey the key pair's public key in OpenSSH's form, null without one
     * @param userData as bytes in base 64, null without any
     * @param clientToken null when none was given
     * @param launched when, as the API shows it; a stopped instance that starts again has a new time
     * @param spotRequestId {@code sir-…} of the request that a Spot instance fulfils, null for an On-Demand instance
     */
    public record Launch(
            String reservationId,
            int index,
            String imageId,
            String instanceType,
            String region,
            String zone,
            @Nullable String keyName,
            @Nullable String publicKey,
            @Nullable String userData,
            @Nullable String clientToken,
            Instant launched,
            @Nullable String spotRequestId) {
        /** The launch of an On-Demand instance. */
        public Launch(
                String reservationId,
                int index,
                String imageId,
                String instanceType,
                String region,
                String zone,
                @Nullable String keyName,
                @Nullable String publicKey,
                @Nullable String userData,
                @Nullable String clientToken,
                Instant launched) {
            this(
                    reservationId,
                    index,
                    imageId,
                    instanceType,
                    region,
                    zone,
                    keyName,
                    publicKey,
                    userData,
                    clientToken,
                    launched,
                    null);
        }

        /** Whether it is a Spot instance. */
        public boolean spot() {
            return spotRequestId != null;
        }
    }

    /**
     * Where an instance is in its life.
     *
     * @param code EC2's code of the state
     * @param reasonCode such as {@code Client.UserInitiatedShutdown}, null while there is none
     * @param reason the words that go with it
     * @param changed when it came to be so
     */
    public record State(
            Code code,
            @Nullable String reasonCode,
            @Nullable String reason,
            Instant changed) {}

    /** EC2's instance states, with their numbers. */
    public enum Code {
        /** Being started. */
        PENDING(0, "pending"),
        /** Running. */
        RUNNING(16, "running"),
        /** Being terminated. */
        SHUTTING_DOWN(32, "shutting-down"),
        /** Gone; shown for a while. */
        TERMINATED(48, "terminated"),
        /** Being stopped. */
        STOPPING(64, "stopping"),
        /** Stopped; its disk is kept. */
        STOPPED(80, "stopped");

        private final int number;
        private final String label;

        Code(int number, String label) {
            this.number = number;
            this.label = label;
        }

        /** The number that the API shows. */
        public int number() {
            return number;
        }

        /** The name that the API shows. */
        public String label() {
            return label;
        }
    }

    /**
     * An instance's place in the network: one interface.
     *
     * @param privateAddress an IPv4 address of the subnet
     * @param mac the interface's hardware address
     * @param securityGroups ids
     * @param volumeId the root volume's id
     */
    public record Network(
            String vpcId,
            String subnetId,
            String interfaceId,
            String privateAddress,
            String mac,
            List<String> securityGroups,
            String volumeId) {
        public Network {
            securityGroups = List.copyOf(securityGroups);
        }

        /** The name that EC2 derives from the address, such as {@code ip-172-31-0-10.ec2.internal}. */
        public String hostName(String region) {
            String domain = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
            return "ip-" + privateAddress.replace('.', '-') + "." + domain;
        }
    }

    /**
     * What the instance metadata service answers.
     *
     * @param tokensRequired whether a session token is required (IMDSv2 only)
     * @param hopLimit 1 to 64
     * @param endpointEnabled whether there is a metadata service at all
     * @param ipv6Enabled whether it answers at {@code fd00:ec2::254} too
     * @param tagsEnabled whether the instance's tags are to be seen there
     */
    public record MetadataOptions(
            boolean tokensRequired, int hopLimit, boolean endpointEnabled, boolean ipv6Enabled, boolean tagsEnabled) {
        /** What an instance has when nothing else was asked for. */
        public static final MetadataOptions DEFAULT = new MetadataOptions(false, 1, true, false, false);
    }

    /**
     * What the API shows of an instance and lets be changed, besides termination protection.
     *
     * @param stopProtected whether StopInstances is refused
     * @param monitored whether detailed monitoring is on
     * @param ebsOptimized whether it was asked for
     * @param terminatesOnShutdown whether a shutdown from inside terminates it instead of stopping it
     * @param credits {@code standard} or {@code unlimited}, null for a type without CPU credits
     */
    public record Settings(
            boolean stopProtected,
            boolean monitored,
            boolean ebsOptimized,
            boolean terminatesOnShutdown,
            @Nullable String credits,
            Disk disk) {
        /** What an instance has when nothing else was asked for. */
        public static final Settings DEFAULT = new Settings(false, false, false, false, null, Disk.DEFAULT);
    }

    /**
     * The root volume, as the API shows it; its id is in {@link Network#volumeId}.
     *
     * @param gibibytes its size
     * @param type such as {@code gp3}
     * @param iops null where the type has none
     * @param throughput MiB/s, null where the type has none
     */
    public record Disk(
            String device,
            int gibibytes,
            String type,
            @Nullable Integer iops,
            @Nullable Integer throughput) {
        /** The disk of an instance that asked for nothing else. */
        public static final Disk DEFAULT = new Disk("/dev/xvda", 8, "gp3", 3000, 125);
    }

    public Instance {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** An instance with the settings of one that asked for nothing else. */
    public Instance(
            String account,
            String id,
            Launch launch,
            State state,
            Network network,
            MetadataOptions metadata,
            Map<String, String> tags,
            boolean terminationProtected,
            boolean booted) {
        this(account, id, launch, state, network, metadata, tags, terminationProtected, booted, Settings.DEFAULT);
    }

    /** The ARN. */
    public String arn() {
        return "arn:aws:ec2:" + launch.region() + ":" + account + ":instance/" + id;
    }

    /** The key in {@link Tables#INSTANCES}. */
    public String key() {
        return account + "/" + id;
    }

    /** The same instance at another point of its life. */
    public Instance in(State next) {
        return new Instance(account, id, launch, next, network, metadata, tags, terminationProtected, booted, settings);
    }

    /** The same instance after its first boot. */
    public Instance afterBoot() {
        return new Instance(account, id, launch, state, network, metadata, tags, terminationProtected, true, settings);
    }

    /** The same instance with other metadata options. */
    public Instance with(MetadataOptions changed) {
        return new Instance(account, id, launch, state, network, changed, tags, terminationProtected, booted, settings);
    }

    /** The same instance with other facts of its launch, such as the time of a new start. */
    public Instance with(Launch changed) {
        return new Instance(
                account, id, changed, state, network, metadata, tags, terminationProtected, booted, settings);
    }

    /** The same instance with other tags. */
    public Instance withTags(Map<String, String> changed) {
        return new Instance(
                account, id, launch, state, network, metadata, changed, terminationProtected, booted, settings);
    }

    /** The same instance, protected against termination or not. */
    public Instance withTerminationProtected(boolean changed) {
        return new Instance(account, id, launch, state, network, metadata, tags, changed, booted, settings);
    }

    /** The same instance with other settings. */
    public Instance with(Settings changed) {
        return new Instance(account, id, launch, state, network, metadata, tags, terminationProtected, booted, changed);
    }
}
