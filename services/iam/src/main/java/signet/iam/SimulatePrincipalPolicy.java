package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.OrganizationPolicy;
import signet.model.OperationModel;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.SimulatePolicyResponse;
import signet.model.iam.SimulatePrincipalPolicyInput;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.SourcedPolicy;

/** SimulatePrincipalPolicy: what a user's, group's or role's policies allow. */
record SimulatePrincipalPolicy(Parts parts) implements Operation<SimulatePrincipalPolicyInput, SimulatePolicyResponse> {
    @Override
    public OperationModel<SimulatePrincipalPolicyInput, SimulatePolicyResponse> model() {
        return IamOperations.SIMULATE_PRINCIPAL_POLICY;
    }

    @Override
    public Accesses accesses(Call<SimulatePrincipalPolicyInput> call) {
        return Accesses.of(PolicySource.access(
                call, "iam:SimulatePrincipalPolicy", call.input().policySourceArn()));
    }

    @Override
    public SimulatePolicyResponse handle(Authorized<SimulatePrincipalPolicyInput> request) {
        SimulatePrincipalPolicyInput input = request.input();
        SimulationTexts.checkSupported(input.resourceHandlingOption());
        PolicySource source =
                PolicySource.of(request.view(), parts.permissions(), request.account(), input.policySourceArn());
        List<SourcedPolicy> identity =
                new ArrayList<>(source.identity(Objects.requireNonNullElse(input.policyExclusionList(), List.of())));
        identity.addAll(SimulationTexts.documents(PolicyKind.IDENTITY, "PolicyInputList", input.policyInputList()));
        Scenario scenario = new Scenario(
                caller(source, request.account(), input),
                identity,
                boundary(source, input),
                parts.permissions()
                        .control(request.view(), request.account(), OrganizationPolicy.Type.SERVICE_CONTROL_POLICY)
                        .orElse(null),
                SimulationTexts.resourcePolicy(input.resourcePolicy()),
                SimulationTexts.owner(input.resourceOwner()),
                source.keys().with(SimulationTexts.context(input.contextEntries())));
        return Simulator.run(
                scenario,
                SimulationTexts.actions(input.actionNames()),
                SimulationTexts.resources(input.resourceArns()),
                input.marker(),
                input.maxItems());
    }

    /** A boundary that the request gives takes the place of the entity's own. */
    private static @Nullable SourcedPolicy boundary(PolicySource source, SimulatePrincipalPolicyInput input) {
        SourcedPolicy given = SimulationTexts.boundary(input.permissionsBoundaryPolicyInputList());
        return given == null ? source.boundary() : given;
    }

    private static Principal caller(PolicySource source, String account, SimulatePrincipalPolicyInput input) {
        String arn = SimulationTexts.caller(input.callerArn());
        if (arn != null) {
            return new Principal.User(arn.split(":", 6)[4], arn, "");
        }
        Principal own = source.principal().orElse(null);
        if (input.resourcePolicy() != null && !(own instanceof Principal.User)) {
            throw IamErrors.invalidInput("CallerArn is required with a resource policy.");
        }
        return own == null ? new Principal.User(account, "arn:aws:iam::" + account + ":user/simulated", "") : own;
    }
}
