package signet.iam;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.OrderedOrganizationPolicyType;
import signet.model.iam.SimulateCustomPolicyInput;
import signet.model.iam.SimulatePolicyResponse;
import signet.policy.PolicyKind;
import signet.policy.Principal;

/** SimulateCustomPolicy: what given policies would allow. */
record SimulateCustomPolicy() implements Operation<SimulateCustomPolicyInput, SimulatePolicyResponse> {
    @Override
    public OperationModel<SimulateCustomPolicyInput, SimulatePolicyResponse> model() {
        return IamOperations.SIMULATE_CUSTOM_POLICY;
    }

    @Override
    public Accesses accesses(Call<SimulateCustomPolicyInput> call) {
        return Accesses.of(Access.to("iam:SimulateCustomPolicy", "*"));
    }

    @Override
    public SimulatePolicyResponse handle(Authorized<SimulateCustomPolicyInput> request) {
        SimulateCustomPolicyInput input = request.input();
        List<String> resources = SimulationTexts.resources(input.resourceArns());
        ResourceHandling.check(input.resourceHandlingOption(), resources);
        Scenario scenario = new Scenario(
                caller(request.account(), input),
                SimulationTexts.documents(PolicyKind.IDENTITY, "PolicyInputList", input.policyInputList()),
                SimulationTexts.boundary(input.permissionsBoundaryPolicyInputList()),
                organization(input.orderedOrganizationPolicyInputList()),
                SimulationTexts.resourcePolicy(input.resourcePolicy()),
                SimulationTexts.owner(input.resourceOwner()),
                SimulationTexts.context(input.contextEntries()));
        return new Simulator(scenario, resources)
                .run(SimulationTexts.actions(input.actionNames()), input.marker(), input.maxItems());
    }

    private static Principal caller(String account, SimulateCustomPolicyInput input) {
        boolean resourcePolicy = input.resourcePolicy() != null;
        if (input.callerArn() == null && resourcePolicy) {
            throw IamErrors.invalidInput("CallerArn is required with a resource policy.");
        }
        return input.callerArn() == null
                ? SimulationTexts.somebody(account)
                : SimulationTexts.caller(input.callerArn(), resourcePolicy);
    }

    private static Scenario.@Nullable Control organization(@Nullable List<OrderedOrganizationPolicyType> levels) {
        return levels == null
                ? null
                : new Scenario.Control(levels.stream()
                        .map(level -> SimulationTexts.documents(
                                PolicyKind.SERVICE_CONTROL,
                                "ServiceControlPolicyInputList",
                                Objects.requireNonNullElse(level.serviceControlPolicyInputList(), List.of())))
                        .toList());
    }
}
