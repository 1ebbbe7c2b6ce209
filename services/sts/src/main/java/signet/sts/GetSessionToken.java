package signet.sts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.identity.Session;
import signet.model.OperationModel;
import signet.model.sts.GetSessionTokenInput;
import signet.model.sts.GetSessionTokenOutput;
import signet.model.sts.StsOperations;

/** GetSessionToken: temporary credentials for the user or root user who asks with a long-term key. */
final class GetSessionToken implements Operation<GetSessionTokenInput, GetSessionTokenOutput> {
    static final int USER_SECONDS = 43_200;
    static final int ROOT_SECONDS = 3600;

    private final SessionMint mint;
    private final Mfa mfa;

    GetSessionToken(SessionMint mint, Mfa mfa) {
        this.mint = mint;
        this.mfa = mfa;
    }

    @Override
    public OperationModel<GetSessionTokenInput, GetSessionTokenOutput> model() {
        return StsOperations.GET_SESSION_TOKEN;
    }

    @Override
    public Accesses accesses(Call<GetSessionTokenInput> call) {
        StsErrorTexts.refuseSessions(call.caller(), "GetSessionToken");
        if (call.input().minimumSessionTokenSize() != null) {
            throw StsErrorTexts.notImplemented("MinimumSessionTokenSize of sts:GetSessionToken");
        }
        mfa.check(call.view(), call.caller(), proof(call.input()), call.info().time());
        return Accesses.signedOnly();
    }

    @Override
    public GetSessionTokenOutput handle(Authorized<GetSessionTokenInput> request) {
        boolean root = request.caller() instanceof Caller.Root;
        int seconds = seconds(request.input().durationSeconds(), root);
        Session.Kind kind = root ? Session.Kind.ROOT : Session.Kind.USER;
        boolean proved = mfa.spend(request.caller(), proof(request.input()), request.time());
        return GetSessionTokenOutput.builder()
                .credentials(mint.mint(
                        new SessionMint.Order(
                                request.account(),
                                kind,
                                request.caller().userId(),
                                "",
                                request.time(),
                                seconds,
                                proved,
                                false),
                        SessionMint.Terms.NONE))
                .build();
    }

    private static Mfa.Proof proof(GetSessionTokenInput input) {
        return new Mfa.Proof(input.serialNumber(), input.tokenCode());
    }

    /** The root user's sessions last an hour at most; a longer wish is cut, as on AWS. */
    static int seconds(@Nullable Integer wanted, boolean root) {
        return root
                ? Math.min(ROOT_SECONDS, Objects.requireNonNullElse(wanted, ROOT_SECONDS))
                : Objects.requireNonNullElse(wanted, USER_SECONDS);
    }
}
