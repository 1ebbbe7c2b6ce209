package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.InstanceProfile;
import signet.model.OperationModel;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.CreateInstanceProfileOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** CreateInstanceProfile. */
record CreateInstanceProfile(Parts parts)
        implements Operation<CreateInstanceProfileInput, CreateInstanceProfileOutput> {
    @Override
    public OperationModel<CreateInstanceProfileInput, CreateInstanceProfileOutput> model() {
        return IamOperations.CREATE_INSTANCE_PROFILE;
    }

    @Override
    public Accesses accesses(Call<CreateInstanceProfileInput> call) {
        CreateInstanceProfileInput input = call.input();
        List<Access> needed = new ArrayList<>();
        needed.add(Kind.INSTANCE_PROFILE
                .creation(call, "iam:CreateInstanceProfile", input.path(), input.instanceProfileName())
                .with(ConditionKeys.ofTags(input.tags())));
        if (input.tags() != null && !input.tags().isEmpty()) {
            needed.add(Kind.INSTANCE_PROFILE
                    .creation(call, "iam:TagInstanceProfile", input.path(), input.instanceProfileName())
                    .with(ConditionKeys.ofTags(input.tags())));
        }
        return Accesses.of(needed);
    }

    @Override
    public CreateInstanceProfileOutput handle(Authorized<CreateInstanceProfileInput> request) {
        CreateInstanceProfileInput input = request.input();
        String account = request.account();
        InstanceProfile created = parts.state().write(tx -> {
            Kind.INSTANCE_PROFILE.find(tx, account, input.instanceProfileName()).ifPresent(old -> {
                throw IamErrors.entityAlreadyExists(
                        "Instance Profile " + input.instanceProfileName() + " already exists.");
            });
            Quota.INSTANCE_PROFILES.check(
                    tx.under(Kind.INSTANCE_PROFILE.table(), account + "/").size() + 1);
            InstanceProfile profile = new InstanceProfile(
                    account,
                    Objects.requireNonNullElse(input.path(), "/"),
                    input.instanceProfileName(),
                    parts.ids().uniqueId("AIPA", account),
                    Times.seconds(request.time()),
                    null,
                    TagRule.IGNORING_CASE.first(input.tags()));
            tx.put(Kind.INSTANCE_PROFILE.table(), profile.key(), profile);
            return profile;
        });
        return new CreateInstanceProfileOutput(Shapes.of(parts.state().current(), parts).profile(created).toBuilder()
                .tags(Shapes.tagsIfAny(created.tags()))
                .build());
    }
}
