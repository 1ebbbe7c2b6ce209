package signet.policy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of an action: {@code *}, or a service prefix ("vendor") or {@code *}, one colon and a name. */
final class ActionRules {
    private static final Pattern VENDOR = Pattern.compile("[A-Za-z0-9.-]+");

    private ActionRules() {}

    static void check(@Nullable List<Json.Text> actions) throws MalformedPolicyException {
        if (actions == null) {
            return;
        }
        for (Json.Text action : actions) {
            String fault = fault(action.value());
            if (fault != null) {
                throw new MalformedPolicyException(fault, action.at());
            }
        }
    }

    static @Nullable String fault(String action) {
        if (action.equals("*")) {
            return null;
        }
        int colon = action.indexOf(':');
        if (colon < 0) {
            return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
        }
        if (action.indexOf(':', colon + 1) >= 0) {
            return "Actions/Condition can contain only one colon.";
        }
        String vendor = action.substring(0, colon);
        return vendor.equals("*") || VENDOR.matcher(vendor).matches() ? null : "Vendor " + vendor + " is not valid";
    }
}
