package signet.sts;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.identity.Session;
import signet.model.OperationModel;
import signet.model.sts.Credentials;
import signet.model.sts.FederatedUser;
import signet.model.sts.GetFederationTokenInput;
import signet.model.sts.GetFederationTokenOutput;
import signet.model.sts.StsOperations;

/** GetFederationToken: temporary credentials for somebody else, within the permissions of the user who asks. */
final class GetFederationToken implements Operation<GetFederationTokenInput, GetFederationTokenOutput> {
    private final SessionPolicies policies;
    private final SessionMint mint;

    GetFederationToken(SessionPolicies policies, SessionMint mint) {
        this.policies = policies;
        this.mint = mint;
    }

    @Override
    public OperationModel<GetFederationTokenInput, GetFederationTokenOutput> model() {
        return StsOperations.GET_FEDERATION_TOKEN;
    }

    @Override
    public Accesses accesses(Call<GetFederationTokenInput> call) {
        StsErrorTexts.refuseSessions(call.caller(), "GetFederationToken");
        if (call.input().minimumSessionTokenSize() != null) {
            throw StsErrorTexts.notImplemented("MinimumSessionTokenSize of sts:GetFederationToken");
        }
        if (call.caller() instanceof Caller.Root) {
            throw StsErrorTexts.notImplemented("sts:GetFederationToken for the root user");
        }
        String arn = arn(call.caller().account(), call.input().name());
        SessionTags tags = SessionTags.of(call.input().tags(), null, null);
        List<Access> needed = new ArrayList<>();
        needed.add(Access.to("sts:GetFederationToken", arn).with(tags.keys()));
        if (!tags.isEmpty()) {
            needed.add(Access.to("sts:TagSession", arn).with(tags.keys()));
        }
        return Accesses.of(needed);
    }

    @Override
    public GetFederationTokenOutput handle(Authorized<GetFederationTokenInput> request) {
        GetFederationTokenInput input = request.input();
        SessionTags tags = SessionTags.of(input.tags(), null, null);
        List<String> arns = SessionPolicies.arns(input.policyArns());
        policies.check(request.view(), request.account(), input.policy(), arns);
        Integer packed = SessionPolicies.packedPercent(input.policy(), arns, tags.all());
        Credentials credentials = mint.mint(
                new SessionMint.Order(
                        request.account(),
                        Session.Kind.FEDERATED_USER,
                        request.caller().userId(),
                        input.name(),
                        request.time(),
                        GetSessionToken.seconds(input.durationSeconds(), false),
                        false,
                        false),
                new SessionMint.Terms(input.policy(), arns, tags.all(), List.of(), null));
        String id = request.account() + ":" + input.name();
        return GetFederationTokenOutput.builder()
                .credentials(credentials)
                .federatedUser(new FederatedUser(id, arn(request.account(), input.name())))
                .packedPolicySize(packed == null ? 0 : packed)
                .build();
    }

    private static String arn(String account, String name) {
        return "arn:aws:sts::" + account + ":federated-user/" + name;
    }
}
