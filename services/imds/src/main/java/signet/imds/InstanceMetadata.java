package signet.imds;

import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import signet.fleet.Instance;

/** The paths whose content follows from an instance's own record (EC2 User Guide, "Instance metadata categories"). */
final class InstanceMetadata {
    private static final Pattern ARM = Pattern.compile("([a-z]+[0-9]+g[a-z]*|a1)\\..*");
    private static final List<String> DIRECTIONS = List.of("north", "south", "east", "west", "central");
    private static final String VPC_RANGE = "172.31.0.0/16";

    private static final String GROUP_TAG = "aws:autoscaling:groupName";
    private static final String IDENTITY = "dynamic/instance-identity/";

    private final Instance instance;
    private final String groupNames;
    private final MetadataTree tree;

    private InstanceMetadata(Instance instance, String groupNames, MetadataTree tree) {
        this.instance = instance;
        this.groupNames = groupNames;
        this.tree = tree;
    }

    static void addTo(MetadataTree tree, Instance instance, List<String> groupNames, DocumentSigner signer) {
        InstanceMetadata metadata = new InstanceMetadata(instance, String.join("\n", groupNames), tree);
        metadata.launch();
        metadata.constants();
        metadata.autoScaling();
        metadata.network();
        metadata.networkInterface();
        metadata.placement();
        metadata.publicKey();
        metadata.tags();
        metadata.dynamic();
        metadata.identity(signer);
        metadata.userData();
    }

    private void launch() {
        Instance.Launch launch = instance.launch();
        data("ami-id", launch.imageId());
        data("ami-launch-index", Integer.toString(launch.index()));
        data("instance-id", instance.id());
        data("instance-type", launch.instanceType());
        data("reservation-id", launch.reservationId());
        data("block-device-mapping/ami", instance.settings().disk().device());
        data("block-device-mapping/root", instance.settings().disk().device());
    }

    private void constants() {
        data("ami-manifest-path", "(unknown)");
        data("events/maintenance/history", "[]");
        data("events/maintenance/scheduled", "[]");
        data("hibernation/configured", "false");
        data("instance-action", "none");
        data("instance-life-cycle", instance.launch().spot() ? "spot" : "on-demand");
        data("profile", "default-hvm");
        data("services/domain", "amazonaws.com");
        data("services/partition", "aws");
        data("system", "nitro");
    }

    /** An instance of a group is on its way to be in service, or to be terminated. */
    private void autoScaling() {
        if (instance.tags().containsKey(GROUP_TAG)) {
            boolean ends = instance.state().code() == Instance.Code.SHUTTING_DOWN;
            data("autoscaling/target-lifecycle-state", ends ? "Terminated" : "InService");
        }
    }

    private void network() {
        Instance.Network network = instance.network();
        String name = network.hostName(instance.launch().region());
        data("hostname", name);
        data("local-hostname", name);
        data("local-ipv4", network.privateAddress());
        data("mac", network.mac());
        data("security-groups", groupNames);
    }

    private void networkInterface() {
        Instance.Network network = instance.network();
        String at = "network/interfaces/macs/" + network.mac() + "/";
        data(at + "device-number", "0");
        data(at + "interface-id", network.interfaceId());
        data(at + "local-hostname", network.hostName(instance.launch().region()));
        data(at + "local-ipv4s", network.privateAddress());
        data(at + "mac", network.mac());
        data(at + "network-card-index", "0");
        data(at + "owner-id", instance.account());
        data(at + "security-group-ids", String.join("\n", network.securityGroups()));
        data(at + "security-groups", groupNames);
        data(at + "subnet-id", network.subnetId());
        data(at + "subnet-ipv4-cidr-block", subnetRange(network.privateAddress()));
        data(at + "vpc-id", network.vpcId());
        data(at + "vpc-ipv4-cidr-block", VPC_RANGE);
        data(at + "vpc-ipv4-cidr-blocks", VPC_RANGE);
    }

    private void placement() {
        Instance.Launch launch = instance.launch();
        data("placement/availability-zone", launch.zone());
        data("placement/availability-zone-id", zoneId(launch.zone()));
        data("placement/region", launch.region());
    }

    private void publicKey() {
        String key = instance.launch().publicKey();
        if (key != null) {
            data("public-keys/0/openssh-key", key);
            tree.show("meta-data/public-keys/0", "0=" + instance.launch().keyName());
        }
    }

    private void tags() {
        if (instance.metadata().tagsEnabled()) {
            instance.tags().forEach((key, value) -> {
                if (key.indexOf('/') < 0) {
                    data("tags/instance/" + key, value);
                }
            });
        }
    }

    private void dynamic() {
        tree.text("dynamic/fws/instance-monitoring", instance.settings().monitored() ? "enabled" : "disabled");
    }

    private void identity(DocumentSigner signer) {
        tree.put(IDENTITY + "document", this::identityDocument);
        tree.put(IDENTITY + "pkcs7", () -> signed(signer::pkcs7));
        tree.put(IDENTITY + "rsa2048", () -> signed(signer::rsa2048));
        tree.put(IDENTITY + "signature", () -> signed(signer::signature));
    }

    private Content signed(Function<byte[], String> signature) {
        return Content.text(signature.apply(identityDocument().bytes()));
    }

    private void userData() {
        String encoded = instance.launch().userData();
        if (encoded != null) {
            tree.put("user-data", () -> Content.raw(Base64.getDecoder().decode(encoded)));
        }
    }

    private Content identityDocument() {
        Instance.Launch launch = instance.launch();
        return new JsonText()
                .put("accountId", instance.account())
                .put("architecture", architecture(launch.instanceType()))
                .put("availabilityZone", launch.zone())
                .put("billingProducts", null)
                .put("devpayProductCodes", null)
                .put("marketplaceProductCodes", null)
                .put("imageId", launch.imageId())
                .put("instanceId", instance.id())
                .put("instanceType", launch.instanceType())
                .put("kernelId", null)
                .put("pendingTime", pendingTime())
                .put("privateIp", instance.network().privateAddress())
                .put("ramdiskId", null)
                .put("region", launch.region())
                .put("version", "2017-09-30")
                .content();
    }

    private String pendingTime() {
        return instance.launch().launched().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void data(String path, String text) {
        tree.text("meta-data/" + path, text);
    }

    static String architecture(String instanceType) {
        return ARM.matcher(instanceType).matches() ? "arm64" : "x86_64";
    }

    /** The id of a zone, such as {@code use1-az1} of {@code us-east-1a}. */
    static String zoneId(String zone) {
        String letters = zone.replace("-", "");
        for (String direction : DIRECTIONS) {
            letters = letters.replace(direction, direction.substring(0, 1));
        }
        int last = letters.length() - 1;
        return letters.substring(0, last) + "-az" + (letters.charAt(last) - 'a' + 1);
    }

    private static String subnetRange(String address) {
        String[] parts = address.split("\\.", -1);
        return parts[0] + "." + parts[1] + "." + (Integer.parseInt(parts[2]) & 0xf0) + ".0/20";
    }
}
