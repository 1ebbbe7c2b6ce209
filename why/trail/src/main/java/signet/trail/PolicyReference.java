package signet.trail;

import java.util.regex.Pattern;
import signet.policy.PolicyKind;

/**
 * A policy that was consulted; its text is kept once, under its hash.
 *
 * @param source ARN of a managed policy, or name of an inline one
 * @param inline whether it was embedded in its owner, so that no ARN names it
 * @param parsedAs the grammar by which it was read, which is not always the part that it played: a managed policy may serve
 *     as a boundary
 * @param sha256 of the text in UTF-8, 64 lower-case hexadecimal digits; see {@link EventHistory#policyText}
 */
public record PolicyReference(String source, boolean inline, PolicyKind parsedAs, String sha256) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public PolicyReference {
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }
}
