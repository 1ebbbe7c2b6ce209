package signet.sts;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.AuthorizationMessages;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.sts.DecodeAuthorizationMessageInput;
import signet.model.sts.DecodeAuthorizationMessageOutput;
import signet.model.sts.StsErrors;
import signet.model.sts.StsOperations;

/** DecodeAuthorizationMessage: what a denial of the same account rested on. */
final class DecodeAuthorizationMessage
        implements Operation<DecodeAuthorizationMessageInput, DecodeAuthorizationMessageOutput> {
    private final AuthorizationMessages messages;

    DecodeAuthorizationMessage(AuthorizationMessages messages) {
        this.messages = messages;
    }

    @Override
    public OperationModel<DecodeAuthorizationMessageInput, DecodeAuthorizationMessageOutput> model() {
        return StsOperations.DECODE_AUTHORIZATION_MESSAGE;
    }

    @Override
    public Accesses accesses(Call<DecodeAuthorizationMessageInput> call) {
        StsErrorTexts.refuseUserSessions(call.caller(), "DecodeAuthorizationMessage");
        return Accesses.of(Access.to("sts:DecodeAuthorizationMessage", "*"));
    }

    @Override
    public DecodeAuthorizationMessageOutput handle(Authorized<DecodeAuthorizationMessageInput> request) {
        return messages.decode(request.input().encodedMessage(), request.account())
                .map(DecodeAuthorizationMessageOutput::new)
                .orElseThrow(() -> StsErrors.invalidAuthorizationMessage(
                        "The message is not an authorization message of this account."));
    }
}
