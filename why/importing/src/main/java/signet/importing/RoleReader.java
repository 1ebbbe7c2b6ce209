package signet.importing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.importing.AccountRecord.LastUse;
import signet.importing.AccountRecord.OfRole;
import signet.policy.PolicyKind;

/** Reads roles and the instance profiles around them. */
final class RoleReader {
    private static final int SHORTEST = 3600;
    private static final int LONGEST = 43_200;

    private RoleReader() {}

    static OfRole role(Entry unnamed, Owner owner) {
        Entry entry = PrincipalReader.named(unnamed, "role", "RoleName");
        String name = entry.text("RoleName", Forms.NAME);
        String path = entry.text("Path", Forms.PATH);
        String id = entry.text("RoleId", Forms.ROLE_ID);
        Role role = new Role(
                owner.of(entry, "role", path, name),
                path,
                name,
                id,
                entry.time("CreateDate"),
                PolicyText.of(entry, "AssumeRolePolicyDocument", PolicyKind.TRUST),
                entry.optional("Description"),
                sessionSeconds(entry),
                PrincipalReader.boundary(entry),
                PrincipalReader.inline(entry, "RolePolicyList"),
                PrincipalReader.attached(entry),
                entry.tags("Tags"));
        List<InstanceProfile> profiles = new ArrayList<>();
        entry.list("InstanceProfileList").forEach(profile -> profiles.add(profile(profile, role, owner)));
        LastUse lastUsed = lastUsed(entry, id);
        entry.end("role");
        return new OfRole(entry.place(), role, profiles, lastUsed);
    }

    /** GetAccountAuthorizationDetails doesn't tell it, GetRole does: whoever adds it to the file has it taken. */
    private static int sessionSeconds(Entry entry) {
        int seconds = entry.number("MaxSessionDuration", SHORTEST);
        if (seconds < SHORTEST || seconds > LONGEST) {
            entry.findings().refuse(entry.place(), "MaxSessionDuration is not from 3600 to 43200");
        }
        return seconds;
    }

    private static InstanceProfile profile(Entry unnamed, Role role, Owner owner) {
        Entry entry = PrincipalReader.named(unnamed, "instance profile", "InstanceProfileName");
        String name = entry.text("InstanceProfileName", Forms.NAME);
        String path = entry.text("Path", Forms.PATH);
        List<Entry> inside = entry.list("Roles");
        boolean around =
                inside.size() == 1 && role.arn().equals(inside.getFirst().optional("Arn"));
        if (!around) {
            entry.findings().refuse(entry.place(), "has not just the role inside that it is listed with");
        }
        InstanceProfile profile = new InstanceProfile(
                owner.of(entry, "instance-profile", path, name),
                path,
                name,
                entry.text("InstanceProfileId", Forms.ID),
                entry.time("CreateDate"),
                role.id(),
                entry.tags("Tags"));
        entry.end("instance profile");
        return profile;
    }

    private static @Nullable LastUse lastUsed(Entry entry, String id) {
        Entry used = entry.object("RoleLastUsed");
        if (used == null || !used.has("LastUsedDate")) {
            return null;
        }
        String region = used.optional("Region");
        LastUse use = new LastUse(id, region == null ? "" : region, used.time("LastUsedDate"));
        used.end("RoleLastUsed");
        return use;
    }
}
