package signet.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of a resource in a policy attached to an identity, as IAM checks it when the policy is written. */
final class ArnRules {
    private static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*");
    private static final List<String> IAM_TYPES = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    /** The resources of S3 that belong to a region, unlike buckets and objects. */
    private static final List<String> REGIONAL_S3_TYPES =
            List.of("accesspoint/", "access-grants/", "async-request/", "job/", "storage-lens/", "storage-lens-group/");

    private ArnRules() {}

    /** Whether IAM's older parser refuses a text without {@link #fault}. */
    static boolean failsLegacyParsing(String resource) {
        String[] parts = resource.split(":", Arn.SEGMENTS);
        if (parts.length < 3) {
            return false;
        }
        boolean emptyService = parts[2].isEmpty();
        return emptyService || (resource.contains("::") && parts.length < Arn.SEGMENTS);
    }

    /** AWS's text for the fault of a resource, or null. */
    static @Nullable String fault(String resource) {
        if (resource.equals("*")) {
            return null;
        }
        String[] parts = resource.split(":", Arn.SEGMENTS);
        if (parts.length == 1) {
            return "Resource " + resource + " must be in ARN format or \"*\".";
        }
        if (!PARTITIONS.contains(parts[1])) {
            return "Partition \"" + parts[1] + "\" is not valid for resource \"" + padded(parts) + "\".";
        }
        if (parts.length == 2) {
            return "Resource vendor must be fully qualified and cannot contain regexes.";
        }
        return serviceFault(resource, parts);
    }

    private static @Nullable String serviceFault(String resource, String[] parts) {
        String region = parts.length > 3 ? parts[3] : "";
        String path = parts.length > 5 ? parts[5] : "";
        if (parts[2].equals("iam")) {
            if (!region.isEmpty()) {
                return "IAM resource " + resource + " cannot contain region information.";
            }
            return isIamPath(path)
                    ? null
                    : "IAM resource path must either be \"*\", root, or start with " + String.join(", ", IAM_TYPES)
                            + ".";
        }
        if (parts[2].equals("s3")
                && !region.isEmpty()
                && REGIONAL_S3_TYPES.stream().noneMatch(path::startsWith)) {
            return "Resource " + resource + " can not contain region information.";
        }
        return null;
    }

    private static boolean isIamPath(String path) {
        return path.equals("*") || path.equals("root") || IAM_TYPES.stream().anyMatch(path::startsWith);
    }

    /** AWS takes segments that are missing for {@code *}, and so an empty service at the very end. */
    private static String padded(String[] parts) {
        StringBuilder arn = new StringBuilder("arn");
        boolean endsAtService = parts.length == 3 && parts[2].isEmpty();
        for (int i = 1; i < Arn.SEGMENTS; i++) {
            boolean missing = i >= parts.length || (i == 2 && endsAtService);
            arn.append(':').append(missing ? "*" : parts[i]);
        }
        return arn.toString();
    }
}
