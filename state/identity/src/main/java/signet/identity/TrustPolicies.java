package signet.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.snapshot.View;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trust policies between their written and their stored form. As on AWS a user or role is stored by its unique id, so
 * that a policy which names a deleted one does not come to mean another of the same name (IAM User Guide, "AWS JSON
 * policy elements: Principal").
 */
public final class TrustPolicies {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern UNIQUE_ID = Pattern.compile("(AIDA|AROA)[A-Z0-9]{17}");
    private static final Set<String> EVERYONE = Set.of("*");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TrustPolicies() {}

    /** A principal that a trust policy names does not exist. */
    public static final class UnknownPrincipalException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownPrincipalException(String principal) {
            super(principal);
        }
    }

    /**
     * The stored form of a written trust policy.
     *
     * @throws MalformedPolicyException if it is no valid trust policy
     * @throws UnknownPrincipalException if it names an account, user or role that does not exist; the message is the
     *     principal as written
     */
    public static String stored(View view, String written) throws MalformedPolicyException, UnknownPrincipalException {
        return stored(view, Policy.parse(PolicyKind.TRUST, written));
    }

    /**
     * The stored form of any written policy that names principals, such as a bucket's.
     *
     * @throws UnknownPrincipalException if it names an account, user or role that does not exist; the message is the
     *     principal as written
     */
    public static String stored(View view, Policy policy) throws UnknownPrincipalException {
        View inForce = view.effective();
        for (String principal : policy.awsPrincipals()) {
            if (resolve(inForce, principal).isEmpty()) {
                throw new UnknownPrincipalException(principal);
            }
        }
        return policy.withAwsPrincipals(principal -> resolve(inForce, principal).orElse(principal));
    }

    /**
     * The stored form of a policy that AWS had in store: users and roles that are here by their unique ids, all others as
     * written, for they are of accounts that are not here, or gone.
     */
    public static String recorded(View view, Policy policy) {
        return policy.withAwsPrincipals(principal -> resolve(view, principal).orElse(principal));
    }

    /** Which principals of a policy are nothing that is here. */
    public static List<String> unknown(View view, Policy policy) {
        return policy.awsPrincipals().stream()
                .filter(principal -> resolve(view, principal).isEmpty())
                .toList();
    }

    /** The form in which a stored trust policy is shown: with ARNs, except for users and roles that are gone. */
    public static String shown(View view, Policy stored) {
        return stored.withAwsPrincipals(principal -> shown(view, principal));
    }

    /**
     * What of a stored trust policy has a say about holders of identity providers' tokens: the Deny statements, and of those
     * that allow the ones that name providers. STS was seen not to take {@code "*"} for them.
     *
     * @return empty if nothing has, so that nobody is allowed
     */
    static Optional<String> ofFederated(String stored) {
        ObjectNode policy = (ObjectNode) JSON.readTree(stored);
        ArrayNode kept = policy.arrayNode();
        JsonNode statements = policy.path("Statement");
        for (JsonNode statement :
                statements.isArray() ? statements : policy.arrayNode().add(statements)) {
            if (statement.path("Effect").asString("").equals("Deny")) {
                kept.add(statement);
            } else if (statement.path("Principal").has("Federated")) {
                ObjectNode narrowed = ((ObjectNode) statement).deepCopy();
                narrowed.putObject("Principal")
                        .set("Federated", statement.path("Principal").path("Federated"));
                kept.add(narrowed);
            }
        }
        policy.set("Statement", kept);
        return kept.isEmpty() ? Optional.empty() : Optional.of(JSON.writeValueAsString(policy));
    }

    private static String shown(View view, String principal) {
        return view.findOne(Tables.ROLES_BY_ID, principal)
                .map(Role::arn)
                .or(() -> view.findOne(Tables.USERS_BY_ID, principal).map(User::arn))
                .orElse(principal);
    }

    /** The stored form of one principal; empty if there is no such thing. */
    private static Optional<String> resolve(View view, String principal) {
        if (EVERYONE.contains(principal)) {
            return Optional.of(principal);
        }
        if (ACCOUNT.matcher(principal).matches()) {
            return view.get(Tables.ACCOUNTS, principal).map(Account::rootArn);
        }
        if (UNIQUE_ID.matcher(principal).matches()) {
            return exists(view, principal) ? Optional.of(principal) : Optional.empty();
        }
        String[] arn = principal.split(":", 6);
        if (arn.length < 6 || !arn[0].equals("arn") || !arn[1].equals("aws") || !arn[3].isEmpty()) {
            return Optional.empty();
        }
        return arn[2].equals("iam")
                ? ofIam(view, principal, arn[4], arn[5])
                : ofSts(view, principal, arn[2], arn[4], arn[5]);
    }

    private static boolean exists(View view, String id) {
        return view.findOne(Tables.ROLES_BY_ID, id).isPresent()
                || view.findOne(Tables.USERS_BY_ID, id).isPresent();
    }

    private static Optional<String> ofIam(View view, String principal, String account, String resource) {
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        if (resource.equals("root")) {
            return view.get(Tables.ACCOUNTS, account).map(Account::rootArn);
        }
        if (resource.startsWith("role/")) {
            return view.get(Tables.ROLES, Tables.key(account, name))
                    .filter(role -> role.arn().equals(principal))
                    .map(Role::id);
        }
        if (resource.startsWith("user/")) {
            return view.get(Tables.USERS, Tables.key(account, name))
                    .filter(user -> user.arn().equals(principal))
                    .map(User::id);
        }
        return Optional.empty();
    }

    private static Optional<String> ofSts(
            View view, String principal, String service, String account, String resource) {
        String[] parts = resource.split("/", -1);
        boolean session =
                service.equals("sts") && view.get(Tables.ACCOUNTS, account).isPresent();
        if (session && parts.length == 3 && parts[0].equals("assumed-role")) {
            return view.get(Tables.ROLES, Tables.key(account, parts[1]))
                    .filter(role -> role.name().equals(parts[1]))
                    .map(role -> principal);
        }
        if (session && parts.length == 2 && parts[0].equals("federated-user")) {
            return Optional.of(principal);
        }
        return Optional.empty();
    }
}
