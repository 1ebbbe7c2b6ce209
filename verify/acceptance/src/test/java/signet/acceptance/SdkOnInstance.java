package signet.acceptance;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Runs in an instance: says who it is and reads an object, by the AWS SDK for Java v2 with nothing set. */
final class SdkOnInstance {
    private SdkOnInstance() {}

    public static void main(String[] arguments) {
        try (StsClient sts = StsClient.create();
                S3Client s3 = S3Client.create()) {
            System.out.println(sts.getCallerIdentity().arn());
            System.out.println(
                    s3.getObjectAsBytes(get -> get.bucket("company-reports").key("q3.txt"))
                            .asUtf8String());
        }
    }
}
