package signet.importing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.InstanceProfile;
import signet.identity.PolicyHolder;
import signet.identity.RecordedPolicy;
import signet.identity.Role;
import signet.identity.User;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A random account, and what GetAccountAuthorizationDetails would show of it. */
final class MadeAccount {
    static final String ACCOUNT = "987654321098";
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> PATHS = List.of("/", "/team/", "/a/b-c/");
    private static final List<String> MANAGED =
            List.of("arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/job-function/Billing");

    final List<User> users = new ArrayList<>();
    final List<List<String>> memberships = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();
    final List<Role> roles = new ArrayList<>();
    final List<CustomerPolicy> policies = new ArrayList<>();
    final List<RecordedPolicy> ofAws = new ArrayList<>();
    final List<AccountRecord.LastUse> uses = new ArrayList<>();
    private final Map<String, List<InstanceProfile>> profiles = new LinkedHashMap<>();
    private final Random random;
    private int number;

    MadeAccount(Random random) {
        this.random = random;
        times(2, () -> policies.add(policy()));
        for (String arn : MANAGED) {
            if (random.nextBoolean()) {
                ofAws.add(recorded(arn));
            }
        }
        times(3, () -> groups.add(new Group(ACCOUNT, path(), name("Group"), id("AGPA"), time(), inline(), attached())));
        times(4, () -> {
            users.add(new User(
                    ACCOUNT,
                    path(),
                    name("user"),
                    id("AIDA"),
                    time(),
                    boundary(),
                    inline(),
                    attached(),
                    List.of(),
                    tags()));
            memberships.add(groups.stream()
                    .filter(group -> random.nextBoolean())
                    .map(Group::name)
                    .toList());
        });
        times(4, () -> roles.add(role()));
        if (users.isEmpty()) {
            users.add(User.create(ACCOUNT, "/", "only", id("AIDA"), time()));
            memberships.add(List.of());
        }
    }

