package signet.paths;

import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.CallerPolicies;
import signet.authz.RequestInfo;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.InstanceProfile;
import signet.identity.LoginProfile;
import signet.identity.MemberAccount;
import signet.identity.MfaDevice;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Permissions;
import signet.identity.PolicyHolder;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.Context;
import signet.reasoning.Inquiry;
import signet.reasoning.Resources;
import signet.snapshot.State;
import signet.snapshot.View;
import signet.store.contract.ReferenceStore;

/** An account to look for paths in: an administrator's role that nobody may use, and what a test puts beside it. */
final class Seed {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";
    static final Instant NOW = Instant.parse("2026-12-01T10:20:30Z");
    static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";
    static final String ADMIN = role("admin");
    static final String MALLORY = user("mallory");
    private static final ManagedPolicies AWS_MANAGED = ManagedPolicies.load();
    private static final String ORGANIZATION = "o-a1b2c3d4e5";

    final State state = State.open(new ReferenceStore(), Tables.all());
    final Permissions permissions = new Permissions(AWS_MANAGED, new PolicyTexts());
    final Authorizer authorizer = new Authorizer(new CallerPolicies(permissions));
    final List<Workplace> workplaces = new ArrayList<>();
    private int ids;

    Seed() {
        state.change(tx -> tx.put(Tables.ACCOUNTS, ACCOUNT, new Account(ACCOUNT, null, NOW)));
        addUser("mallory");
    }

    static String user(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":user/" + name;
    }

