package signet.sts;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.AccessKey;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.sts.GetAccessKeyInfoInput;
import signet.model.sts.GetAccessKeyInfoOutput;
import signet.model.sts.StsOperations;

/** GetAccessKeyInfo: the account of an access key id. It does not tell whether the key exists. */
final class GetAccessKeyInfo implements Operation<GetAccessKeyInfoInput, GetAccessKeyInfoOutput> {
    @Override
    public OperationModel<GetAccessKeyInfoInput, GetAccessKeyInfoOutput> model() {
        return StsOperations.GET_ACCESS_KEY_INFO;
    }

    @Override
    public Accesses accesses(Call<GetAccessKeyInfoInput> call) {
        StsErrorTexts.refuseUserSessions(call.caller(), "GetAccessKeyInfo");
        return Accesses.of(Access.to("sts:GetAccessKeyInfo", "*"));
    }

    /** A key that the operator chose does not hold its account in its id: for such a one the record is asked. */
    @Override
    public GetAccessKeyInfoOutput handle(Authorized<GetAccessKeyInfoInput> request) {
        String id = request.input().accessKeyId();
        return new GetAccessKeyInfoOutput(request.view()
                .get(Tables.ACCESS_KEYS, id)
                .map(AccessKey::account)
                .orElseGet(() -> Ids.accountOf(id)));
    }
}
