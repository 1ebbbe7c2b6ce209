package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.iam.GetPolicyVersionInput;
import signet.model.iam.GetPolicyVersionOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.PolicyVersion;

/** GetPolicyVersion, with the document. */
record GetPolicyVersion(Parts parts) implements Operation<GetPolicyVersionInput, GetPolicyVersionOutput> {
    @Override
    public OperationModel<GetPolicyVersionInput, GetPolicyVersionOutput> model() {
        return IamOperations.GET_POLICY_VERSION;
    }

    @Override
    public Accesses accesses(Call<GetPolicyVersionInput> call) {
        return Accesses.of(Policies.CUSTOMER.access(
                call, "iam:GetPolicyVersion", call.input().policyArn()));
    }

    @Override
    public GetPolicyVersionOutput handle(Authorized<GetPolicyVersionInput> request) {
        String arn = request.input().policyArn();
        String id = request.input().versionId();
        Policies policies = new Policies(parts.permissions());
        ManagedPolicyView policy =
                policies.find(request.view(), request.account(), arn).orElseThrow(() -> missing(arn, id));
        ManagedPolicyView.Version version = policy.versions().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> missing(arn, id));
        String document =
                policies.document(request.view(), request.account(), arn, id).orElseThrow(() -> missing(arn, id));
        PolicyVersion shape = policy.shape(version).toBuilder()
                .document(Percent.encode(document))
                .build();
        return new GetPolicyVersionOutput(shape);
    }

    private static AwsError missing(String arn, String version) {
        return Faults.versionNotFound(arn, version);
    }
}
