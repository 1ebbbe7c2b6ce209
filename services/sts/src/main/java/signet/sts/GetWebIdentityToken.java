package signet.sts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.TokenIssuer;
import signet.model.OperationModel;
import signet.model.sts.GetWebIdentityTokenInput;
import signet.model.sts.GetWebIdentityTokenOutput;
import signet.model.sts.StsErrors;
import signet.model.sts.StsOperations;
import signet.oidc.OwnTokens;
import signet.policy.Context;

/** GetWebIdentityToken: a token by which the caller proves elsewhere who it is. */
final class GetWebIdentityToken implements Operation<GetWebIdentityTokenInput, GetWebIdentityTokenOutput> {
    private static final int DEFAULT_SECONDS = 300;

    /** STS was seen to sign so many bytes of claims, and not one more. */
    private static final int LARGEST_PAYLOAD = 14_984;

    private final Ids ids;
    private final Supplier<String> endpoint;

    GetWebIdentityToken(Ids ids, Supplier<String> endpoint) {
        this.ids = ids;
        this.endpoint = endpoint;
    }

    @Override
    public OperationModel<GetWebIdentityTokenInput, GetWebIdentityTokenOutput> model() {
        return StsOperations.GET_WEB_IDENTITY_TOKEN;
    }

    @Override
    public Accesses accesses(Call<GetWebIdentityTokenInput> call) {
        GetWebIdentityTokenInput input = call.input();
        if (call.caller() instanceof Caller.FederatedUser) {
            throw StsErrorTexts.accessDenied("Cannot call GetWebIdentityToken with session credentials");
        }
        if (!List.of("RS256", "ES384").contains(input.signingAlgorithm())) {
            throw StsErrorTexts.validation("Requested SigningAlgorithm is not supported. See the GetWebIdentityToken"
                    + " documentation for supported algorithms");
        }
        Map<String, String> tags = TokenClaims.tags(input.tags());
        String self = "arn:aws:sts::" + call.caller().account() + ":self";
        Context.Builder keys = Context.builder()
                .put("sts:IdentityTokenAudience", input.audience())
                .put("sts:SigningAlgorithm", input.signingAlgorithm())
                .put("sts:DurationSeconds", Integer.toString(seconds(input)))
                .put("aws:TagKeys", List.copyOf(tags.keySet()));
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        List<Access> needed = new ArrayList<>();
        needed.add(Access.to("sts:GetWebIdentityToken", self).with(keys.build()));
        if (!tags.isEmpty()) {
            needed.add(Access.to("sts:TagGetWebIdentityToken", self).with(keys.build()));
        }
        return Accesses.of(needed);
    }

    @Override
    public GetWebIdentityTokenOutput handle(Authorized<GetWebIdentityTokenInput> request) {
        GetWebIdentityTokenInput input = request.input();
        TokenIssuer issuer = request.view()
                .get(Tables.TOKEN_ISSUERS, request.account())
                .filter(TokenIssuer::enabled)
                .orElseThrow(() ->
                        StsErrors.outboundWebIdentityFederationDisabled("OutboundWebIdentityFederation is disabled."));
        Instant issued = request.time().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = issued.plus(Duration.ofSeconds(seconds(input)));
        Session session = request.caller().session();
        if (session != null && expires.isAfter(session.expires())) {
            throw StsErrors.sessionDurationEscalation(
                    "The requested token duration would extend the session beyond its" + " original expiration time.");
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", endpoint.get() + TokenIssuer.path(issuer.account()));
        claims.put("sub", TokenClaims.principal(request.caller()));
        claims.put("aud", input.audience().size() == 1 ? input.audience().getFirst() : input.audience());
        claims.put("iat", issued.getEpochSecond());
        claims.put("exp", expires.getEpochSecond());
        claims.put("jti", ids.uuid());
        claims.put("https://sts.amazonaws.com/", TokenClaims.of(request, TokenClaims.tags(input.tags())));
        String payload = OwnTokens.payload(claims);
        if (payload.getBytes(StandardCharsets.UTF_8).length > LARGEST_PAYLOAD) {
            throw StsErrors.jwtPayloadSizeExceeded("The requested token payload size exceeds the maximum allowed size."
                    + " Reduce the number of request tags included in the GetWebIdentityToken API call to reduce the"
                    + " token payload size.");
        }
        String token = input.signingAlgorithm().equals("RS256")
                ? OwnTokens.signed(payload, issuer.rsaKey())
                : OwnTokens.signed(payload, issuer.ecKey());
        return new GetWebIdentityTokenOutput(token, expires);
    }

    private static int seconds(GetWebIdentityTokenInput input) {
        return Objects.requireNonNullElse(input.durationSeconds(), DEFAULT_SECONDS);
    }
}
