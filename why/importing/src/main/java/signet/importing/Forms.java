package signet.importing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that IAM gives to what it names (IAM API Reference, "Data Types"). */
final class Forms {
    static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
    static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7e]{1,510}/");
    static final Pattern ID = Pattern.compile("A[A-Z0-9]{15,127}");
    static final Pattern USER_ID = Pattern.compile("AIDA[A-Z0-9]{12,124}");
    static final Pattern ROLE_ID = Pattern.compile("AROA[A-Z0-9]{12,124}");
    static final Pattern VERSION = Pattern.compile("v[1-9][0-9]{0,5}");
    static final Pattern MANAGED_POLICY = Pattern.compile("arn:aws:iam::(aws|[0-9]{12}):policy/[!-~]+");
    static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern ARN = Pattern.compile("arn:aws:iam::(aws|[0-9]{12}):([a-z-]+)(/.+)");

    private Forms() {}

    /** The account of an ARN of a type, path and name; empty if it is none. */
    static String account(String arn, String type, String pathAndName) {
        Matcher parts = ARN.matcher(arn);
        boolean fits =
                parts.matches() && parts.group(2).equals(type) && parts.group(3).equals(pathAndName);
        return fits ? parts.group(1) : "";
    }

    /** The number of a version of a policy. */
    static int number(String version) {
        return VERSION.matcher(version).matches() ? Integer.parseInt(version.substring(1)) : 0;
    }
}