    static String role(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    static String policy(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":policy/" + name;
    }

    static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",\n", statements) + "]}";
    }

    static String statement(String sid, String effect, String action, String resource, String condition) {
        return "{\"Sid\":\"" + sid + "\",\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\""
                + resource + "\"" + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}";
    }

    /** A document with a statement for each {@code action resource}. */
    static String allow(String... grants) {
        List<String> statements = new ArrayList<>();
        for (String grant : grants) {
            String[] words = grant.split(" ", 2);
            statements.add(statement("S" + statements.size(), "Allow", words[0], words[1], ""));
        }
        return document(statements.toArray(new String[0]));
    }

    static String deny(String action) {
        return document(statement("Never", "Deny", action, "*", ""));
    }

    static String trusting(String kind, String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Trust\",\"Effect\":\"Allow\",\"Principal\":{\""
                + kind + "\":\"" + principal + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private String id(String prefix) {
        return prefix + String.format(Locale.ROOT, "TESTTESTTEST%05d", ids++);
    }

    User addUser(String name, String... inline) {
        User made = (User) withInline(User.create(ACCOUNT, "/", name, id("AIDA"), NOW), inline);
        put(made);
        return made;
    }

    /** @param trust a service principal, a stored trust policy, or the id of a user or role */
    Role addRole(String name, String trust, String... inline) {
        String text = trust.startsWith("{") ? trust : trusting(trust.endsWith(".com") ? "Service" : "AWS", trust);
        Role made = (Role) withInline(Role.create(ACCOUNT, "/", name, id("AROA"), NOW, text), inline);
        put(made);
        return made;
    }

    /** A role named admin with every permission. */
    Role addAdmin(String trust) {
        Role made = addRole("admin", trust).withAttached(List.of(ADMINISTRATOR_ACCESS));
        put(made);
        return made;
    }

    Group addGroup(String name, String... inline) {
        Group made =
                (Group) withInline(new Group(ACCOUNT, "/", name, id("AGPA"), NOW, new TreeMap<>(), List.of()), inline);
        put(made);
        return made;
    }

    CustomerPolicy addPolicy(String name, String document) {
        CustomerPolicy made = CustomerPolicy.create(ACCOUNT, "/", name, id("ANPA"), NOW, document);
        state.change(tx -> tx.put(Tables.POLICIES, made.key(), made));
        return made;
    }

    /** Adds versions that are not in force. */
    void addVersions(CustomerPolicy policy, String... documents) {
        List<CustomerPolicy.Version> versions = new ArrayList<>(policy.versions());
        for (String document : documents) {
            versions.add(new CustomerPolicy.Version("v" + (versions.size() + 1), document, NOW));
        }
        CustomerPolicy changed = policy.withVersions(versions, "v1", versions.size() + 1, NOW);
        state.change(tx -> tx.put(Tables.POLICIES, changed.key(), changed));
    }

    void addProfile(String name, Role role) {
        InstanceProfile made = new InstanceProfile(ACCOUNT, "/", name, id("AIPA"), NOW, role.id(), Map.of());
        state.change(tx -> tx.put(Tables.INSTANCE_PROFILES, made.key(), made));
    }

    void addKeys(User user, int count) {
        for (int i = 0; i < count; i++) {
            AccessKey key = new AccessKey(id("AKIA"), "secret", ACCOUNT, user.id(), true, NOW);
            state.change(tx -> tx.put(Tables.ACCESS_KEYS, key.id(), key));
        }
    }

    void addPassword(User user) {
        LoginProfile made = new LoginProfile(user.id(), ACCOUNT, NOW, "hash", NOW, false, List.of());
        state.change(tx -> tx.put(Tables.LOGIN_PROFILES, user.id(), made));
    }

    void put(PolicyHolder holder) {
        state.change(tx -> {
            switch (holder) {
                case User user -> tx.put(Tables.USERS, user.key(), user);
                case Group group -> tx.put(Tables.GROUPS, group.key(), group);
                case Role role -> tx.put(Tables.ROLES, role.key(), role);
            }
        });
    }

    User mallory() {
        return state.current().get(Tables.USERS, Tables.key(ACCOUNT, "mallory")).orElseThrow();
    }

    /** Gives mallory one more inline policy. */
    void mallory(String document) {
        TreeMap<String, String> inline = new TreeMap<>(mallory().inline());
        inline.put("own" + inline.size(), document);
        put(mallory().withInline(inline));
    }

    /** Puts the account in an organization with one service control policy besides what allows all. */
    void control(String document) {
        Organization organization =
                new Organization(ORGANIZATION, "999988887777", "r-ab12", List.of(SERVICE_CONTROL_POLICY), NOW);
        OrganizationalUnit root =
                new OrganizationalUnit(ORGANIZATION, "r-ab12", null, "Root", List.of("p-FullAWSAccess"));
        OrganizationPolicy policy =
                new OrganizationPolicy(ORGANIZATION, "p-12345678", SERVICE_CONTROL_POLICY, "limit", "", document);
        MemberAccount member = new MemberAccount(
                ORGANIZATION,
                ACCOUNT,
                "r-ab12",
                "n",
                "root@example.com",
                NOW,
                List.of("p-FullAWSAccess", "p-12345678"));
        state.change(tx -> {
            tx.put(Tables.ORGANIZATIONS, organization.id(), organization);
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
            tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy);
            tx.put(Tables.MEMBER_ACCOUNTS, ACCOUNT, member);
        });
    }

    private static PolicyHolder withInline(PolicyHolder holder, String... documents) {
        TreeMap<String, String> inline = new TreeMap<>();
        for (String document : documents) {
            inline.put("own" + inline.size(), document);
        }
        return holder.withInline(inline);
    }

    /** IAM's resources with the keys that IAM's operations give them. */
    static final Resources RESOURCES = (view, caller, action, resource) -> {
        Access access = Access.to(action, resource);
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        Context.Builder keys = Context.builder();
        if (resource.contains(":user/")) {
            view.get(Tables.USERS, Tables.key(ACCOUNT, name))
                    .ifPresent(user -> keys(keys, user.boundary(), user.tags()));
        } else if (resource.contains(":role/")) {
            view.get(Tables.ROLES, Tables.key(ACCOUNT, name))
                    .ifPresent(role -> keys(keys, role.boundary(), role.tags()));
        }
        return access.with(keys.build());
    };

    private static void keys(
            Context.Builder keys, @org.jspecify.annotations.Nullable String boundary, Map<String, String> tags) {
        if (boundary != null) {
            keys.put("iam:PermissionsBoundary", boundary);
        }
        tags.forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value));
    }

    Survey survey() {
        RequestInfo info =
                new RequestInfo("11111111-2222-4333-8444-555555555555", NOW, REGION, "192.0.2.7", true, "signet", null);
        Surroundings surroundings = new Surroundings() {
            @Override
            public Optional<List<Access>> launch(Launch launch) {
                return Optional.empty();
            }

            @Override
            public List<Workplace> workplaces(View view, String account) {
                return List.copyOf(workplaces);
            }
        };
        return new Survey(
                new Inquiry(authorizer, RESOURCES, state.current(), info), permissions, surroundings, ACCOUNT);
    }

    Paths paths() {
        return new Paths(survey());
    }

    Optional<Path> escalation() {
        return paths().toAdministrator(MALLORY);
    }

    void mfa(User user) {
        MfaDevice device = new MfaDevice(ACCOUNT, "/", user.name(), "SEED", NOW, Map.of(), user.id(), NOW, 0, 0);
        state.change(tx -> tx.put(Tables.MFA_DEVICES, device.key(), device));
    }
}
