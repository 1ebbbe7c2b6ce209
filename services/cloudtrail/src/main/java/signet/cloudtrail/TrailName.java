package signet.cloudtrail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.model.cloudtrail.CloudTrailErrors;

/** How a trail may be called (CloudTrail User Guide, "Naming requirements"), and by which of its names it is asked for. */
record TrailName(String account, String region, String name) {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:cloudtrail:([a-z0-9-]+):([0-9]{12}):trail/([A-Za-z0-9._-]+)");
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._-]*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 128;

    static String arn(String account, String region, String name) {
        return "arn:aws:cloudtrail:" + region + ":" + account + ":trail/" + name;
    }

    /**
     * The trail that a request names by its name, or by its ARN.
     *
     * @throws signet.model.AwsError if it is neither
     */
    static TrailName asked(Scope scope, String text) {
        if (text.startsWith("arn:")) {
            Matcher parts = ARN.matcher(text);
            if (!parts.matches()) {
                throw CloudTrailErrors.cloudTrailARNInvalid("The trail's ARN is not valid: " + text);
            }
            return new TrailName(parts.group(2), parts.group(1), parts.group(3));
        }
        check(text);
        return new TrailName(scope.account(), scope.region(), text);
    }

    /**
     * The trail of an ARN.
     *
     * @throws signet.model.AwsError if it is no trail's ARN
     */
    static TrailName ofArn(Scope scope, String text) {
        if (!text.startsWith("arn:")) {
            throw CloudTrailErrors.cloudTrailARNInvalid("Not an ARN of a trail: " + text);
        }
        return asked(scope, text);
    }

    /** @throws signet.model.AwsError if no trail may be called so */
    static void check(String name) {
        if (name.length() < SHORTEST) {
            throw Errors.badName("Trail name too short. Minimum allowed length: 3 characters. Specified name length: "
                    + name.length() + " characters.");
        }
        if (name.length() > LONGEST) {
            throw Errors.badName("Trail name too long. Maximum allowed length: 128 characters. Specified name length: "
                    + name.length() + " characters.");
        }
        if (!CHARACTERS.matcher(name).matches()) {
            throw Errors.badName("Trail name or ARN can only contain uppercase letters, lowercase letters, numbers,"
                    + " periods (.), hyphens (-), and underscores (_).");
        }
        if (!isLetterOrDigit(name.charAt(0))) {
            throw Errors.badName("Trail name must starts with a letter or number.");
        }
        if (!isLetterOrDigit(name.charAt(name.length() - 1))) {
            throw Errors.badName("Trail name must ends with a letter or number.");
        }
        for (int i = 1; i < name.length(); i++) {
            if (!isLetterOrDigit(name.charAt(i)) && !isLetterOrDigit(name.charAt(i - 1))) {
                throw Errors.badName("Trail name can't have adjacent periods, underscores or hyphens.");
            }
        }
        if (ADDRESS.matcher(name).matches()) {
            throw Errors.badName("Trail name can't be in IP address format.");
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    String key() {
        return TrailRecord.key(account, region, name);
    }

    String arn() {
        return arn(account, region, name);
    }
}
