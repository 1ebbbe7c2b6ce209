package signet.importing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;

/**
 * Reads an organization: one JSON object of what AWS Organizations' own operations answer. {@code Organization} is of
 * describe-organization, {@code Roots} of list-roots, {@code OrganizationalUnits} of list-organizational-units-for-parent and
 * {@code Accounts} of list-accounts, each with the {@code ParentId} of list-parents, and {@code Policies} of describe-policy,
 * each with the {@code Targets} of list-targets-for-policy.
 */
public final class OrganizationReader {
    private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");
    private static final Pattern ROOT = Pattern.compile("r-[0-9a-z]{4,32}");
    private static final Pattern UNIT = Pattern.compile("ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}");
    private static final Pattern POLICY = Pattern.compile("p-[0-9a-zA-Z_]{8,128}");
    private static final int DEEPEST = 5;

    private final SourceFile file;
    private final Findings findings;
    private final Instant now;
    private final Map<String, OrganizationalUnit> units = new LinkedHashMap<>();
    private final Map<String, MemberAccount> accounts = new LinkedHashMap<>();
    private final List<OrganizationPolicy> policies = new ArrayList<>();
    private final Set<String> policyIds = new HashSet<>();
    private final Set<OrganizationPolicy.Type> enabled = new TreeSet<>();

    private OrganizationReader(SourceFile file, Findings findings, Instant now) {
        this.file = file;
        this.findings = findings;
        this.now = now;
    }

    /**
     * Reads a file.
     *
     * @param now what stands for the organization's date, which no operation tells
     * @param findings takes what is found
     * @return empty if there is nothing that could be used
     */
    public static Optional<OrganizationRecord> read(SourceFile file, Instant now, Findings findings) {
        return new OrganizationReader(file, findings, now).all();
    }

    private Optional<OrganizationRecord> all() {
        List<Entry> objects = JsonFiles.objects(file, findings);
        if (objects.size() != 1) {
            if (objects.size() > 1) {
                findings.refuse(file.name(), "the file", "has more than one JSON object");
            }
            return Optional.empty();
        }
        int before = findings.faults().size();
        Entry bundle = objects.getFirst();
        Entry described = bundle.object("Organization");
        if (described == null) {
            findings.refuse(bundle.place(), "Organization is missing");
            return Optional.empty();
        }
        Entry organization = described.named("organization");
        String id = organization.text("Id", ORGANIZATION);
        String management = organization.text("MasterAccountId", Forms.ACCOUNT);
        String root = root(bundle, id);
        bundle.list("OrganizationalUnits").forEach(entry -> unit(entry, id));
        bundle.list("Accounts").forEach(entry -> account(entry, id));
        checkTree(root);
        bundle.list("Policies").forEach(entry -> policy(entry, id));
        bundle.end("organization's file");
        boolean usable = findings.faults().stream().skip(before).allMatch(Fault::deniesAll);
        return usable
                ? Optional.of(new OrganizationRecord(
                        file.name(),
                        new Organization(id, management, root, List.copyOf(enabled), now),
                        List.copyOf(units.values()),
                        List.copyOf(accounts.values()),
                        policies))
                : Optional.empty();
    }

    private String root(Entry bundle, String organization) {
        List<Entry> roots = bundle.list("Roots");
        if (roots.size() != 1) {
            findings.refuse(bundle.place(), "Roots has not just one root");
            return "";
        }
        Entry root = roots.getFirst().named("root");
        String id = root.text("Id", ROOT);
        for (Entry type : root.list("PolicyTypes")) {
            String name = type.text("Type");
            if (type.text("Status").equals("ENABLED")) {
                type(name).ifPresent(enabled::add);
            }
        }
        if (ROOT.matcher(id).matches()) {
            units.put(id, new OrganizationalUnit(organization, id, null, "Root", List.of()));
        }
        return id;
    }

