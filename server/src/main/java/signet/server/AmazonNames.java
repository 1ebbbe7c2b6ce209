package signet.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Amazon's host names, as far as instances use them. */
final class AmazonNames {
    private static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "af-south-1",
            "ap-east-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ca-central-1",
            "ca-west-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "sa-east-1");

    private AmazonNames() {}

    /** What a certificate has to be for: the services and S3's buckets, in every region, so that a wrong one is told so. */
    static List<String> certified(String region) {
        Set<String> regions = new LinkedHashSet<>(List.of(region));
        regions.addAll(REGIONS);
        List<String> names = new ArrayList<>(List.of("*.amazonaws.com", "*.s3.amazonaws.com"));
        for (String each : regions) {
            names.add("*." + each + ".amazonaws.com");
            names.add("*.s3." + each + ".amazonaws.com");
        }
        return names;
    }

    /** The names that an instance's hosts file has, for programs that ask no DNS. */
    static List<String> hosts(String region) {
        List<String> names = new ArrayList<>(List.of(
                "iam.amazonaws.com",
                "sts.amazonaws.com",
                "s3.amazonaws.com",
                "ec2.amazonaws.com",
                // version 1 of the AWS CLI asks there in us-east-1
                "rds.amazonaws.com"));
        for (String service :
                List.of("sts", "s3", "ec2", "autoscaling", "lambda", "rds", "cloudtrail", "iam-toolbox")) {
            names.add(service + "." + region + ".amazonaws.com");
        }
        return names;
    }
}