    private void times(int most, Runnable what) {
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            what.run();
        }
    }

    private String name(String prefix) {
        return prefix + ".+=,@-_".charAt(random.nextInt(7)) + number++;
    }

    private String id(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append(number++).append('X');
        while (id.length() < 21) {
            id.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".charAt(random.nextInt(36)));
        }
        return id.toString();
    }

    private String path() {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private Instant time() {
        return Instant.ofEpochSecond(1_500_000_000L + random.nextInt(200_000_000));
    }

    private @Nullable String boundary() {
        return random.nextInt(3) == 0 ? MANAGED.get(random.nextInt(2)) : null;
    }

    private List<String> attached() {
        List<String> arns = new ArrayList<>(MANAGED);
        policies.forEach(policy -> arns.add(policy.arn()));
        arns.removeIf(arn -> random.nextBoolean());
        java.util.Collections.shuffle(arns, random);
        return arns;
    }

    private SortedMap<String, String> inline() {
        SortedMap<String, String> inline = new TreeMap<>();
        times(2, () -> inline.put(name("inline"), document()));
        return inline;
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        times(3, () -> tags.put("tag " + number++, random.nextBoolean() ? "" : "vàlue/" + number));
        return tags;
    }

    private String document() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"S" + random.nextInt(9)
                + "\",\"Effect\":\"" + (random.nextBoolean() ? "Allow" : "Deny")
                + "\",\"Action\":[\"s3:Get*\",\"sqs:*\"],\"Resource\":\"arn:aws:s3:::b%c d+é/${aws:username}/*\","
                + "\"Condition\":{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":3600},\"Bool\":{\"aws:SecureTransport\":true}}}]}";
    }

    private CustomerPolicy policy() {
        String name = name("policy");
        List<CustomerPolicy.Version> versions = versions();
        String inForce = versions.get(random.nextInt(versions.size())).id();
        int next = Integer.parseInt(versions.getLast().id().substring(1)) + 1;
        return new CustomerPolicy(
                ACCOUNT,
                path(),
                name,
                id("ANPA"),
                time(),
                time(),
                random.nextBoolean() ? null : "describes " + name,
                inForce,
                versions,
                next,
                Map.of());
    }

    private List<CustomerPolicy.Version> versions() {
        List<CustomerPolicy.Version> versions = new ArrayList<>();
        int id = 0;
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            id += random.nextInt(1, 8);
            versions.add(new CustomerPolicy.Version("v" + id, document(), time()));
        }
        return versions;
    }

    private RecordedPolicy recorded(String arn) {
        List<RecordedPolicy.Version> versions = versions().reversed().stream()
                .map(version -> new RecordedPolicy.Version(
                        version.id(), version.document(), random.nextBoolean() ? null : version.created()))
                .toList();
        return new RecordedPolicy(
                "", arn, id("ANPA"), time(), time(), null, versions.getFirst().id(), versions);
    }

    private Role role() {
        String name = name("Role");
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
        Role role = new Role(
                ACCOUNT,
                random.nextInt(4) == 0 ? "/aws-service-role/x.amazonaws.com/" : path(),
                name,
                id("AROA"),
                time(),
                trust,
                null,
                3600,
                boundary(),
                inline(),
                attached(),
                tags());
        List<InstanceProfile> around = new ArrayList<>();
        times(
                2,
                () -> around.add(new InstanceProfile(
                        ACCOUNT, path(), name("profile"), id("AIPA"), time(), role.id(), Map.of())));
        profiles.put(role.id(), around);
        if (random.nextBoolean()) {
            uses.add(new AccountRecord.LastUse(role.id(), "eu-west-1", time()));
        }
        return role;
    }

    ObjectNode shown(User user, boolean encoded) {
        ObjectNode shown = holder(user, "User", encoded);
        ArrayNode names = shown.putArray("GroupList");
        memberships.get(users.indexOf(user)).forEach(names::add);
        boundary(shown, user.boundary());
        tags(shown, user.tags());
        return shown;
    }

    ObjectNode shown(Group group, boolean encoded) {
        return holder(group, "Group", encoded);
    }

    ObjectNode shown(Role role, boolean encoded) {
        ObjectNode shown = holder(role, "Role", encoded);
        document(shown, "AssumeRolePolicyDocument", role.trust(), encoded);
        boundary(shown, role.boundary());
        tags(shown, role.tags());
        ArrayNode around = shown.putArray("InstanceProfileList");
        for (InstanceProfile profile : profiles.getOrDefault(role.id(), List.of())) {
            ObjectNode item = around.addObject()
                    .put("Path", profile.path())
                    .put("InstanceProfileName", profile.name())
                    .put("InstanceProfileId", profile.id())
                    .put("Arn", profile.arn())
                    .put("CreateDate", profile.created().toString());
            item.putArray("Roles").addObject().put("RoleName", role.name()).put("Arn", role.arn());
        }
        ObjectNode used = shown.putObject("RoleLastUsed");
        uses.stream()
                .filter(use -> use.roleId().equals(role.id()))
                .forEach(use -> used.put("LastUsedDate", use.time().toString()).put("Region", use.region()));
        return shown;
    }

    ObjectNode shown(CustomerPolicy policy, boolean encoded) {
        return policy(
                policy.name(),
                policy.id(),
                policy.arn(),
                policy.path(),
                policy.created(),
                policy.updated(),
                policy.description(),
                policy.defaultVersion(),
                policy.versions().reversed().stream()
                        .map(version -> new RecordedPolicy.Version(version.id(), version.document(), version.created()))
                        .toList(),
                encoded);
    }

    ObjectNode shown(RecordedPolicy policy, boolean encoded) {
        return policy(
                policy.name(),
                policy.id(),
                policy.arn(),
                policy.path(),
                policy.created(),
                policy.updated(),
                policy.description(),
                policy.defaultVersion(),
                policy.versions(),
                encoded);
    }

    private static ObjectNode policy(
            String name,
            String id,
            String arn,
            String path,
            Instant created,
            Instant updated,
            @Nullable String description,
            String inForce,
            List<RecordedPolicy.Version> versions,
            boolean encoded) {
        ObjectNode shown = JSON.createObjectNode()
                .put("PolicyName", name)
                .put("PolicyId", id)
                .put("Arn", arn)
                .put("Path", path)
                .put("DefaultVersionId", inForce)
                .put("AttachmentCount", 0)
                .put("PermissionsBoundaryUsageCount", 0)
                .put("IsAttachable", true)
                .put("CreateDate", created.toString())
                .put("UpdateDate", updated.toString());
        if (description != null) {
            shown.put("Description", description);
        }
        ArrayNode list = shown.putArray("PolicyVersionList");
        for (RecordedPolicy.Version version : versions) {
            ObjectNode item = list.addObject()
                    .put("VersionId", version.id())
                    .put("IsDefaultVersion", version.id().equals(inForce));
            Instant date = version.created();
            if (date != null) {
                item.put("CreateDate", date.toString());
            }
            document(item, "Document", version.document(), encoded);
        }
        return shown;
    }

    private static ObjectNode holder(PolicyHolder holder, String kind, boolean encoded) {
        Instant created = switch (holder) {
            case User user -> user.created();
            case Group group -> group.created();
            case Role role -> role.created();
        };
        ObjectNode shown = JSON.createObjectNode()
                .put("Path", holder.path())
                .put(kind + "Name", holder.name())
                .put(kind + "Id", holder.id())
                .put("Arn", holder.arn())
                .put("CreateDate", created.toString().replace("Z", "+00:00"));
        ArrayNode inline = shown.putArray(kind + "PolicyList");
        holder.inline()
                .forEach((name, text) ->
                        document(inline.addObject().put("PolicyName", name), "PolicyDocument", text, encoded));
        ArrayNode attached = shown.putArray("AttachedManagedPolicies");
        holder.attached()
                .forEach(arn -> attached.addObject()
                        .put("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                        .put("PolicyArn", arn));
        return shown;
    }

    private static void document(ObjectNode to, String member, String text, boolean encoded) {
        if (encoded) {
            to.put(member, URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        } else {
            to.set(member, JSON.readTree(text));
        }
    }

    private static void boundary(ObjectNode to, @Nullable String arn) {
        if (arn != null) {
            to.putObject("PermissionsBoundary")
                    .put("PermissionsBoundaryType", "Policy")
                    .put("PermissionsBoundaryArn", arn);
        }
    }

    private static void tags(ObjectNode to, Map<String, String> tags) {
        ArrayNode list = to.putArray("Tags");
        tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
    }
}
