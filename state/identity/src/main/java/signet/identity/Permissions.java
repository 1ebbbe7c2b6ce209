package signet.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import signet.managedpolicies.ManagedPolicies;
import signet.managedpolicies.ManagedPolicy;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/**
 * The policies that belong to identities, compiled. A policy or group that is named but not there, or a text that cannot
 * be read, is an {@link IllegalStateException}: the caller must deny, for the missing text might have been a Deny.
 */
public final class Permissions {
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private final ManagedPolicies awsManaged;
    private final PolicyTexts texts;

    /** Permissions with AWS's managed policies and a cache of compiled texts. */
    public Permissions(ManagedPolicies awsManaged, PolicyTexts texts) {
        this.awsManaged = awsManaged;
        this.texts = texts;
    }

    /** The identity policies of a user (with its groups'), group or role. */
    public List<SourcedPolicy> identity(View view, PolicyHolder holder) {
        List<SourcedPolicy> result = new ArrayList<>();
        own(view, holder, result);
        if (holder instanceof User user) {
            for (String groupId : user.groups()) {
                Group group = view.findOne(Tables.GROUPS_BY_ID, groupId)
                        .orElseThrow(() -> new IllegalStateException(
                                "group " + groupId + " of " + user.arn() + " does not exist"));
                own(view, group, result);
            }
        }
        return result;
    }

    /** A permissions boundary of an account's user or role, by the ARN of the managed policy that sets it. */
    public SourcedPolicy boundary(View view, String account, String arn) {
        return managed(view, account, arn);
    }

    /** The session policies of a session; empty when it has none. */
    public List<SourcedPolicy> session(View view, Session session) {
        List<SourcedPolicy> result = new ArrayList<>();
        session.policyArns().forEach(arn -> result.add(managed(view, session.account(), arn)));
        Optional.ofNullable(session.policy())
                .ifPresent(text -> result.add(
                        new SourcedPolicy("session policy", true, texts.compiled(PolicyKind.SESSION, text))));
        return result;
    }

    /** A session policy that takes nothing away, to stand beside those that only deny. */
    public SourcedPolicy everything() {
        return new SourcedPolicy("everything", true, texts.compiled(PolicyKind.SESSION, EVERYTHING));
    }

    /**
     * The control policies of one type that concern an account, one list for each level from the root to the account;
     * empty when none limit it: it is in no organization, or the management account, or the type is not in force.
     */
    public Optional<List<List<SourcedPolicy>>> control(View view, String account, OrganizationPolicy.Type type) {
        return Membership.of(view, account)
                .filter(place -> place.limitedBy(type))
                .map(place -> place.path().stream()
                        .map(level -> attached(view, place.organization(), level, type))
                        .toList());
    }

    private List<SourcedPolicy> attached(
            View view, Organization organization, PolicyTarget level, OrganizationPolicy.Type type) {
        List<SourcedPolicy> result = new ArrayList<>();
        for (String id : level.policies()) {
            OrganizationPolicy policy = OrganizationPolicy.find(view, organization.id(), id)
                    .orElseThrow(() -> new IllegalStateException(
                            "policy " + id + " is attached to " + level.id() + " but does not exist"));
            if (policy.type() == type) {
                result.add(new SourcedPolicy(
                        organization.arn(policy), false, texts.compiled(type.kind(), policy.content())));
            }
        }
        return List.copyOf(result);
    }

    /**
     * The text in force of a managed policy, AWS's own or a customer's.
     *
     * @param account in which it is attached: an imported account has AWS's policies as they were recorded with it
     */
    public Optional<String> document(View view, String account, String arn) {
        return RecordedPolicy.find(view, account, arn)
                .map(RecordedPolicy::document)
                .or(() -> awsManaged.byArn(arn).map(ManagedPolicy::document))
                .or(() -> Tables.policy(view, arn).map(CustomerPolicy::document));
    }

    /** A role's trust policy as stored, with unique ids in the place of users and roles. */
    public SourcedPolicy trust(Role role) {
        return new SourcedPolicy("trust policy", true, texts.compiled(PolicyKind.TRUST, role.trust()));
    }

    /**
     * What of a role's trust policy has a say about holders of identity providers' tokens: those that it names, never
     * everybody; empty if that is nothing.
     */
    public Optional<SourcedPolicy> trustInFederated(Role role) {
        return TrustPolicies.ofFederated(role.trust())
                .map(text -> new SourcedPolicy("trust policy", true, texts.compiled(PolicyKind.TRUST, text)));
    }

    /** The compiled form of any text that was accepted when it was written. */
    public Policy compiled(PolicyKind kind, String document) {
        return texts.compiled(kind, document);
    }

    /** The compiled form of a text that is kept; empty if it cannot be read, so that whoever decides must deny. */
    public Optional<Policy> readable(PolicyKind kind, String document) {
        return texts.readable(kind, document);
    }

    /** AWS's managed policies. */
    public ManagedPolicies awsManaged() {
        return awsManaged;
    }

    private void own(View view, PolicyHolder holder, List<SourcedPolicy> result) {
        holder.inline()
                .forEach((name, text) ->
                        result.add(new SourcedPolicy(name, true, texts.compiled(PolicyKind.IDENTITY, text))));
        holder.attached().forEach(arn -> result.add(managed(view, holder.account(), arn)));
    }

    private SourcedPolicy managed(View view, String account, String arn) {
        String text = document(view, account, arn)
                .orElseThrow(() -> new IllegalStateException("policy " + arn + " is attached but does not exist"));
        return new SourcedPolicy(arn, false, texts.compiled(PolicyKind.IDENTITY, text));
    }
}
