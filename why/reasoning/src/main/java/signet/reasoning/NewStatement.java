package signet.reasoning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import signet.policy.Context;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.Request;
import tools.jackson.databind.node.ObjectNode;

/** The narrowest statement that allows one request: its caller, action and resource, and the keys that tell what it is for. */
final class NewStatement {
    /** Keys without which a permission would be for much more than what was asked. */
    private static final Map<String, List<String>> TELLING = Map.of(
            "iam:passrole", List.of("iam:PassedToService"),
            "iam:createservicelinkedrole", List.of("iam:AWSServiceName"),
            "kms:creategrant", List.of("kms:GrantIsForAWSResource"));

    private static final List<String> TELLING_TRUST = List.of("sts:ExternalId");

    private NewStatement() {}

    /**
     * The statement.
     *
     * @param kind of the policy that it is for
     * @param variables whether that policy has policy variables
     */
    static ObjectNode of(PolicyKind kind, Request request, boolean variables) {
        ObjectNode statement = Documents.object().put("Effect", "Allow");
        if (kind == PolicyKind.RESOURCE || kind == PolicyKind.TRUST || kind == PolicyKind.ENDPOINT) {
            principal(statement, request.principal());
        }
        statement.put("Action", request.action());
        if (kind != PolicyKind.TRUST) {
            statement.put("Resource", Literals.resource(request.resource(), variables));
        }
        Map<String, String> keys = telling(kind, request);
        if (!keys.isEmpty()) {
            ObjectNode equals = statement.putObject("Condition").putObject("StringEquals");
            keys.forEach((key, value) -> equals.put(key, Literals.text(value, variables)));
        }
        return statement;
    }

    /** The condition keys that say what a request is for, with their values. */
    static Map<String, String> telling(PolicyKind kind, Request request) {
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> names = TELLING.getOrDefault(request.action().toLowerCase(Locale.ROOT), List.of());
        names.forEach(key -> single(request.context(), key).ifPresent(value -> keys.put(key, value)));
        if (kind == PolicyKind.TRUST) {
            TELLING_TRUST.forEach(key -> single(request.context(), key).ifPresent(value -> keys.put(key, value)));
            if (request.principal() instanceof Principal.Federated) {
                request.context().keys().stream()
                        .filter(NewStatement::isClaim)
                        .forEach(key -> single(request.context(), key).ifPresent(value -> keys.put(key, value)));
            }
        }
        return keys;
    }

    /** Audience and subject of a token: who it was issued for and to. */
    private static boolean isClaim(String key) {
        return key.endsWith(":aud") || key.endsWith(":sub");
    }

    /** The value of a key that has one and is no list. */
    static Optional<String> single(Context context, String key) {
        return context.isMultiValued(key) ? Optional.empty() : context.get(key).map(List::getFirst);
    }

    private static void principal(ObjectNode statement, Principal principal) {
        Optional<Named> named = named(principal);
        if (named.isPresent()) {
            statement.putObject("Principal").put(named.get().type(), named.get().value());
        } else {
            statement.put("Principal", "*");
        }
    }

    /** A caller as an entry of a Principal element. */
    record Named(String type, String value) {}

    /** How a policy names a caller; empty for nobody in particular, whom only {@code *} covers. */
    static Optional<Named> named(Principal principal) {
        return switch (principal) {
            case Principal.Root root -> Optional.of(new Named("AWS", root.name()));
            case Principal.User user -> Optional.of(new Named("AWS", user.arn()));
            case Principal.RoleSession session -> Optional.of(new Named("AWS", session.roleArn()));
            case Principal.FederatedUser session -> Optional.of(new Named("AWS", session.sessionArn()));
            case Principal.Federated holder -> Optional.of(new Named("Federated", holder.provider()));
            case Principal.Service service -> Optional.of(new Named("Service", service.name()));
            case Principal.Anonymous nobody -> Optional.empty();
        };
    }
}