    private static Optional<OrganizationPolicy.Type> type(String name) {
        for (OrganizationPolicy.Type type : OrganizationPolicy.Type.values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private void unit(Entry unnamed, String organization) {
        Entry entry = PrincipalReader.named(unnamed, "unit", "Id");
        String id = entry.text("Id", UNIT);
        String parent = entry.text("ParentId");
        String name = entry.text("Name");
        if (UNIT.matcher(id).matches()
                && units.putIfAbsent(id, new OrganizationalUnit(organization, id, parent, name, List.of())) != null) {
            findings.refuse(entry.place(), "is there twice");
        }
    }

    private void account(Entry unnamed, String organization) {
        Entry entry = PrincipalReader.named(unnamed, "account", "Id");
        String id = entry.text("Id", Forms.ACCOUNT);
        @Nullable String name = entry.optional("Name");
        @Nullable String email = entry.optional("Email");
        MemberAccount account = new MemberAccount(
                organization,
                id,
                entry.text("ParentId"),
                name == null ? "" : name,
                email == null ? "" : email,
                entry.has("JoinedTimestamp") ? entry.time("JoinedTimestamp") : now,
                List.of());
        if (accounts.putIfAbsent(id, account) != null) {
            findings.refuse(entry.place(), "is there twice");
        }
    }

    /** Every unit and account must be under the root, within the depth that AWS has. */
    private void checkTree(String root) {
        units.values().forEach(unit -> {
            if (unit.parent() != null && !isUnder(root, unit.id())) {
                findings.refuse(file.name(), "unit " + unit.id(), "is not under the root " + root);
            }
        });
        accounts.values().forEach(account -> {
            if (!isUnder(root, account.parent())) {
                findings.refuse(file.name(), "account " + account.id(), "is not under the root " + root);
            }
        });
    }

    private boolean isUnder(String root, String from) {
        @Nullable String next = from;
        for (int depth = 0; next != null && depth <= DEEPEST; depth++) {
            if (next.equals(root)) {
                return true;
            }
            OrganizationalUnit unit = units.get(next);
            next = unit == null ? null : unit.parent();
        }
        return false;
    }

    private void policy(Entry unnamed, String organization) {
        Entry summary = unnamed.object("PolicySummary");
        if (summary == null) {
            findings.refuse(unnamed.place(), "PolicySummary is missing");
            return;
        }
        String id = summary.text("Id", POLICY);
        Entry entry = unnamed.named("policy " + id);
        Optional<OrganizationPolicy.Type> type = type(summary.text("Type"));
        if (type.isEmpty()) {
            findings.note(file.name() + ": policies of type " + summary.text("Type")
                    + " take no part in decisions and are left out");
            return;
        }
        if (!policyIds.add(id)) {
            findings.refuse(entry.place(), "is there twice");
        }
        if (summary.flag("AwsManaged")) {
            boolean known = List.of(OrganizationPolicy.FULL_ACCESS, OrganizationPolicy.FULL_RESOURCE_ACCESS).stream()
                    .anyMatch(policy -> policy.id().equals(id));
            if (!known) {
                findings.refuse(entry.place(), "is AWS's own, and not known here");
            }
        } else if (POLICY.matcher(id).matches()) {
            @Nullable String description = summary.optional("Description");
            policies.add(new OrganizationPolicy(
                    organization,
                    id,
                    type.get(),
                    summary.text("Name"),
                    description == null ? "" : description,
                    PolicyText.of(entry, "Content", type.get().kind())));
        }
        attach(entry, id);
    }

    private void attach(Entry entry, String policy) {
        if (!entry.has("Targets")) {
            findings.refuse(entry.place(), "Targets is missing: what aws organizations list-targets-for-policy tells");
        }
        for (Entry target : entry.list("Targets")) {
            String id = target.text("TargetId");
            OrganizationalUnit unit = units.get(id);
            MemberAccount account = accounts.get(id);
            if (unit != null) {
                units.put(id, unit.withPolicies(with(unit.policies(), policy)));
            } else if (account != null) {
                accounts.put(id, account.withPolicies(with(account.policies(), policy)));
            } else {
                findings.refuse(entry.place(), "is attached to " + id + ", which is not there");
            }
        }
    }

    private static List<String> with(List<String> policies, String policy) {
        List<String> all = new ArrayList<>(policies);
        all.add(policy);
        return all;
    }
}
