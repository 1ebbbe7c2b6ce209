package signet.lint;

import java.util.List;
import java.util.Set;
import signet.policy.PolicyKind;

/** What is peculiar to the policies of buckets and access points: resources' policies that allow or deny actions of S3 only. */
final class BucketChecks {
    private static final Set<String> ARN_SERVICES = Set.of("s3", "s3express", "s3-object-lambda", "s3-outposts");

    private BucketChecks() {}

    static void resources(Document document, Report report) {
        List<Statement> statements = document.statements();
        if (document.kind() == PolicyKind.RESOURCE && statements.stream().allMatch(statement -> statement.isOf("s3"))) {
            statements.stream()
                    .flatMap(statement -> statement.resources().stream())
                    .filter(entry -> isForeign(entry.value()))
                    .forEach(entry -> report.add(
                            Issue.UNSUPPORTED_RESOURCE_ARN_IN_POLICY,
                            "A bucket's policy can name the bucket and its objects only, as in arn:aws:s3:::bucket/*."
                                    + " Remove this resource.",
                            entry.at()));
        }
    }

    /** Whether it is an ARN that is surely of something else: another service's, or of S3's jobs, lenses and the like. */
    private static boolean isForeign(String resource) {
        String[] arn = Globs.segments(resource);
        if (!arn[0].equals("arn") || arn.length < 6 || ArnChecks.isOpen(arn, 2)) {
            return false;
        }
        boolean ofAccount = !ArnChecks.isOpen(arn, 4) && !arn[4].isEmpty();
        return !ARN_SERVICES.contains(arn[2])
                || (arn[2].equals("s3") && ofAccount && !ArnChecks.isOpen(arn, 5) && !arn[5].startsWith("accesspoint"));
    }
}
