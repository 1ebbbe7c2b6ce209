package signet.iam;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Membership;
import signet.identity.OrganizationPolicy;
import signet.model.OperationModel;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.SimulatePolicyResponse;
import signet.model.iam.SimulatePrincipalPolicyInput;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

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
        List<String> resources = SimulationTexts.resources(input.resourceArns());
        ResourceHandling.check(input.resourceHandlingOption(), resources);
        PolicySource source =
                PolicySource.of(request.view(), parts.permissions(), request.account(), input.policySourceArn());
        Exclusions excluded = Exclusions.of(input.policyExclusionList());
        List<SourcedPolicy> identity = new ArrayList<>(source.identity(excluded));
        identity.addAll(SimulationTexts.documents(PolicyKind.IDENTITY, "PolicyInputList", input.policyInputList()));
        Scenario scenario = new Scenario(
                caller(source, request.account(), input),
                identity,
                boundary(source, input, excluded),
                organization(request.view(), request.account(), excluded),
                SimulationTexts.resourcePolicy(input.resourcePolicy()),
                SimulationTexts.owner(input.resourceOwner()),
                source.keys().with(SimulationTexts.context(input.contextEntries())));
        return new Simulator(scenario, resources)
                .run(SimulationTexts.actions(input.actionNames()), input.marker(), input.maxItems());
    }

    /** The control policies of the account's organization, if it is in one. */
    private Scenario.@Nullable Control organization(View view, String account, Exclusions excluded) {
        if (Membership.of(view, account).isEmpty()) {
            return null;
        }
        return new Scenario.Control(
                excluded.type("scp")
                        ? null
                        : parts.permissions()
                                .control(view, account, OrganizationPolicy.Type.SERVICE_CONTROL_POLICY)
                                .orElse(null));
    }

    /** A boundary that the request gives takes the place of the entity's own. */
    private static @Nullable SourcedPolicy boundary(
            PolicySource source, SimulatePrincipalPolicyInput input, Exclusions excluded) {
        SourcedPolicy given = SimulationTexts.boundary(input.permissionsBoundaryPolicyInputList());
        return given == null && !excluded.type("permission-boundary") ? source.boundary() : given;
    }

    private static Principal caller(PolicySource source, String account, SimulatePrincipalPolicyInput input) {
        boolean resourcePolicy = input.resourcePolicy() != null;
        if (input.callerArn() != null) {
            return SimulationTexts.caller(input.callerArn(), resourcePolicy);
        }
        Principal own = source.principal().orElse(null);
        if (resourcePolicy && !(own instanceof Principal.User)) {
            throw IamErrors.invalidInput("CallerArn is required with a resource policy.");
        }
        return own == null ? SimulationTexts.somebody(account) : own;
    }
}
