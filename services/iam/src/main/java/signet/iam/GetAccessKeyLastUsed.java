package signet.iam;

import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.AccessKey;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.iam.AccessKeyLastUsed;
import signet.model.iam.GetAccessKeyLastUsedInput;
import signet.model.iam.GetAccessKeyLastUsedOutput;
import signet.model.iam.IamOperations;
import signet.snapshot.View;

/** GetAccessKeyLastUsed: a key that isn't the account's is answered as one that must not be asked about. */
record GetAccessKeyLastUsed(Parts parts) implements Operation<GetAccessKeyLastUsedInput, GetAccessKeyLastUsedOutput> {
    private static final String ACTION = "iam:GetAccessKeyLastUsed";

    @Override
    public OperationModel<GetAccessKeyLastUsedInput, GetAccessKeyLastUsedOutput> model() {
        return IamOperations.GET_ACCESS_KEY_LAST_USED;
    }

    @Override
    public Accesses accesses(Call<GetAccessKeyLastUsedInput> call) {
        AccessKey key = find(call.view(), call.caller().account(), call.input()).orElseThrow(() -> unknown(call));
        if (key.ofRoot()) {
            return Accesses.of(Access.to(ACTION, "arn:aws:iam::" + key.account() + ":root"));
        }
        return Accesses.of(Kind.USER
                .access(call, ACTION, AccessKeys.userName(call.view(), key))
                .worded("access key " + key.id()));
    }

    @Override
    public GetAccessKeyLastUsedOutput handle(Authorized<GetAccessKeyLastUsedInput> request) {
        AccessKey key = find(request.view(), request.account(), request.input()).orElseThrow();
        AccessKeyLastUsed used = parts.uses()
                .of(request.view(), key.id())
                .map(use -> new AccessKeyLastUsed(use.service(), use.region(), use.time()))
                .orElseGet(() -> new AccessKeyLastUsed("N/A", "N/A", null));
        return new GetAccessKeyLastUsedOutput(AccessKeys.userName(request.view(), key), used);
    }

    private static Optional<AccessKey> find(View view, String account, GetAccessKeyLastUsedInput input) {
        return view.get(Tables.ACCESS_KEYS, input.accessKeyId())
                .filter(key -> key.account().equals(account));
    }

    private static AwsError unknown(Call<GetAccessKeyLastUsedInput> call) {
        return Faults.accessDenied("User: " + call.caller().arn() + " is not authorized to perform " + ACTION
                + " on resource: access key " + call.input().accessKeyId());
    }
}
