package signet.trail;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.model.MemberSchema;
import signet.model.Shape;

/**
 * What is never recorded, by the model of the API: members that Amazon marks as sensitive, bodies, and texts whose name says
 * that they are secret. A member that is new and has such a name is left out until somebody looks at it.
 */
final class Secrets {
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(?:password|passphrase|secret|token|private.?key|key.?material|user.?data|assertion|authentication.?code"
                    + "|seed|customer.?key|signature|credential|payload).*");

    /** Texts that are named so and are known to be none: positions in lists, ids, names, settings. */
    private static final Set<String> KNOWN_TO_BE_NONE = Set.of(
            "NextToken",
            "ClientToken",
            "ContinuationToken",
            "NextContinuationToken",
            "HttpTokens",
            "GlobalEndpointTokenVersion",
            "SubjectFromWebIdentityToken",
            "ServiceSpecificCredentialId",
            "SecretArn",
            "SecretStatus",
            "MasterUserSecretKmsKeyId");

    private static final Pattern SHOWN_VALUE = Pattern.compile("Value '.*?' at '([^']*)'", Pattern.DOTALL);
    private static final Pattern SIGNED_PART =
            Pattern.compile("(?i)(x-amz-security-token|x-amz-signature|signature)([=:]\\s*)[^&\\s,'\"]+");

    private static final String REMOVED = "****";

    private Secrets() {}

    /** Whether a member's value is never recorded. */
    static boolean isSecret(MemberSchema member) {
        return member.sensitive() || isBody(member.shape()) || (hasText(member.shape()) && isSecretName(member.name()));
    }

    /**
     * What AWS writes in the place of a secret: EC2 as in CloudTrail's own example of CreateKeyPair, RDS as its API answers;
     * empty where the member is left out, as IAM leaves out a secret access key and Lambda a function's code.
     */
    static Optional<String> substitute(String service, MemberSchema member) {
        if (isBody(member.shape())) {
            return Optional.empty();
        }
        return switch (service) {
            case "ec2", "autoscaling" -> Optional.of("<sensitiveDataRemoved>");
            case "rds" -> Optional.of(REMOVED);
            default -> Optional.empty();
        };
    }

    /**
     * A message without what it may quote: values of members that are secret, and signatures.
     *
     * @param values secrets of the request that the message may quote
     */
    static String withoutSecrets(String message, Iterable<String> values) {
        String clean = message;
        for (String value : values) {
            if (!value.isBlank()) {
                clean = clean.replace(value, REMOVED);
            }
        }
        Matcher shown = SHOWN_VALUE.matcher(clean);
        clean = shown.replaceAll(match -> Matcher.quoteReplacement(
                isSecretName(lastPart(match.group(1))) ? "Value at '" + match.group(1) + "'" : match.group()));
        return SIGNED_PART.matcher(clean).replaceAll("$1$2" + Matcher.quoteReplacement(REMOVED));
    }

    private static String lastPart(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    private static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).matches() && !KNOWN_TO_BE_NONE.contains(name);
    }

    private static boolean isBody(Shape shape) {
        return switch (shape) {
            case Shape.Blob blob -> true;
            case Shape.Stream stream -> true;
            case Shape.AnyJson json -> true;
            case Shape.ListOf list -> isBody(list.element());
            case Shape.MapOf map -> isBody(map.value());
            case Shape.Text text -> false;
            case Shape.IntegerNumber number -> false;
            case Shape.LongNumber number -> false;
            case Shape.DoubleNumber number -> false;
            case Shape.BooleanValue value -> false;
            case Shape.Timestamp time -> false;
            case Shape.Structure structure -> false;
        };
    }

    private static boolean hasText(Shape shape) {
        return isBody(shape) || leaf(shape) instanceof Shape.Text;
    }

    private static Shape leaf(Shape shape) {
        return switch (shape) {
            case Shape.ListOf list -> leaf(list.element());
            case Shape.MapOf map -> leaf(map.value());
            default -> shape;
        };
    }
}
