package signet.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.identity.CustomerPolicy;
import signet.identity.RecordedPolicy;
import signet.managedpolicies.ManagedPolicy;
import signet.model.iam.Policy;
import signet.model.iam.PolicyVersion;
import signet.snapshot.View;

/**
 * A managed policy, whether AWS's or a customer's, as answers show it.
 *
 * @param versions newest first
 */
record ManagedPolicyView(
        String arn,
        String name,
        String path,
        String id,
        Instant created,
        Instant updated,
        @Nullable String description,
        String defaultVersion,
        List<Version> versions,
        Map<String, String> tags) {

    /**
     * One version.
     *
     * @param created null where it is not known
     */
    record Version(String id, @Nullable Instant created) {}

    static ManagedPolicyView of(CustomerPolicy policy) {
        return new ManagedPolicyView(
                policy.arn(),
                policy.name(),
                policy.path(),
                policy.id(),
                policy.created(),
                policy.updated(),
                policy.description(),
                policy.defaultVersion(),
                policy.versions().reversed().stream()
                        .map(version -> new Version(version.id(), version.created()))
                        .toList(),
                policy.tags());
    }

    static ManagedPolicyView of(RecordedPolicy policy) {
        return new ManagedPolicyView(
                policy.arn(),
                policy.name(),
                policy.path(),
                policy.id(),
                policy.created(),
                policy.updated(),
                policy.description(),
                policy.defaultVersion(),
                policy.versions().stream()
                        .map(version -> new Version(version.id(), version.created()))
                        .toList(),
                Map.of());
    }

    static ManagedPolicyView of(ManagedPolicy policy) {
        return new ManagedPolicyView(
                policy.arn(),
                policy.name(),
                policy.path(),
                policy.id(),
                policy.createDate(),
                policy.updateDate(),
                null,
                policy.defaultVersionId(),
                policy.versions().stream()
                        .map(version ->
                                new Version(version.id(), version.createDate().orElse(null)))
                        .toList(),
                Map.of());
    }

    /** The policy as ListPolicies and CreatePolicy show it: without description and tags. */
    Policy shape(View view, String account) {
        return Policy.builder()
                .policyName(name)
                .policyId(id)
                .arn(arn)
                .path(path)
                .defaultVersionId(defaultVersion)
                .attachmentCount(Policies.attachments(view, account, arn))
                .permissionsBoundaryUsageCount(Policies.boundaryUses(view, account, arn))
                .isAttachable(true)
                .createDate(created)
                .updateDate(updated)
                .build();
    }

    /** A version as listings show it: without the document. */
    PolicyVersion shape(Version version) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version.id().equals(defaultVersion))
                .createDate(version.created())
                .build();
    }
}
