package signet.lint;

/** Sizes that AWS refuses. */
final class QuotaChecks {
    private static final int IDENTITY = 6_144;
    private static final int SESSION = 2_048;
    private static final int TRUST = 2_048;
    private static final int RESOURCE = 20_480;
    private static final int SERVICE_CONTROL = 10_240;
    private static final int RESOURCE_CONTROL = 5_120;

    private QuotaChecks() {}

    static void size(Document document, Report report) {
        int all = document.text().length();
        int dense = (int)
                document.text().chars().filter(c -> !Character.isWhitespace(c)).count();
        switch (document.kind()) {
            case IDENTITY, BOUNDARY ->
                check(Issue.POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA, dense, IDENTITY, document, report);
            case SESSION -> check(Issue.POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA, all, SESSION, document, report);
            case TRUST -> check(Issue.POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA, dense, TRUST, document, report);
            case RESOURCE, ENDPOINT ->
                check(Issue.POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA, all, RESOURCE, document, report);
            case SERVICE_CONTROL -> check(Issue.POLICY_SIZE_EXCEEDS_SCP_QUOTA, all, SERVICE_CONTROL, document, report);
            case RESOURCE_CONTROL ->
                check(Issue.POLICY_SIZE_EXCEEDS_SCP_QUOTA, all, RESOURCE_CONTROL, document, report);
        }
    }

    private static void check(Issue issue, int size, int quota, Document document, Report report) {
        if (size > quota) {
            report.add(
                    issue,
                    "The policy has %,d characters%s, and %,d are allowed. Divide it into several."
                            .formatted(size, quota == IDENTITY ? " without white space" : "", quota),
                    document.at());
        }
    }
}
