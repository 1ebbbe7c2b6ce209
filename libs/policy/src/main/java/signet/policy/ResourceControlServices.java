package signet.policy;

import java.util.Locale;
import java.util.Set;

/**
 * The services whose resources AWS Organizations' resource control policies reach (Organizations User Guide, "List of AWS
 * services that support RCPs"; as of 2026-07). For any other service such a policy does not exist, whatever it says.
 */
public final class ResourceControlServices {
    private static final Set<String> PREFIXES = Set.of("""
            aoss appconfig appstream autoscaling cloudfront cloudsearch codebuild codecommit codepipeline cognito-identity
            cognito-idp comprehend comprehendmedical cost-optimization-hub dax dynamodb ecr events firehose fis health
            inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor opensearch pca-connector-ad polly pricing s3
            secretsmanager signin sqs sts support textract timestream-influxdb transcribe transfer translate wafv2
            """.strip().split("\\s+"));

    private ResourceControlServices() {}

    /** Whether resource control policies reach the actions of this prefix, such as {@code s3}, in any case. */
    public static boolean support(String prefix) {
        return PREFIXES.contains(prefix.toLowerCase(Locale.ROOT));
    }
}
