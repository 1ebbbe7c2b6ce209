package signet.benchmarks;

/** The article's user: everything in EC2, and one role to pass to an instance. */
final class Article {
    static final String ROLE = "arn:aws:iam::" + Scenario.ACCOUNT + ":role/S3Access";
    static final String OTHER_ROLE = "arn:aws:iam::" + Scenario.ACCOUNT + ":role/Administrator";
    static final String LAUNCH = Scenario.allow("ec2:*", "*");
    static final String PASS = Scenario.allow("iam:PassRole", ROLE);

    private Article() {}

    static String image(int i) {
        return "arn:aws:ec2:us-east-1::image/ami-" + Integer.toHexString(0x0abc_0000 + i);
    }
}
