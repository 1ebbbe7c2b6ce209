package signet.authz;

import static signet.identity.OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.SourcedPolicy;

/**
 * A random state with one caller in it, put together twice: as records of the state, from which the authorizer finds the
 * caller's policies, and as lists of documents, from which {@link #set} makes the same set in the plainest way.
 */
final class RandomWorld {
    private static final List<String> ACTIONS =
            List.of("s3:GetObject", "s3:PutObject", "ec2:RunInstances", "iam:PassRole", "sts:AssumeRole");
    private static final List<String> PATTERNS = List.of("*", "s3:*", "s3:Get*", "ec2:RunInstances", "iam:PassRole");
    private static final List<String> RESOURCES =
            List.of("*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/k", "arn:aws:iam::*:*");
    private static final String FULL = "p-FullAWSAccess";
    private static final String FULL_RCP = "p-RCPFullAWSAccess";
    private static final String MANAGEMENT = "999988887777";

    private final World world;
    private final Random random;
    private final List<SourcedPolicy> identity = new ArrayList<>();
    private final Map<String, List<List<SourcedPolicy>>> serviceControl = new TreeMap<>();
    private final Map<String, List<List<SourcedPolicy>>> resourceControl = new TreeMap<>();
    private @Nullable SourcedPolicy boundary;
    private @Nullable List<SourcedPolicy> session;
    private int policies;
    private int groups;

    final Caller caller;

    RandomWorld(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
        leave();
        this.caller = caller();
        if (chance(2)) {
            organization();
        }
    }

