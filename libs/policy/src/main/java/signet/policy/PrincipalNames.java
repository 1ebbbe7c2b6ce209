package signet.policy;

import java.util.regex.Pattern;

/** The forms that an {@code "AWS"} principal value may take. */
final class PrincipalNames {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):root");
    private static final Pattern ENTITY = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:(user|role)/[^*?\\s]+");
    private static final Pattern SESSION = Pattern.compile(
            "arn:aws[a-z-]*:sts::\\d{12}:(assumed-role/[^*?\\s/]+/[^*?\\s/]+|federated-user/[^*?\\s/]+)");
    private static final Pattern UNIQUE_ID = Pattern.compile("[A-Z0-9]{16,128}");

    private static final Pattern CANONICAL_USER = Pattern.compile("[0-9a-f]{64}");

    private PrincipalNames() {}

    /** The account when the value names a whole account, else {@code ""}. */
    static String account(String value) {
        if (ACCOUNT.matcher(value).matches()) {
            return value;
        }
        var root = ROOT.matcher(value);
        return root.matches() ? root.group(1) : "";
    }

    static boolean isCanonicalUser(String value) {
        return CANONICAL_USER.matcher(value).matches();
    }

    static boolean isValid(String value) {
        return value.equals("*")
                || !account(value).isEmpty()
                || ENTITY.matcher(value).matches()
                || SESSION.matcher(value).matches()
                || UNIQUE_ID.matcher(value).matches();
    }
}
