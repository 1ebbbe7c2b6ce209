package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.CustomerPolicy;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.CreatePolicyInput;
import signet.model.iam.CreatePolicyOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** CreatePolicy. */
record CreatePolicy(Parts parts) implements Operation<CreatePolicyInput, CreatePolicyOutput> {
    @Override
    public OperationModel<CreatePolicyInput, CreatePolicyOutput> model() {
        return IamOperations.CREATE_POLICY;
    }

    @Override
    public Accesses accesses(Call<CreatePolicyInput> call) {
        CreatePolicyInput input = call.input();
        String path = Objects.requireNonNullElse(input.path(), "/");
        String arn = "arn:aws:iam::" + call.caller().account() + ":policy" + path + input.policyName();
        List<Access> needed = new ArrayList<>();
        needed.add(Access.to("iam:CreatePolicy", arn)
                .with(ConditionKeys.ofTags(input.tags()))
                .worded("policy " + input.policyName()));
        if (input.tags() != null && !input.tags().isEmpty()) {
            needed.add(Access.to("iam:TagPolicy", arn).with(ConditionKeys.ofTags(input.tags())));
        }
        return Accesses.of(needed);
    }

    @Override
    public CreatePolicyOutput handle(Authorized<CreatePolicyInput> request) {
        CreatePolicyInput input = request.input();
        String account = request.account();
        Documents.checkIdentity(input.policyDocument());
        Quota.POLICY_SIZE.check(Documents.size(input.policyDocument()));
        CustomerPolicy created = parts.state().write(tx -> {
            if (tx.get(Tables.POLICIES, Tables.key(account, input.policyName())).isPresent()) {
                throw IamErrors.entityAlreadyExists(
                        "A policy called " + input.policyName() + " already exists. Duplicate names are not allowed.");
            }
            Quota.POLICIES.check(tx.under(Tables.POLICIES, account + "/").size() + 1);
            CustomerPolicy policy = CustomerPolicy.create(
                            account,
                            Objects.requireNonNullElse(input.path(), "/"),
                            input.policyName(),
                            parts.ids().uniqueId("ANPA", account),
                            Times.seconds(request.time()),
                            input.policyDocument())
                    .withDescription(input.description())
                    .withTags(TagRule.EXACT.first(input.tags()));
            tx.put(Tables.POLICIES, policy.key(), policy);
            return policy;
        });
        return new CreatePolicyOutput(
                ManagedPolicyView.of(created).shape(parts.state().current(), account).toBuilder()
                        .tags(Shapes.tagsIfAny(created.tags()))
                        .build());
    }
}
