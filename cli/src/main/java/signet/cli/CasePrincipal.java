package signet.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.policy.Context;
import signet.policy.Principal;

/** The caller of a case and the condition keys that it implies. */
final class CasePrincipal {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):(iam|sts)::(\\d{12}):(?:(root)|([a-z-]+)/([^\\s*?]+))");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9._-]+\\.(amazonaws\\.com(\\.cn)?|aws\\.internal)");
    private static final Pattern FEDERATION = Pattern.compile("(?i)sts:AssumeRoleWith(WebIdentity|SAML)");
    private static final String SERVICE_LINKED = "aws-service-role/";

    private final Principal principal;
    private final Context implied;

    private CasePrincipal(Principal principal, Context.Builder implied) {
        this.principal = principal;
        this.implied = implied.build();
    }

    Principal principal() {
        return principal;
    }

    /** What the principal alone tells of the context. */
    Context implied() {
        return implied;
    }

    /** Reads the principal of a line; its unique id and its role's path are in the context, if anywhere. */
    static CasePrincipal of(String text, String action, Context given) throws CaseFault {
        if (text.equals("*")) {
            return new CasePrincipal(
                    new Principal.Anonymous(),
                    Context.builder().put("aws:PrincipalType", "Anonymous").put("aws:PrincipalAccount", "anonymous"));
        }
        if (ACCOUNT.matcher(text).matches()) {
            return root("aws", text);
        }
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return ofArn(arn, given);
        }
        if (FEDERATION.matcher(action).matches() && !text.startsWith("arn:") && !text.isBlank()) {
            return new CasePrincipal(new Principal.Federated(text), Context.builder());
        }
        if (SERVICE.matcher(text).matches()) {
            return service(text);
        }
        throw unknown(text);
    }

    private static CaseFault unknown(String text) {
        return new CaseFault("principal is not the ARN of a root user, user, role, session or identity provider, nor an"
                + " account, a service or *: " + text);
    }

    private static CasePrincipal ofArn(Matcher arn, Context given) throws CaseFault {
        String partition = arn.group(1);
        String account = arn.group(3);
        if (arn.group(4) != null) {
            if (!arn.group(2).equals("iam")) {
                throw unknown(arn.group());
            }
            return root(partition, account);
        }
        return switch (arn.group(2) + ":" + arn.group(5)) {
            case "iam:user" -> user(arn, given);
            case "iam:role" -> role(arn.group(), partition, account, arn.group(6), given);
            case "sts:assumed-role" -> session(arn, given);
            case "sts:federated-user" -> federatedUser(arn.group(), account, arn.group(6));
            case "iam:saml-provider", "iam:oidc-provider" ->
                new CasePrincipal(new Principal.Federated(arn.group()), Context.builder());
            default -> throw unknown(arn.group());
        };
    }

    private static CasePrincipal root(String partition, String account) {
        return new CasePrincipal(
                new Principal.Root(account),
                signed(account, "Account", "arn:" + partition + ":iam::" + account + ":root")
                        .put("aws:userid", account));
    }

    private static CasePrincipal user(Matcher arn, Context given) {
        String path = arn.group(6);
        String account = arn.group(3);
        return new CasePrincipal(
                new Principal.User(account, arn.group(), single(given, "aws:userid")),
                signed(account, "User", arn.group()).put("aws:username", lastOf(path)));
    }

    /** Some session of the role: which, only aws:userid can tell. */
    private static CasePrincipal role(String arn, String partition, String account, String path, Context given) {
        String id = single(given, "aws:userid");
        int colon = id.indexOf(':');
        String session = colon < 0
                ? ""
                : "arn:" + partition + ":sts::" + account + ":assumed-role/" + lastOf(path) + "/"
                        + id.substring(colon + 1);
        return session(account, arn, id, session);
    }

    /** The path of the role is not in a session's ARN: there is none, unless aws:PrincipalArn says so. */
    private static CasePrincipal session(Matcher arn, Context given) throws CaseFault {
        String[] names = arn.group(6).split("/", -1);
        if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
            throw unknown(arn.group());
        }
        String account = arn.group(3);
        String roles = "arn:" + arn.group(1) + ":iam::" + account + ":role/";
        String stated = single(given, "aws:PrincipalArn");
        boolean same = stated.startsWith(roles) && lastOf(stated).equals(names[0]);
        return session(account, same ? stated : roles + names[0], single(given, "aws:userid"), arn.group());
    }

    private static CasePrincipal session(String account, String roleArn, String userId, String sessionArn) {
        int colon = userId.indexOf(':');
        return new CasePrincipal(
                new Principal.RoleSession(
                        account,
                        roleArn,
                        colon < 0 ? userId : userId.substring(0, colon),
                        sessionArn,
                        roleArn.contains(":role/" + SERVICE_LINKED)),
                signed(account, "AssumedRole", roleArn));
    }

    private static CasePrincipal federatedUser(String arn, String account, String name) {
        return new CasePrincipal(
                new Principal.FederatedUser(account, "", "", arn),
                signed(account, "FederatedUser", arn).put("aws:userid", account + ":" + name));
    }

    private static CasePrincipal service(String name) {
        return new CasePrincipal(
                new Principal.Service(name),
                Context.builder()
                        .put("aws:PrincipalIsAWSService", "true")
                        .put("aws:PrincipalServiceName", name)
                        .put("aws:PrincipalServiceNamesList", List.of(name)));
    }

    private static Context.Builder signed(String account, String type, String arn) {
        return Context.builder()
                .put("aws:PrincipalType", type)
                .put("aws:PrincipalAccount", account)
                .put("aws:PrincipalArn", arn)
                .put("aws:PrincipalIsAWSService", "false");
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String single(Context context, String key) {
        Optional<List<String>> values = context.get(key);
        return values.isPresent() && !context.isMultiValued(key) ? values.get().getFirst() : "";
    }
}
