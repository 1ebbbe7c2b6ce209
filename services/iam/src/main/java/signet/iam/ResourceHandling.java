package signet.iam;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.iam.IamErrors;

/** The scenarios of EC2 for which the simulator insists on a complete set of resources (IAM API reference). */
enum ResourceHandling {
    INSTANCE_STORE("EC2-VPC-InstanceStore", "instance", "image", "security-group", "network-interface"),
    INSTANCE_STORE_SUBNET(
            "EC2-VPC-InstanceStore-Subnet", "instance", "image", "security-group", "network-interface", "subnet"),
    EBS("EC2-VPC-EBS", "instance", "image", "security-group", "network-interface", "volume"),
    EBS_SUBNET("EC2-VPC-EBS-Subnet", "instance", "image", "security-group", "network-interface", "subnet", "volume");

    private static final int SEGMENTS = 6;

    private final String option;
    private final List<String> types;

    ResourceHandling(String option, String... types) {
        this.option = option;
        this.types = List.of(types);
    }

    /**
     * Checks the resources of a simulation against the option that it was given, if any.
     *
     * @throws AwsError InvalidInput if there is no such option, or a resource is missing
     */
    static void check(@Nullable String option, List<String> resources) {
        if (option == null) {
            return;
        }
        ResourceHandling scenario = Arrays.stream(values())
                .filter(value -> value.option.equals(option))
                .findFirst()
                .orElseThrow(() -> IamErrors.invalidInput("Invalid ResourceHandlingOption: " + option + "."));
        for (String type : scenario.types) {
            if (resources.stream().noneMatch(resource -> isOf(type, resource))) {
                throw IamErrors.invalidInput(
                        "ResourceHandlingOption " + option + " requires a resource of type " + type + ".");
            }
        }
    }

    private static boolean isOf(String type, String arn) {
        String[] segments = arn.split(":", SEGMENTS);
        return segments.length == SEGMENTS && segments[2].equals("ec2") && segments[5].startsWith(type + "/");
    }
}
