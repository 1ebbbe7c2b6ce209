package signet.iam;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.model.iam.InlinePolicyIdentifierType;
import signet.model.iam.PolicyIdentifier;

/** The policies that a simulation of a principal leaves out. One that names nothing attached leaves out nothing. */
record Exclusions(List<PolicyIdentifier> identifiers) {
    static final Exclusions NONE = new Exclusions(List.of());

    private static final int SEGMENTS = 6;

    Exclusions {
        identifiers = List.copyOf(identifiers);
        identifiers.forEach(Exclusions::check);
    }

    /**
     * What a request leaves out.
     *
     * @throws AwsError InvalidInput if an identifier is malformed
     */
    static Exclusions of(@Nullable List<PolicyIdentifier> identifiers) {
        return new Exclusions(Objects.requireNonNullElse(identifiers, List.of()));
    }

    /** Whether all policies of a type are left out, such as {@code scp}. */
    boolean type(String type) {
        return identifiers.stream().anyMatch(id -> type.equals(id.policyType()));
    }

    /** Whether an attached managed policy is left out. */
    boolean managed(String arn) {
        return type(PolicyArn.ofAws(arn) ? "aws-managed" : "user-managed")
                || identifiers.stream()
                        .map(PolicyIdentifier::policyArn)
                        .anyMatch(pattern -> pattern != null && matches(pattern, arn));
    }

    /**
     * Whether an inline policy is left out.
     *
     * @param type {@code user}, {@code group} or {@code role}
     */
    boolean inline(String type, String owner, String policy) {
        return type("inline")
                || identifiers.stream()
                        .map(PolicyIdentifier::inlinePolicyIdentifier)
                        .anyMatch(id -> id != null
                                && id.attachmentType().equalsIgnoreCase(type)
                                && matches(id.attachmentName(), owner)
                                && id.policyName().equals(policy));
    }

    private static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    /** One star at most, and wildcards only in the names of policies and of the entities that hold them. */
    private static void check(PolicyIdentifier id) {
        InlinePolicyIdentifierType inline = id.inlinePolicyIdentifier();
        long given = Stream.of(id.policyType(), id.policyArn(), inline)
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw IamErrors.invalidInput(
                    "A policy identifier needs exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier.");
        }
        if (id.policyArn() != null) {
            checkArn(id.policyArn());
        }
        if (inline != null && (hasWildcard(inline.policyName()) || stars(inline.attachmentName()) > 1)) {
            throw IamErrors.invalidInput("The inline policy identifier " + inline.policyName() + " is not valid.");
        }
    }

    private static void checkArn(String arn) {
        String[] segments = arn.split(":", SEGMENTS);
        boolean whole = segments.length == SEGMENTS && segments[0].equals("arn") && segments[5].indexOf('/') > 0;
        String fixed = whole ? arn.substring(0, arn.indexOf('/')) : arn;
        if (!whole || hasWildcard(fixed) || stars(arn) > 1) {
            throw IamErrors.invalidInput("ARN " + arn + " is not valid.");
        }
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private static long stars(String text) {
        return text.chars().filter(c -> c == '*').count();
    }
}
