package signet.iam;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.iam.IamErrors;

/** The scenarios of EC2 for which the simulator insists on a complete set of resources (IAM API reference). */
final class ResourceHandling {
    private static final int SEGMENTS = 6;

    /** The types of resources that each scenario needs. */
    private static final Map<String, List<String>> SCENARIOS = Map.of(
            "EC2-VPC-InstanceStore",
            List.of("instance", "image", "security-group", "network-interface"),
            "EC2-VPC-InstanceStore-Subnet",
            List.of("instance", "image", "security-group", "network-interface", "subnet"),
            "EC2-VPC-EBS",
            List.of("instance", "image", "security-group", "network-interface", "volume"),
            "EC2-VPC-EBS-Subnet",
            List.of("instance", "image", "security-group", "network-interface", "subnet", "volume"));

    private ResourceHandling() {}

    /**
     * Checks the resources of a simulation against the option that it was given, if any.
     *
     * @throws AwsError InvalidInput if there is no such option, or a resource is missing
     */
    static void check(@Nullable String option, List<String> resources) {
        if (option == null) {
            return;
        }
        List<String> types = SCENARIOS.get(option);
        if (types == null) {
            throw IamErrors.invalidInput("Invalid ResourceHandlingOption: " + option + ".");
        }
        for (String type : types) {
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
