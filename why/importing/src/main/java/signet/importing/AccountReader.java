package signet.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import signet.identity.RecordedPolicy;
import signet.importing.AccountRecord.OfGroup;
import signet.importing.AccountRecord.OfPolicy;
import signet.importing.AccountRecord.OfRole;
import signet.importing.AccountRecord.OfUser;

/**
 * Reads what {@code aws iam get-account-authorization-details} prints (IAM API Reference, "GetAccountAuthorizationDetails"):
 * one file, or its pages in one or more.
 */
public final class AccountReader {
    private static final Set<String> LISTS = Set.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies");

    private final Findings findings;
    private final Owner owner;
    private final List<OfUser> users = new ArrayList<>();
    private final List<OfGroup> groups = new ArrayList<>();
    private final List<OfRole> roles = new ArrayList<>();
    private final List<OfPolicy> policies = new ArrayList<>();
    private final List<RecordedPolicy> ofAws = new ArrayList<>();
    private final Map<String, Object> seen = new HashMap<>();

    private AccountReader(Findings findings) {
        this.findings = findings;
        this.owner = new Owner(findings);
    }

    /**
     * Reads files. What is wrong is noted; the result is to be used only if nothing is that refuses it.
     *
     * @param findings takes what is found
     */
    public static AccountRecord read(List<SourceFile> files, Findings findings) {
        return new AccountReader(findings).all(files);
    }

    private AccountRecord all(List<SourceFile> files) {
        int pages = 0;
        int more = 0;
        for (SourceFile file : files) {
            for (Entry page : JsonFiles.objects(file, findings)) {
                pages++;
                more += page.flag("IsTruncated") ? 1 : 0;
                page(page);
            }
        }
        if (pages > 0 && more == pages) {
            findings.refuse(
                    files.getLast().name(), "the file", "IsTruncated is true on every page: the last one is missing");
        }
        if (owner.account().isEmpty() && findings.faults().isEmpty()) {
            findings.refuse(
                    files.isEmpty() ? "no file" : files.getFirst().name(),
                    "the file",
                    "no user, group, role or policy says which account it is of");
        }
        return new AccountRecord(owner.account(), users, groups, roles, policies, ofAws);
    }

    private void page(Entry page) {
        if (LISTS.stream().noneMatch(page::has)) {
            findings.refuse(
                    page.place(),
                    "is not what aws iam get-account-authorization-details prints: it has no UserDetailList,"
                            + " GroupDetailList, RoleDetailList or Policies");
            return;
        }
        page.get("Marker");
        page.list("UserDetailList").forEach(entry -> add(PrincipalReader.user(entry, owner), users::add));
        page.list("GroupDetailList").forEach(entry -> add(PrincipalReader.group(entry, owner), groups::add));
        page.list("RoleDetailList").forEach(entry -> add(RoleReader.role(entry, owner), roles::add));
        page.list("Policies").forEach(this::policy);
        page.end("page");
    }

    private void policy(Entry entry) {
        String arn = String.valueOf(entry.optional("Arn"));
        if (arn.startsWith("arn:aws:iam::aws:")) {
            RecordedPolicy policy = PolicyReader.ofAws(entry);
            if (isNew(entry.place().file(), "policy " + arn, policy.arn(), policy)) {
                ofAws.add(policy);
            }
        } else {
            add(PolicyReader.own(entry, owner), policies::add);
        }
    }

    private void add(OfUser user, Consumer<OfUser> to) {
        addNew(user.place(), user.user().arn(), user.user().toString() + user.groups(), () -> to.accept(user));
    }

    private void add(OfGroup group, Consumer<OfGroup> to) {
        addNew(group.place(), group.group().arn(), group.group(), () -> to.accept(group));
    }

    private void add(OfRole role, Consumer<OfRole> to) {
        addNew(role.place(), role.role().arn(), List.of(role.role(), role.profiles()), () -> to.accept(role));
    }

    private void add(OfPolicy policy, Consumer<OfPolicy> to) {
        addNew(policy.place(), policy.policy().arn(), policy.policy(), () -> to.accept(policy));
    }

    private void addNew(Place place, String arn, Object content, Runnable add) {
        if (isNew(place.file(), place.entity(), arn, content)) {
            add.run();
        }
    }

    /** Pages that overlap tell the same twice; that they tell different things must not be decided by their order. */
    private boolean isNew(String file, String entity, String arn, Object content) {
        Object before = seen.putIfAbsent(arn, content);
        if (before != null && !before.equals(content)) {
            findings.refuse(file, entity, "is there twice, and not the same");
        }
        return before == null;
    }
}
