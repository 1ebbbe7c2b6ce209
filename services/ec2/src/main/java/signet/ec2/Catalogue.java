package signet.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What EC2 offers here: AWS's regions, a few instance types with AWS's figures, and the images that the host can run. */
final class Catalogue {
    /** AWS's own account that owns the images. */
    static final String AMAZON = "137112412989";

    private static final Map<String, String> ZONE_PREFIXES = new TreeMap<>(Map.ofEntries(
            Map.entry("us-east-1", "use1"),
            Map.entry("us-east-2", "use2"),
            Map.entry("us-west-1", "usw1"),
            Map.entry("us-west-2", "usw2"),
            Map.entry("ca-central-1", "cac1"),
            Map.entry("sa-east-1", "sae1"),
            Map.entry("eu-central-1", "euc1"),
            Map.entry("eu-west-1", "euw1"),
            Map.entry("eu-west-2", "euw2"),
            Map.entry("eu-west-3", "euw3"),
            Map.entry("eu-north-1", "eun1"),
            Map.entry("ap-south-1", "aps1"),
            Map.entry("ap-southeast-1", "apse1"),
            Map.entry("ap-southeast-2", "apse2"),
            Map.entry("ap-northeast-1", "apne1"),
            Map.entry("ap-northeast-2", "apne2"),
            Map.entry("ap-northeast-3", "apne3")));

    private static final List<Type> TYPES = List.of(
            new Type("t2.micro", "x86_64", 1, 1, 1024, true, "xen", 2, 2, "Low to Moderate"),
            new Type("t2.small", "x86_64", 1, 1, 2048, true, "xen", 3, 4, "Low to Moderate"),
            new Type("t3.nano", "x86_64", 2, 1, 512, true, "nitro", 2, 2, "Up to 5 Gigabit"),
            new Type("t3.micro", "x86_64", 2, 1, 1024, true, "nitro", 2, 2, "Up to 5 Gigabit"),
            new Type("t3.small", "x86_64", 2, 1, 2048, true, "nitro", 3, 4, "Up to 5 Gigabit"),
            new Type("t3.medium", "x86_64", 2, 1, 4096, true, "nitro", 3, 6, "Up to 5 Gigabit"),
            new Type("t3.large", "x86_64", 2, 1, 8192, true, "nitro", 3, 12, "Up to 5 Gigabit"),
            new Type("m5.large", "x86_64", 2, 1, 8192, false, "nitro", 3, 10, "Up to 10 Gigabit"),
            new Type("m5.xlarge", "x86_64", 4, 2, 16384, false, "nitro", 4, 15, "Up to 10 Gigabit"),
            new Type("c5.large", "x86_64", 2, 1, 4096, false, "nitro", 3, 10, "Up to 10 Gigabit"),
            new Type("t4g.nano", "arm64", 2, 2, 512, true, "nitro", 2, 2, "Up to 5 Gigabit"),
            new Type("t4g.micro", "arm64", 2, 2, 1024, true, "nitro", 2, 2, "Up to 5 Gigabit"),
            new Type("t4g.small", "arm64", 2, 2, 2048, true, "nitro", 3, 4, "Up to 5 Gigabit"),
            new Type("t4g.medium", "arm64", 2, 2, 4096, true, "nitro", 3, 6, "Up to 5 Gigabit"),
            new Type("m6g.large", "arm64", 2, 2, 8192, false, "nitro", 3, 10, "Up to 10 Gigabit"));

    private final String architecture;

    /** A catalogue for a host of the given architecture in AWS's terms: {@code x86_64} or {@code arm64}. */
    Catalogue(String architecture) {
        this.architecture = architecture;
    }

    /** The catalogue for this machine. */
    static Catalogue ofHost() {
        return new Catalogue(System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64");
    }

    /**
     * An instance type with AWS's figures.
     *
     * @param memory MiB
     * @param burstable whether it has CPU credits
     * @param interfaces how many network interfaces it may have
     * @param addresses IPv4 addresses of each
     */
    record Type(
            String name,
            String architecture,
            int vcpus,
            int cores,
            int memory,
            boolean burstable,
            String hypervisor,
            int interfaces,
            int addresses,
            String network) {
        /** How many CPU credits it has unless asked otherwise: T2 is standard, the later ones unlimited. */
        String defaultCredits() {
            return name.startsWith("t2.") ? "standard" : "unlimited";
        }
    }

    /** An image: always the programs of the host, read-only, under a disk of the instance's own. */
    record Image(
            String id, String name, String description, String architecture, boolean tokensRequired, String created) {}

    List<String> regions() {
        return List.copyOf(ZONE_PREFIXES.keySet());
    }

    boolean hasRegion(String region) {
        return ZONE_PREFIXES.containsKey(region);
    }

    /** The id that a zone has for everyone, such as {@code use1-az1}. */
    String zoneId(String region, int index) {
        return ZONE_PREFIXES.getOrDefault(region, region.replace("-", "")) + "-az" + (index + 1);
    }

    /** Every type of the table. Those of another architecture than the host's are described, but start no image. */
    List<Type> types() {
        return TYPES;
    }

    Optional<Type> type(String name) {
        return TYPES.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    List<Image> images() {
        boolean arm = architecture.equals("arm64");
        return List.of(
                new Image(
                        arm ? "ami-0a51611e705100a64" : "ami-0a51611e705100864",
                        "signet-host-1.0-" + architecture,
                        "The programs of the machine that Signet runs on",
                        architecture,
                        false,
                        "2026-11-01T00:00:00.000Z"),
                new Image(
                        arm ? "ami-0a51611e705200a64" : "ami-0a51611e705200864",
                        "signet-host-imdsv2-1.0-" + architecture,
                        "The programs of the machine that Signet runs on; instances require IMDSv2",
                        architecture,
                        true,
                        "2026-11-01T00:00:00.000Z"));
    }

    Optional<Image> image(String id) {
        return images().stream().filter(image -> image.id().equals(id)).findFirst();
    }
}
