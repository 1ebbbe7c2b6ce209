package signet.reasoning;

import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.CallerPolicies;
import signet.authz.RequestInfo;
import signet.identity.Account;
import signet.identity.CustomerPolicy;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.State;
import signet.store.contract.ReferenceStore;

/** Two accounts whose users, roles and buckets a test puts there; single quotes stand for double ones. */
final class Town {
    static final String HERE = "111122223333";
    static final String THERE = "444455556666";
    static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final ManagedPolicies AWS_MANAGED = ManagedPolicies.load();
    private static final String ORGANIZATION = "o-a1b2c3d4e5";

    final Permissions permissions = new Permissions(AWS_MANAGED, new PolicyTexts());
    private final State state = State.open(new ReferenceStore(), Tables.all());
    private final Map<String, SourcedPolicy> buckets = new ConcurrentHashMap<>();

    Town() {
        state.change(tx -> {
            for (String account : List.of(HERE, THERE)) {
                tx.put(Tables.ACCOUNTS, account, new Account(account, null, NOW));
            }
        });
    }

    static String document(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    static String allow(String action, String resource) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    static String deny(String action) {
        return "{'Sid':'Never','Effect':'Deny','Action':'" + action + "','Resource':'*'}";
    }

    static String trusting(String kind, String principal) {
        return "{'Effect':'Allow','Principal':{'" + kind + "':'" + principal + "'},'Action':'sts:AssumeRole'}";
    }

    private static SortedMap<String, String> inline(String... statements) {
        SortedMap<String, String> inline = new TreeMap<>();
        if (statements.length > 0) {
            inline.put("own", document(statements));
        }
        return inline;
    }

    /** A user of the first account with one inline policy; its unique id is AIDA and the name. */
    User user(String name, String... statements) {
        User made = User.create(HERE, "/", name, "AIDA" + name, NOW).withInline(inline(statements));
        return put(made);
    }

    User put(User user) {
        state.change(tx -> tx.put(Tables.USERS, user.key(), user));
        return user;
    }

    /** A role with a trust policy of one statement; its unique id is AROA and the name. */
    Role role(String account, String name, String trust, String... statements) {
        Role made = Role.create(account, "/", name, "AROA" + name, NOW, document(trust))
                .withInline(inline(statements));
        state.change(tx -> tx.put(Tables.ROLES, made.key(), made));
        return made;
    }

    /** A managed policy of the first account; its ARN. */
    String managed(String name, String... statements) {
        CustomerPolicy made = CustomerPolicy.create(HERE, "/", name, "ANPA" + name, NOW, document(statements));
        state.change(tx -> tx.put(Tables.POLICIES, made.key(), made));
        return made.arn();
    }

    /** The policy of a bucket that belongs to the first account, as stored: with unique ids for users. */
    void bucket(String name, String... statements) {
        SourcedPolicy policy = new SourcedPolicy(
                "bucket policy", true, permissions.compiled(PolicyKind.RESOURCE, document(statements)));
        buckets.put(name, policy);
    }

    /** Puts the first account under one service control policy and nothing that allows besides, but at the root. */
    void control(String... statements) {
        Organization organization =
                new Organization(ORGANIZATION, "999988887777", "r-ab12", List.of(SERVICE_CONTROL_POLICY), NOW);
        OrganizationalUnit root =
                new OrganizationalUnit(ORGANIZATION, "r-ab12", null, "Root", List.of("p-FullAWSAccess"));
        OrganizationPolicy policy = new OrganizationPolicy(
                ORGANIZATION, "p-12345678", SERVICE_CONTROL_POLICY, "limit", "", document(statements));
        MemberAccount member =
                new MemberAccount(ORGANIZATION, HERE, "r-ab12", "n", "root@example.com", NOW, List.of("p-12345678"));
        state.change(tx -> {
            tx.put(Tables.ORGANIZATIONS, organization.id(), organization);
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
            tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy);
            tx.put(Tables.MEMBER_ACCOUNTS, HERE, member);
        });
    }

    private Resources resources() {
        return (view, caller, action, resource) -> {
            Access access = Access.to(action, resource);
            if (resource.startsWith("arn:aws:s3:::")) {
                String bucket = resource.substring("arn:aws:s3:::".length()).split("/", 2)[0];
                return access.ownedBy(HERE).guardedBy(buckets.get(bucket));
            }
            if (!action.equals("sts:AssumeRole")) {
                return access;
            }
            String[] arn = resource.split(":", 6);
            return view.get(Tables.ROLES, Tables.key(arn[4], arn[5].substring(arn[5].lastIndexOf('/') + 1)))
                    .map(role -> access.guardedBy(permissions.trust(role)))
                    .orElse(access);
        };
    }

    Inquiry inquiry() {
        RequestInfo info = new RequestInfo(
                "11111111-2222-4333-8444-555555555555", NOW, "us-east-1", "192.0.2.7", true, "test", null);
        return new Inquiry(new Authorizer(new CallerPolicies(permissions)), resources(), state.current(), info);
    }
}
