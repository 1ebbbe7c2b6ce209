package signet.iam;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import signet.authz.Access;
import signet.authz.Call;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.Permissions;
import signet.identity.PolicyHolder;
import signet.identity.RecordedPolicy;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.Index;
import signet.snapshot.Table;
import signet.snapshot.View;

/** Managed policies as an account sees them: its own and AWS's, and who uses them. */
record Policies(Permissions permissions) {
    /** The account's own policies, as requests name them. */
    static final Target<CustomerPolicy> CUSTOMER = new Customer();

    /** An account's own policy. */
    static Optional<CustomerPolicy> customer(View view, String account, String arn) {
        return Tables.policy(view, arn).filter(policy -> policy.account().equals(account));
    }

    /** An action on the customer managed policy that has this ARN; empty if there is none. */
    static Optional<Access> accessTo(View view, String action, String resource) {
        return Tables.policy(view, resource)
                .map(policy -> Access.to(action, resource).with(ConditionKeys.ofResource(policy.tags())));
    }

    /** A policy of AWS's or of the account's own. */
    Optional<ManagedPolicyView> find(View view, String account, String arn) {
        return RecordedPolicy.find(view, account, arn)
                .map(ManagedPolicyView::of)
                .or(() -> permissions.awsManaged().byArn(arn).map(ManagedPolicyView::of))
                .or(() -> customer(view, account, arn).map(ManagedPolicyView::of));
    }

    /** The ARNs of AWS's policies by themselves, in their order: those that Signet knows and those recorded with the account. */
    SortedMap<String, String> ofAws(View view, String account) {
        SortedMap<String, String> arns = new TreeMap<>();
        permissions.awsManaged().all().forEach(policy -> arns.put(policy.arn(), policy.arn()));
        view.under(Tables.RECORDED_POLICIES, account + "/")
                .values()
                .forEach(policy -> arns.put(policy.arn(), policy.arn()));
        return arns;
    }

    /**
     * A policy of AWS's or of the account's own.
     *
     * @throws AwsError NoSuchEntity if there is none
     */
    ManagedPolicyView get(View view, String account, String arn) {
        return find(view, account, arn).orElseThrow(() -> Faults.policyNotFound(arn));
    }

    /** The text of one version of a policy. */
    Optional<String> document(View view, String account, String arn, String version) {
        Optional<RecordedPolicy> recorded = RecordedPolicy.find(view, account, arn);
        if (recorded.isPresent()) {
            return recorded.flatMap(policy -> policy.version(version)).map(RecordedPolicy.Version::document);
        }
        return permissions
                .awsManaged()
                .byArn(arn)
                .flatMap(policy -> policy.document(version))
                .or(() -> customer(view, account, arn)
                        .flatMap(policy -> policy.version(version))
                        .map(CustomerPolicy.Version::document));
    }

    /**
     * Refuses to change what is AWS's own.
     *
     * @param what what the request would do, such as {@code delete policies}
     * @throws AwsError AccessDenied
     */
    static void checkOwn(String arn, String what) {
        if (PolicyArn.ofAws(arn)) {
            throw Faults.accessDenied("Cannot " + what + " outside your own account.");
        }
    }

    /**
     * Checks that a policy can be attached to an account's user, group or role.
     *
     * @throws AwsError NoSuchEntity or PolicyNotAttachable
     */
    void checkAttachable(View view, String account, String arn) {
        if (find(view, account, arn).isEmpty()) {
            throw Faults.policyNotAttachable(arn);
        }
        if (PolicyArn.ofServiceLinkedRole(arn)) {
            throw IamErrors.policyNotAttachable("Cannot attach a Service Role Policy to a Customer Role.");
        }
    }

    /**
     * Checks that a policy can be a permissions boundary.
     *
     * @throws AwsError InvalidInput, NoSuchEntity or PolicyNotAttachable
     */
    void checkBoundary(View view, String account, String arn) {
        PolicyArn.checkBoundary(arn);
        if (find(view, account, arn).isEmpty()) {
            throw IamErrors.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
        }
        if (PolicyArn.ofServiceLinkedRole(arn)) {
            throw IamErrors.policyNotAttachable("Cannot attach a Service Role Policy to a Customer Role.");
        }
    }

    /** How many of the account's users, groups and roles have the policy. */
    static int attachments(View view, String account, String arn) {
        return count(view, Tables.USERS_BY_POLICY, account, arn)
                + count(view, Tables.GROUPS_BY_POLICY, account, arn)
                + count(view, Tables.ROLES_BY_POLICY, account, arn);
    }

    /** How many of the account's users and roles have the policy as their boundary. */
    static int boundaryUses(View view, String account, String arn) {
        return count(view, Tables.USERS_BY_BOUNDARY, account, arn)
                + count(view, Tables.ROLES_BY_BOUNDARY, account, arn);
    }

    static List<User> users(View view, String account, String arn) {
        return of(view, Tables.USERS_BY_POLICY, account, arn);
    }

    static List<Group> groups(View view, String account, String arn) {
        return of(view, Tables.GROUPS_BY_POLICY, account, arn);
    }

    static List<Role> roles(View view, String account, String arn) {
        return of(view, Tables.ROLES_BY_POLICY, account, arn);
    }

    static List<User> boundedUsers(View view, String account, String arn) {
        return of(view, Tables.USERS_BY_BOUNDARY, account, arn);
    }

    static List<Role> boundedRoles(View view, String account, String arn) {
        return of(view, Tables.ROLES_BY_BOUNDARY, account, arn);
    }

    private static <H extends PolicyHolder> List<H> of(View view, Index<H> index, String account, String arn) {
        return view.find(index, arn).stream()
                .filter(holder -> holder.account().equals(account))
                .toList();
    }

    private static int count(View view, Index<?> index, String account, String arn) {
        return view.count(index, arn, account + "/");
    }

    private static final class Customer implements Target<CustomerPolicy> {
        @Override
        public Table<CustomerPolicy> table() {
            return Tables.POLICIES;
        }

        @Override
        public String keyOf(CustomerPolicy policy) {
            return policy.key();
        }

        @Override
        public CustomerPolicy get(View view, String account, String arn) {
            return customer(view, account, arn).orElseThrow(() -> Faults.policyNotFound(arn));
        }

        @Override
        public Access access(Call<?> call, String action, String arn) {
            return accessByArn(call, action, arn).worded("policy " + arn);
        }

        @Override
        public Access accessByArn(Call<?> call, String action, String arn) {
            PolicyArn.check(arn);
            return customer(call.view(), call.caller().account(), arn)
                    .map(policy -> Access.to(action, arn).with(ConditionKeys.ofResource(policy.tags())))
                    .orElseGet(() -> Access.to(action, arn));
        }
    }
}
