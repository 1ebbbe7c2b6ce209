package signet.importing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.identity.CustomerPolicy;
import signet.identity.RecordedPolicy;
import signet.importing.AccountRecord.OfPolicy;
import signet.policy.PolicyKind;

/** Reads managed policies with all their versions. */
final class PolicyReader {
    private static final String OF_AWS = "arn:aws:iam::aws:policy";
    private static final Comparator<RecordedPolicy.Version> BY_NUMBER =
            Comparator.comparingInt(version -> Forms.number(version.id()));

    private PolicyReader() {}

    /** What both kinds have. */
    private record Read(
            Entry entry,
            String path,
            String name,
            String id,
            Instant created,
            Instant updated,
            @Nullable String description,
            String defaultVersion,
            List<RecordedPolicy.Version> versions,
            int attachments) {}

    static OfPolicy own(Entry unnamed, Owner owner) {
        Read read = read(unnamed, false);
        String account = owner.of(read.entry(), "policy", read.path(), read.name());
        int next = read.versions().isEmpty()
                ? 1
                : Forms.number(read.versions().getLast().id()) + 1;
        CustomerPolicy policy = new CustomerPolicy(
                account,
                read.path(),
                read.name(),
                read.id(),
                read.created(),
                read.updated(),
                read.description(),
                read.defaultVersion(),
                read.versions().stream().map(PolicyReader::dated).toList(),
                next,
                read.entry().tags("Tags"));
        read.entry().end("policy");
        return new OfPolicy(read.entry().place(), policy, read.attachments());
    }

    private static CustomerPolicy.Version dated(RecordedPolicy.Version version) {
        return new CustomerPolicy.Version(
                version.id(), version.document(), Objects.requireNonNullElse(version.created(), Instant.EPOCH));
    }

    /** The account is said later: nothing here tells it. */
    static RecordedPolicy ofAws(Entry unnamed) {
        Read read = read(unnamed, true);
        String arn = read.entry().text("Arn", Forms.MANAGED_POLICY);
        if (!arn.equals(OF_AWS + read.path() + read.name())) {
            read.entry()
                    .findings()
                    .refuse(read.entry().place(), "Arn \"" + arn + "\" is not " + OF_AWS + read.path() + read.name());
        }
        read.entry().get("Tags");
        read.entry().end("policy");
        return new RecordedPolicy(
                "",
                arn,
                read.id(),
                read.created(),
                read.updated(),
                read.description(),
                read.defaultVersion(),
                read.versions().reversed());
    }

    private static Read read(Entry unnamed, boolean ofAws) {
        Entry entry = PrincipalReader.named(unnamed, "policy", "PolicyName");
        entry.get("IsAttachable");
        entry.get("PermissionsBoundaryUsageCount");
        String defaultVersion = entry.text("DefaultVersionId", Forms.VERSION);
        return new Read(
                entry,
                entry.text("Path", Forms.PATH),
                entry.text("PolicyName", Forms.NAME),
                entry.text("PolicyId", Forms.ID),
                entry.time("CreateDate"),
                entry.time("UpdateDate"),
                entry.optional("Description"),
                defaultVersion,
                versions(entry, defaultVersion, ofAws),
                entry.number("AttachmentCount", -1));
    }

    /** Oldest first. Of AWS's own policies Signet itself does not know the date of every version. */
    private static List<RecordedPolicy.Version> versions(Entry entry, String defaultVersion, boolean ofAws) {
        List<RecordedPolicy.Version> versions = new ArrayList<>();
        for (Entry item : entry.list("PolicyVersionList")) {
            String id = item.text("VersionId", Forms.VERSION);
            Entry version = item.named(entry.place().entity() + " " + id);
            if (versions.stream().anyMatch(other -> other.id().equals(id))) {
                entry.findings().refuse(version.place(), "is there twice");
            }
            if (version.flag("IsDefaultVersion") != id.equals(defaultVersion)) {
                entry.findings()
                        .refuse(version.place(), "IsDefaultVersion does not fit DefaultVersionId " + defaultVersion);
            }
            Instant created = ofAws && !version.has("CreateDate") ? null : version.time("CreateDate");
            versions.add(
                    new RecordedPolicy.Version(id, PolicyText.of(version, "Document", PolicyKind.IDENTITY), created));
        }
        boolean inForce = versions.stream().anyMatch(version -> version.id().equals(defaultVersion));
        if (!inForce && !defaultVersion.isEmpty()) {
            entry.findings().refuse(entry.place(), "the version in force, " + defaultVersion + ", is missing");
        }
        versions.sort(BY_NUMBER);
        return versions;
    }
}
