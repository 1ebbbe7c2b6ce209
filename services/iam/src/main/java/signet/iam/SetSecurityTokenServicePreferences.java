package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamOperations;
import signet.model.iam.SetSecurityTokenServicePreferencesInput;

/**
 * SetSecurityTokenServicePreferences: kept and shown by GetAccountSummary. There is one region, in which tokens of both
 * versions are good.
 */
record SetSecurityTokenServicePreferences(Parts parts)
        implements Operation<SetSecurityTokenServicePreferencesInput, Unit> {
    private static final String SECOND = "v2Token";

    @Override
    public OperationModel<SetSecurityTokenServicePreferencesInput, Unit> model() {
        return IamOperations.SET_SECURITY_TOKEN_SERVICE_PREFERENCES;
    }

    @Override
    public Accesses accesses(Call<SetSecurityTokenServicePreferencesInput> call) {
        return Accesses.of(Access.to("iam:SetSecurityTokenServicePreferences", "*"));
    }

    @Override
    public Unit handle(Authorized<SetSecurityTokenServicePreferencesInput> request) {
        int version = request.input().globalEndpointTokenVersion().equals(SECOND) ? 2 : 1;
        StsPreferences changed = new StsPreferences(request.account(), version);
        parts.state().write(tx -> {
            tx.put(IamTables.STS_PREFERENCES, changed.account(), changed);
            return changed;
        });
        return Unit.VALUE;
    }
}
