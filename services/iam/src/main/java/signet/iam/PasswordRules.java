package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.identity.PasswordPolicy;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.View;

/**
 * Which passwords an account takes (IAM User Guide, "Set an account password policy for IAM users"): those that follow
 * its own policy, or AWS's default, which asks for eight characters of three of the four types.
 */
final class PasswordRules {
    private static final int DEFAULT_LENGTH = 8;
    private static final int DEFAULT_TYPES = 3;

    /** The characters that count as symbols. */
    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";

    /** The four types of characters, in the order in which AWS names those that are missing. */
    private enum Type {
        UPPERCASE("uppercase letter"),
        LOWERCASE("lowercase letter"),
        NUMBER("number"),
        SYMBOL("symbol");

        private final String noun;

        Type(String noun) {
            this.noun = noun;
        }

        String demand() {
            return "Password should have at least one " + noun;
        }

        boolean in(String password) {
            return password.chars().anyMatch(this::matches);
        }

        private boolean matches(int character) {
            return switch (this) {
                case UPPERCASE -> character >= 'A' && character <= 'Z';
                case LOWERCASE -> character >= 'a' && character <= 'z';
                case NUMBER -> character >= '0' && character <= '9';
                case SYMBOL -> SYMBOLS.indexOf(character) >= 0;
            };
        }
    }

    private PasswordRules() {}

    /**
     * Refuses a password that the account does not take.
     *
     * @throws AwsError PasswordPolicyViolation
     */
    static void check(View view, String account, String password) {
        @Nullable
        PasswordPolicy policy = view.get(Tables.PASSWORD_POLICIES, account).orElse(null);
        List<String> broken = policy == null ? byDefault(view, account, password) : by(policy, password);
        if (!broken.isEmpty()) {
            throw IamErrors.passwordPolicyViolation(String.join(", ", broken));
        }
    }

    private static List<String> by(PasswordPolicy policy, String password) {
        List<String> broken = new ArrayList<>();
        tooShort(password, policy.minimumLength()).ifPresent(broken::add);
        for (Type type : Type.values()) {
            if (wants(policy, type) && !type.in(password)) {
                broken.add(type.demand());
            }
        }
        return broken;
    }

    private static boolean wants(PasswordPolicy policy, Type type) {
        return switch (type) {
            case UPPERCASE -> policy.uppercase();
            case LOWERCASE -> policy.lowercase();
            case NUMBER -> policy.numbers();
            case SYMBOL -> policy.symbols();
        };
    }

    private static List<String> byDefault(View view, String account, String password) {
        List<String> broken = new ArrayList<>();
        tooShort(password, DEFAULT_LENGTH).ifPresent(broken::add);
        List<String> missing = new ArrayList<>();
        for (Type type : Type.values()) {
            if (!type.in(password)) {
                missing.add(type.demand());
            }
        }
        int wanted = DEFAULT_TYPES - (Type.values().length - missing.size());
        if (wanted > 0) {
            broken.add("Password should meet " + wanted + " more of the following requirements: "
                    + String.join(", ", missing));
        }
        boolean accountsName = view.get(Tables.ACCOUNTS, account)
                .filter(found -> password.equals(found.alias()))
                .isPresent();
        if (accountsName) {
            broken.add("Password should not be identical to the account name");
        }
        return broken;
    }

    private static Optional<String> tooShort(String password, int minimum) {
        return password.length() < minimum
                ? Optional.of("Password should have a minimum length of " + minimum)
                : Optional.empty();
    }
}
