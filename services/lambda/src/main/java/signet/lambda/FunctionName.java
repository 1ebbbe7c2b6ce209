package signet.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.model.lambda.LambdaErrors;
import signet.snapshot.View;

/**
 * The function that a request names: by its name, its ARN or a part of it (Lambda API Reference, "FunctionName"). Whose it is
 * and where follows from the ARN, and else from who asks.
 *
 * @param qualifier null when none was given
 */
record FunctionName(
        String account,
        String region,
        String name,
        @Nullable String qualifier) {

    static final String LATEST = "$LATEST";

    private static final int LONGEST_NAME = 64;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern FORM =
            Pattern.compile("(?:(?:arn:aws:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\\d):)?(?:(\\d{12}):)?function:)?"
                    + "([a-zA-Z0-9-_]+)(?::(\\$LATEST|[a-zA-Z0-9-_]+))?");

    /**
     * @param given as the model allows it
     * @param qualifier the request's own, null for none
     * @throws signet.model.AwsError if it is no function's name, or one of another region
     */
    static FunctionName of(Scope scope, String given, @Nullable String qualifier) {
        Matcher matcher = FORM.matcher(given);
        if (!matcher.matches() || isCut(given, matcher)) {
            throw Errors.invalid("Invalid function name: " + given);
        }
        String region = matcher.group(1);
        if (region != null && !region.equals(scope.region())) {
            throw LambdaErrors.resourceNotFound(
                    "Functions from '" + region + "' are not reachable in this region ('" + scope.region() + "')");
        }
        String name = matcher.group(3);
        if (name.length() > LONGEST_NAME) {
            throw Errors.validation(
                    name, "functionName", "Member must have length less than or equal to " + LONGEST_NAME);
        }
        String own = matcher.group(4);
        if (own != null && qualifier != null && !own.equals(qualifier)) {
            throw Errors.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        String account = matcher.group(2);
        return new FunctionName(
                account == null ? scope.account() : account, scope.region(), name, own == null ? qualifier : own);
    }

    /** An ARN without its region or account, or an account with what could be a name or a qualifier. */
    private static boolean isCut(String given, Matcher matcher) {
        boolean arn = given.startsWith("arn:");
        if (arn && (matcher.group(1) == null || matcher.group(2) == null)) {
            return true;
        }
        return matcher.group(2) == null
                && matcher.group(4) != null
                && ACCOUNT.matcher(matcher.group(3)).matches();
    }

    /** The ARN of the function itself. */
    String arn() {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }

    /** The ARN with the qualifier, if there is one. */
    String qualifiedArn() {
        return qualifier == null ? arn() : arn() + ":" + qualifier;
    }

    String key() {
        return FunctionRecord.key(account, region, name);
    }

    /** What is there: versions other than {@code $LATEST} and aliases are not. */
    Optional<FunctionRecord> find(View view) {
        return qualifier == null || qualifier.equals(LATEST) ? view.get(Tables.FUNCTIONS, key()) : Optional.empty();
    }

    /** @throws signet.model.AwsError {@code ResourceNotFoundException} */
    FunctionRecord get(View view) {
        return find(view).orElseThrow(() -> Errors.noFunction(qualifiedArn()));
    }

    /** @throws signet.model.AwsError if there is a qualifier, where none may be */
    FunctionName unqualified() {
        if (qualifier != null && !qualifier.equals(LATEST)) {
            throw Errors.invalid("This operation is permitted on Lambda functions only. Aliases and versions do not"
                    + " support this operation. Please specify either a function name or an unqualified function ARN.");
        }
        return new FunctionName(account, region, name, null);
    }
}
