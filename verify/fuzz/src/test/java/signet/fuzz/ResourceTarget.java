package signet.fuzz;

import java.util.List;
import java.util.Optional;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Request;

/** Line 1: an entry of Resource or NotResource; line 2: aws:username; the rest: the request's resource. */
final class ResourceTarget {
    private static final List<PolicyKind> KINDS = List.of(
            PolicyKind.IDENTITY,
            PolicyKind.RESOURCE,
            PolicyKind.BOUNDARY,
            PolicyKind.SESSION,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.ENDPOINT);

    private ResourceTarget() {}

    static void run(byte[] data) {
        Input input = Input.of(data, 3);
        String resource = input.line(2);
        if (!resource.equals("*") && !ArnTarget.isArn(resource)) {
            return;
        }
        Context context = Context.builder().put("aws:username", input.line(1)).build();
        Request request = new Request(Engine.ALICE, "s3:GetObject", resource, "", context);
        PolicyKind kind = KINDS.get(input.line(1).length() % KINDS.size());
        Optional<Boolean> expected = expected(kind, input.line(0), input.line(1), resource);
        check(kind, "Resource", input.line(0), request, expected.orElse(false));
        check(kind, "NotResource", input.line(0), request, expected.isPresent() && !expected.get());
    }

    /** A Deny shows for every kind whether its statement matched. */
    private static void check(PolicyKind kind, String element, String entry, Request request, boolean expected) {
        boolean withPrincipal = kind == PolicyKind.RESOURCE || kind == PolicyKind.ENDPOINT;
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\","
                + (withPrincipal ? "\"Principal\":\"*\"," : "") + "\"" + element + "\":" + Engine.quoted(entry) + "}}";
        Policy policy;
        try {
            policy = Policy.parse(kind, document);
        } catch (MalformedPolicyException e) {
            return;
        }
        boolean denied = Engine.decide(request, Engine.set(policy)) instanceof Decision.ExplicitlyDenied;
        if (denied != expected) {
            throw new AssertionError(kind + " " + document + " denies: " + denied + ", not " + expected);
        }
    }

    /** Empty if a variable has no value; the instance's ARN is none that a resource may ask for, even with a default. */
    private static Optional<Boolean> expected(PolicyKind kind, String entry, String username, String resource) {
        if (entry.equals("*")) {
            return Optional.of(true);
        }
        String[] parts = entry.split(":", 6);
        if (parts.length == 6 && Wildcards.mentions(parts[5], "ec2:SourceInstanceARN")) {
            return Optional.empty();
        }
        boolean padded = entry.contains("*")
                || entry.contains("?")
                || (kind != PolicyKind.RESOURCE && kind != PolicyKind.ENDPOINT);
        if (parts.length < 6 && !padded) {
            return Optional.of(false);
        }
        Optional<Wildcards> last =
                parts.length < 6 ? Optional.of(Wildcards.of("*", true)) : Wildcards.of(parts[5], true, username);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        String[] asked = resource.split(":", 6);
        boolean matches = asked.length == 6 && last.get().match(asked[5], false);
        for (int i = 0; matches && i < 5; i++) {
            matches = Wildcards.of(i < parts.length ? parts[i] : "*", true).match(asked[i], i > 0);
        }
        return Optional.of(matches);
    }
}
