package signet.importing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.identity.CustomerPolicy;
import signet.identity.PolicyHolder;
import signet.identity.RecordedPolicy;
import signet.importing.AccountRecord.OfGroup;
import signet.importing.AccountRecord.OfPolicy;
import signet.importing.AccountRecord.OfRole;
import signet.importing.AccountRecord.OfUser;
import signet.managedpolicies.ManagedPolicies;
import signet.managedpolicies.ManagedPolicy;
import tools.jackson.core.JacksonException;

/**
 * Whether what the entities of an account say of each other holds: a file that was filtered, or a page that is missing, must
 * not make an account in which something is allowed or denied that AWS would decide otherwise.
 */
final class AccountLinks {
    private final AccountRecord account;
    private final ManagedPolicies known;
    private final Findings findings;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Integer> attachments = new HashMap<>();

    AccountLinks(AccountRecord account, ManagedPolicies known, Findings findings) {
        this.account = account;
        this.known = known;
        this.findings = findings;
    }

    void check() {
        Set<String> policies = new HashSet<>();
        account.policies().forEach(policy -> policies.add(policy.policy().arn()));
        account.ofAws().forEach(policy -> policies.add(policy.arn()));
        Set<String> groups = new HashSet<>();
        account.groups().forEach(group -> groups.add(group.group().name()));
        for (OfUser user : account.users()) {
            holder(user.place(), user.user(), user.user().boundary(), policies);
            user.groups().stream()
                    .filter(group -> !groups.contains(group))
                    .forEach(group -> findings.refuse(user.place(), "is in group " + group + ", which is not there"));
        }
        account.groups().forEach(group -> holder(group.place(), group.group(), null, policies));
        account.roles().forEach(role -> {
            holder(role.place(), role.role(), role.role().boundary(), policies);
            role.profiles()
                    .forEach(profile -> unique(
                            new Place(role.place().file(), "instance profile " + profile.name()),
                            "instance-profile",
                            profile.name(),
                            profile.id()));
        });
        account.policies().forEach(this::policy);
        account.ofAws().forEach(this::compare);
    }

    private void holder(Place place, PolicyHolder holder, @Nullable String boundary, Set<String> policies) {
        unique(place, holder.getClass().getSimpleName(), holder.name(), holder.id());
        for (String arn : holder.attached()) {
            attachments.merge(arn, 1, Integer::sum);
            policyOf(place, arn, "attached", policies);
        }
        if (boundary != null) {
            policyOf(place, boundary, "its permissions boundary", policies);
        }
    }

    private void policyOf(Place place, String arn, String part, Set<String> policies) {
        if (policies.contains(arn)) {
            return;
        }
        ManagedPolicy ours = known.byArn(arn).orElse(null);
        if (ours == null) {
            findings.denied(place, arn + " is " + part + ", and not there: whoever has it is denied everything");
        } else {
            findings.note(arn + " is used, but not among the policies of the files: " + ours.defaultVersionId()
                    + ", as Signet knows it, is in force");
        }
    }

    private void policy(OfPolicy policy) {
        CustomerPolicy read = policy.policy();
        unique(policy.place(), "policy", read.name(), read.id());
        int found = attachments.getOrDefault(read.arn(), 0);
        if (policy.attachments() >= 0 && policy.attachments() != found) {
            findings.note(read.arn() + " has AttachmentCount " + policy.attachments() + ", and the files show " + found
                    + " attachments: they may not be the whole account");
        }
    }

    /** Names are unique ignoring case, unique ids as they are. */
    private void unique(Place place, String kind, String name, String id) {
        String key = kind + " " + name.toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && names.putIfAbsent(key, name) != null) {
            findings.refuse(place, "there is another of the same name, but for upper and lower case");
        }
        if (!id.isEmpty() && ids.putIfAbsent(id, name) != null) {
            findings.refuse(place, "has the unique id " + id + ", which another has too");
        }
    }

    private void compare(RecordedPolicy recorded) {
        ManagedPolicy ours = known.byArn(recorded.arn()).orElse(null);
        if (ours == null) {
            findings.note(recorded.arn() + " is not known to Signet: " + recorded.defaultVersion()
                    + " of the files is in force in this account");
        } else if (recorded.version(recorded.defaultVersion()).isPresent()
                && !same(recorded.document(), ours.document())) {
            findings.note(recorded.arn() + " differs: " + recorded.defaultVersion()
                    + " of the files is in force in this account, not " + ours.defaultVersionId()
                    + ", as Signet knows it");
        }
    }

    private static boolean same(String document, String other) {
        try {
            return JsonFiles.JSON.readTree(document).equals(JsonFiles.JSON.readTree(other));
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The unique ids of a user's groups, in the order of the file. */
    static Function<OfUser, List<String>> groupIds(AccountRecord account) {
        Map<String, String> ids = new HashMap<>();
        for (OfGroup group : account.groups()) {
            ids.put(group.group().name(), group.group().id());
        }
        return user ->
                user.groups().stream().filter(ids::containsKey).map(ids::get).toList();
    }

    /** Every unique id, with the place where it stands. */
    static Map<String, Place> uniqueIds(AccountRecord account) {
        Map<String, Place> all = new HashMap<>();
        account.users().forEach(user -> all.put(user.user().id(), user.place()));
        account.groups().forEach(group -> all.put(group.group().id(), group.place()));
        for (OfRole role : account.roles()) {
            all.put(role.role().id(), role.place());
            role.profiles().forEach(profile -> all.put(profile.id(), role.place()));
        }
        return all;
    }
}
