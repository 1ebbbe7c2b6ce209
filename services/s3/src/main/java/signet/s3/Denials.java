package signet.s3;

import signet.authz.Denial;
import signet.model.AwsError;

/** S3's answer to who may not: the reason for callers of the bucket's account or organization, none for anyone else. */
final class Denials {
    private Denials() {}

    static AwsError error(Denial denial) {
        return Faults.accessDenied(message(denial));
    }

    static String message(Denial denial) {
        String owner = denial.decided().access().resourceAccount();
        String caller = denial.caller().account();
        boolean own = !caller.isEmpty() && (owner.isEmpty() || owner.equals(caller));
        return own || denial.withinOrganization() ? denial.sentence(quoted(denial.wording())) : "Access Denied";
    }

    /** An action without resources, such as ListAllMyBuckets, is reported without one. */
    private static String quoted(String resource) {
        return resource.equals("*") ? "" : "\"" + resource + "\"";
    }
}