    private boolean chance(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Mostly Allow, and mostly wide, so that many requests come far. */
    private String effect() {
        return chance(6) ? "Deny" : "Allow";
    }

    private String statements(boolean principal, boolean denyOnly) {
        List<String> all = new ArrayList<>();
        for (int i = random.nextInt(2); i < 2; i++) {
            String action = denyOnly ? any(PATTERNS.subList(1, PATTERNS.size())) : any(PATTERNS);
            all.add("{\"Effect\":\"" + (denyOnly ? "Deny" : effect()) + "\","
                    + (principal ? "\"Principal\":" + principal(denyOnly) + "," : "")
                    + "\"Action\":\"" + action + "\",\"Resource\":\"" + (chance(2) ? "*" : any(RESOURCES)) + "\"}");
        }
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", all) + "]}";
    }

    private String principal(boolean everyone) {
        return everyone
                ? "\"*\""
                : any(List.of(
                        "\"*\"",
                        "{\"AWS\":\"" + World.ACCOUNT + "\"}",
                        "{\"AWS\":\"" + World.OTHER + "\"}",
                        "{\"AWS\":\"arn:aws:iam::" + World.ACCOUNT + ":user/team/ann\"}",
                        "{\"AWS\":\"arn:aws:iam::" + World.ACCOUNT + ":role/svc/app\"}",
                        "{\"AWS\":\"arn:aws:sts::" + World.ACCOUNT + ":assumed-role/app/s\"}",
                        "{\"Service\":\"ec2.amazonaws.com\"}"));
    }

    private static SourcedPolicy sourced(String source, boolean inline, PolicyKind kind, String document) {
        try {
            return new SourcedPolicy(source, inline, Policy.parse(kind, document));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(document, e);
        }
    }

    /** Makes some inline policies, and remembers them as the caller's. */
    private SortedMap<String, String> inline() {
        TreeMap<String, String> inline = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = "inline" + ++policies;
            String document = statements(false, false);
            inline.put(name, document);
            identity.add(sourced(name, true, PolicyKind.IDENTITY, document));
        }
        return inline;
    }

    /** Makes a managed policy. */
    private SourcedPolicy managed() {
        String name = "managed" + ++policies;
        CustomerPolicy policy =
                CustomerPolicy.create(World.ACCOUNT, "/", name, "ANPA" + name, World.ISSUED, statements(false, false));
        world.state.change(tx -> tx.put(Tables.POLICIES, policy.key(), policy));
        return sourced(policy.arn(), false, PolicyKind.IDENTITY, policy.document());
    }

    private List<String> attached() {
        List<String> arns = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            SourcedPolicy policy = managed();
            identity.add(policy);
            arns.add(policy.source());
        }
        return arns;
    }

    private @Nullable String boundary() {
        if (!chance(4)) {
            return null;
        }
        boundary = managed();
        return boundary.source();
    }

    private Caller caller() {
        return switch (random.nextInt(8)) {
            case 0 -> new Caller.Root(World.ACCOUNT, World.KEY, null);
            case 1 -> new Caller.Anonymous();
            case 2 -> new Caller.AwsService("ec2.amazonaws.com");
            case 3 -> federated(user());
            case 4, 5 -> session(role());
            default -> new Caller.IamUser(user(), World.KEY, null);
        };
    }

    private User user() {
        User user = User.create(World.ACCOUNT, "/team/", "ann", "AIDAANN", World.ISSUED)
                .withInline(inline())
                .withAttached(attached())
                .withBoundary(boundary());
        List<String> memberships = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Group group = Group.create(World.ACCOUNT, "/", "g" + ++groups, "AGPA" + groups, World.ISSUED)
                    .withInline(inline())
                    .withAttached(attached());
            world.state.change(tx -> tx.put(Tables.GROUPS, group.key(), group));
            memberships.add(group.id());
        }
        User member = user.withGroups(memberships);
        world.state.change(tx -> tx.put(Tables.USERS, member.key(), member));
        return member;
    }

    private Role role() {
        String path = chance(5) ? "/aws-service-role/ec2.amazonaws.com/" : "/svc/";
        Role role = Role.create(World.ACCOUNT, path, "app", "AROAAPP", World.ISSUED, "{}")
                .withInline(inline())
                .withAttached(attached())
                .withBoundary(boundary());
        world.state.change(tx -> tx.put(Tables.ROLES, role.key(), role));
        return role;
    }

    private World.Terms terms() {
        World.Terms terms = new World.Terms();
        if (chance(3)) {
            String document = statements(false, false);
            terms.limitedBy(document);
            limit(sourced("session policy", true, PolicyKind.SESSION, document));
        }
        if (chance(4)) {
            SourcedPolicy policy = managed();
            terms.limitedByManaged(policy.source());
            limit(policy);
        }
        return terms;
    }

    private void limit(SourcedPolicy policy) {
        List<SourcedPolicy> limits = session == null ? new ArrayList<>() : session;
        limits.add(policy);
        session = limits;
    }

    private Caller session(Role role) {
        return new Caller.RoleSession(role, terms().session(Session.Kind.ROLE, role.id()));
    }

    private Caller federated(User user) {
        World.Terms terms = terms();
        if (session == null) {
            session = new ArrayList<>();
        }
        return new Caller.FederatedUser(user, terms.session(Session.Kind.FEDERATED_USER, user.id()));
    }

    /** Takes every account out of the organization. */
    void leave() {
        world.state.change(tx -> {
            for (String account : List.of(World.ACCOUNT, World.OTHER, MANAGEMENT)) {
                tx.delete(Tables.MEMBER_ACCOUNTS, account);
            }
        });
        serviceControl.clear();
        resourceControl.clear();
    }

    /** Puts the accounts into an organization, or some of them; one in five manages it. */
    void organization() {
        String manager = chance(5) ? World.ACCOUNT : MANAGEMENT;
        List<OrganizationPolicy.Type> enabled = new ArrayList<>();
        if (!chance(5)) {
            enabled.add(SERVICE_CONTROL_POLICY);
        }
        if (!chance(3)) {
            enabled.add(RESOURCE_CONTROL_POLICY);
        }
        Organization organization = new Organization("o-a1b2c3d4e5", manager, "r-ab12", enabled, World.ISSUED);
        world.state.change(tx -> tx.put(Tables.ORGANIZATIONS, organization.id(), organization));
        Level root = level(organization);
        world.state.change(tx -> {
            OrganizationalUnit unit = new OrganizationalUnit(organization.id(), "r-ab12", null, "Root", root.ids());
            tx.put(Tables.ORGANIZATIONAL_UNITS, unit.key(), unit);
        });
        for (String account : List.of(World.ACCOUNT, World.OTHER)) {
            if (!chance(4)) {
                member(organization, account, root);
            }
        }
    }

    /** What is attached at one level. */
    private record Level(List<String> ids, List<SourcedPolicy> services, List<SourcedPolicy> resources) {}

    private void member(Organization organization, String account, Level root) {
        Level own = level(organization);
        MemberAccount member = new MemberAccount(
                organization.id(), account, "r-ab12", "n", "root@example.com", World.ISSUED, own.ids());
        world.state.change(tx -> tx.put(Tables.MEMBER_ACCOUNTS, account, member));
        if (account.equals(organization.managementAccount())) {
            return;
        }
        if (organization.enabled().contains(SERVICE_CONTROL_POLICY)) {
            serviceControl.put(account, List.of(root.services(), own.services()));
        }
        if (organization.enabled().contains(RESOURCE_CONTROL_POLICY)) {
            resourceControl.put(account, List.of(root.resources(), own.resources()));
        }
    }

    private Level level(Organization organization) {
        List<String> ids = new ArrayList<>(List.of(FULL_RCP));
        List<SourcedPolicy> services = new ArrayList<>();
        List<SourcedPolicy> resources = new ArrayList<>();
        resources.add(sourced(
                organization.arn(OrganizationPolicy.FULL_RESOURCE_ACCESS),
                false,
                PolicyKind.RESOURCE_CONTROL,
                OrganizationPolicy.FULL_RESOURCE_ACCESS.content()));
        if (!chance(5)) {
            ids.add(FULL);
            services.add(sourced(
                    organization.arn(OrganizationPolicy.FULL_ACCESS),
                    false,
                    PolicyKind.SERVICE_CONTROL,
                    OrganizationPolicy.FULL_ACCESS.content()));
        }
        if (chance(3)) {
            services.add(attach(organization, SERVICE_CONTROL_POLICY, statements(false, false), ids));
        }
        if (chance(3)) {
            resources.add(attach(organization, RESOURCE_CONTROL_POLICY, statements(true, true), ids));
        }
        return new Level(ids, services, resources);
    }

    private SourcedPolicy attach(
            Organization organization, OrganizationPolicy.Type type, String document, List<String> ids) {
        String id = "p-%08d".formatted(++policies);
        OrganizationPolicy policy = new OrganizationPolicy(organization.id(), id, type, id, "", document);
        world.state.change(tx -> tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy));
        ids.add(id);
        return sourced(organization.arn(policy), false, type.kind(), document);
    }

    /** A random access: of its owner's, or another's, with a policy of the resource or without. */
    Access access() {
        String action = any(ACTIONS);
        String owner = chance(3) ? World.OTHER : World.ACCOUNT;
        Access access = switch (action) {
            case "ec2:RunInstances" -> Access.to(action, "arn:aws:ec2:us-east-1:" + owner + ":instance/*");
            case "iam:PassRole", "sts:AssumeRole" -> Access.to(action, "arn:aws:iam::" + owner + ":role/app");
            default ->
                Access.to(action, chance(4) ? "arn:aws:s3:::c/k" : "arn:aws:s3:::b/k")
                        .ownedBy(owner);
        };
        return chance(3)
                ? access.guardedBy(sourced("resource", true, PolicyKind.RESOURCE, statements(true, false)))
                : access;
    }

    List<Access> accesses(int most) {
        List<Access> all = new ArrayList<>();
        for (int i = random.nextInt(most); i < most; i++) {
            all.add(access());
        }
        return all;
    }

    /** The account that owns an access's resource. */
    static String owner(Access access) {
        return access.resourceAccount().isEmpty() ? access.resource().split(":", 6)[4] : access.resourceAccount();
    }

    /** Every policy that has a say, gathered in the plainest way. */
    PolicySet set(Access access) {
        PolicySet.Builder set = PolicySet.builder().identity(identity);
        if (boundary != null) {
            set.boundary(boundary);
        }
        if (session != null) {
            set.session(session);
        }
        Optional.ofNullable(serviceControl.get(caller.account())).ifPresent(set::serviceControl);
        Optional.ofNullable(resourceControl.get(owner(access))).ifPresent(set::resourceControl);
        if (access.resourcePolicy() != null) {
            set.resource(access.resourcePolicy());
        }
        return set.build();
    }
}
