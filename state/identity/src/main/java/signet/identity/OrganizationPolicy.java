package signet.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import signet.policy.PolicyKind;
import signet.snapshot.View;

/**
 * A policy of an organization.
 *
 * @param organization the organization's id; empty for one that AWS manages, which is in all of them
 * @param id {@code p-…}
 * @param type what it controls
 * @param content the document as it was given
 */
public record OrganizationPolicy(
        String organization, String id, Type type, String name, String description, String content) {
    /** Attached to everything where service control policies begin to be in force: it allows all. */
    public static final OrganizationPolicy FULL_ACCESS = new OrganizationPolicy(
            "",
            "p-FullAWSAccess",
            Type.SERVICE_CONTROL_POLICY,
            "FullAWSAccess",
            "Allows access to every operation",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");

    /** Attached to everything while resource control policies are in force, and never detached: it allows all. */
    public static final OrganizationPolicy FULL_RESOURCE_ACCESS = new OrganizationPolicy(
            "",
            "p-RCPFullAWSAccess",
            Type.RESOURCE_CONTROL_POLICY,
            "RCPFullAWSAccess",
            "Allows access to every resource",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}]}");

    private static final List<OrganizationPolicy> AWS_MANAGED = List.of(FULL_ACCESS, FULL_RESOURCE_ACCESS);
    private static final String ID = "p-[0-9a-zA-Z_]{8,128}";

    /** The types that take part in decisions (Organizations User Guide, "Authorization policies"). */
    public enum Type {
        /** Limits what the principals of an account may do. */
        SERVICE_CONTROL_POLICY(PolicyKind.SERVICE_CONTROL),
        /** Limits what anyone may do with the resources of an account. */
        RESOURCE_CONTROL_POLICY(PolicyKind.RESOURCE_CONTROL);

        private final PolicyKind kind;

        Type(PolicyKind kind) {
            this.kind = kind;
        }

        /** The part that it has in a decision. */
        public PolicyKind kind() {
            return kind;
        }

        /** The type as ARNs have it. */
        public String segment() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public OrganizationPolicy {
        Forms.require(ID, id);
    }

    /** The policy of an organization that has an id, its own or AWS's. */
    public static Optional<OrganizationPolicy> find(View view, String organization, String id) {
        return AWS_MANAGED.stream()
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .or(() -> view.get(Tables.ORGANIZATION_POLICIES, organization + "/" + id));
    }

    /** Whether AWS manages it. */
    public boolean awsManaged() {
        return organization.isEmpty();
    }

    /** The key in {@link Tables#ORGANIZATION_POLICIES}. */
    public String key() {
        return organization + "/" + id;
    }

    /** The same policy with another document. */
    public OrganizationPolicy withContent(String changed) {
        return new OrganizationPolicy(organization, id, type, name, description, changed);
    }
}
