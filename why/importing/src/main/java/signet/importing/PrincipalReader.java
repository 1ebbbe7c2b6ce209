package signet.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.identity.Group;
import signet.identity.User;
import signet.importing.AccountRecord.OfGroup;
import signet.importing.AccountRecord.OfUser;
import signet.policy.PolicyKind;
import tools.jackson.databind.JsonNode;

/** Reads users and groups, and what roles have in common with them. */
final class PrincipalReader {
    private PrincipalReader() {}

    static OfUser user(Entry unnamed, Owner owner) {
        Entry entry = named(unnamed, "user", "UserName");
        String name = entry.text("UserName", Forms.NAME);
        String path = entry.text("Path", Forms.PATH);
        User user = new User(
                owner.of(entry, "user", path, name),
                path,
                name,
                entry.text("UserId", Forms.USER_ID),
                entry.time("CreateDate"),
                boundary(entry),
                inline(entry, "UserPolicyList"),
                attached(entry),
                List.of(),
                entry.tags("Tags"));
        List<String> groups = names(entry, "GroupList");
        entry.end("user");
        return new OfUser(entry.place(), user, groups);
    }

    static OfGroup group(Entry unnamed, Owner owner) {
        Entry entry = named(unnamed, "group", "GroupName");
        String name = entry.text("GroupName", Forms.NAME);
        String path = entry.text("Path", Forms.PATH);
        Group group = new Group(
                owner.of(entry, "group", path, name),
                path,
                name,
                entry.text("GroupId", Forms.ID),
                entry.time("CreateDate"),
                inline(entry, "GroupPolicyList"),
                attached(entry));
        entry.end("group");
        return new OfGroup(entry.place(), group);
    }

    /** An entity under its name, if it tells one. */
    static Entry named(Entry entry, String kind, String member) {
        JsonNode name = entry.get(member);
        return name.isString() ? entry.named(kind + " " + name.asString()) : entry;
    }

    static SortedMap<String, String> inline(Entry entry, String member) {
        SortedMap<String, String> inline = new TreeMap<>();
        for (Entry item : entry.list(member)) {
            String name = item.text("PolicyName", Forms.NAME);
            Entry policy = item.named(entry.place().entity() + ", policy " + name);
            if (inline.put(name, PolicyText.of(policy, "PolicyDocument", PolicyKind.IDENTITY)) != null) {
                entry.findings().refuse(policy.place(), "is there twice");
            }
        }
        return inline;
    }

    static List<String> attached(Entry entry) {
        List<String> attached = new ArrayList<>();
        for (Entry policy : entry.list("AttachedManagedPolicies")) {
            String arn = policy.text("PolicyArn", Forms.MANAGED_POLICY);
            String name = policy.text("PolicyName");
            if (!arn.endsWith("/" + name)) {
                entry.findings().refuse(policy.place(), "PolicyName is \"" + name + "\", but PolicyArn " + arn);
            }
            if (attached.contains(arn)) {
                entry.findings().refuse(policy.place(), arn + " is attached twice");
            }
            attached.add(arn);
        }
        return attached;
    }

    static @Nullable String boundary(Entry entry) {
        Entry boundary = entry.object("PermissionsBoundary");
        if (boundary == null) {
            return null;
        }
        boundary.get("PermissionsBoundaryType");
        String arn = boundary.text("PermissionsBoundaryArn", Forms.MANAGED_POLICY);
        boundary.end("permissions boundary");
        return arn;
    }

    private static List<String> names(Entry entry, String member) {
        JsonNode list = entry.get(member);
        List<String> names = new ArrayList<>();
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            entry.findings().refuse(entry.place(), member + " is no list");
            return names;
        }
        for (JsonNode name : list) {
            if (name.isString()) {
                names.add(name.asString());
            } else {
                entry.findings().refuse(entry.place(), member + " has what is no name");
            }
        }
        return names;
    }
}
