package signet.sts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.identity.Session;
import signet.model.OperationModel;
import signet.model.sts.AssumeRoleWithSAMLInput;
import signet.model.sts.AssumeRoleWithSAMLOutput;
import signet.model.sts.AssumedRoleUser;
import signet.model.sts.Credentials;
import signet.model.sts.StsOperations;
import signet.policy.Context;
import signet.policy.SourcedPolicy;

/**
 * AssumeRoleWithSAML: the request needs no signature, for the assertion in it says who asks. The role's trust policy alone
 * decides, about the provider and by what it asserts.
 */
final class AssumeRoleWithSaml implements Operation<AssumeRoleWithSAMLInput, AssumeRoleWithSAMLOutput> {
    private static final int DEFAULT_SECONDS = 3600;

    private final Permissions permissions;
    private final SessionPolicies policies;
    private final SessionMint mint;

    AssumeRoleWithSaml(Permissions permissions, SessionPolicies policies, SessionMint mint) {
        this.permissions = permissions;
        this.policies = policies;
        this.mint = mint;
    }

    @Override
    public OperationModel<AssumeRoleWithSAMLInput, AssumeRoleWithSAMLOutput> model() {
        return StsOperations.ASSUME_ROLE_WITH_SAML;
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public Accesses accesses(Call<AssumeRoleWithSAMLInput> call) {
        AssumeRoleWithSAMLInput input = call.input();
        if (!AssumeRole.isRole(input.roleArn())) {
            throw StsErrorTexts.validation("Request ARN is invalid");
        }
        if (input.minimumSessionTokenSize() != null) {
            throw StsErrorTexts.notImplemented("MinimumSessionTokenSize of sts:AssumeRoleWithSAML");
        }
        SamlClaims claims = SamlTokens.read(
                call.view(),
                input.principalArn(),
                input.samlAssertion(),
                call.info().time());
        Context keys = keys(claims);
        Role role = AssumeRole.role(call.view(), input.roleArn())
                .filter(found -> found.account().equals(claims.provider().account()))
                .filter(found -> claims.mayAssume(found.arn()))
                .orElseThrow(SamlClaims::notAuthorized);
        SourcedPolicy trust = permissions.trustInFederated(role).orElseThrow(SamlClaims::notAuthorized);
        List<Access> needed = new ArrayList<>();
        for (String action : actions(claims)) {
            needed.add(Access.to(action, role.arn())
                    .ownedBy(role.account())
                    .with(keys)
                    .with(AssumeRole.tagsOf(role))
                    .guardedBy(trust));
        }
        return Accesses.of(needed).openToAnonymous().askedBy(claims.caller());
    }

    private static List<String> actions(SamlClaims claims) {
        List<String> actions = new ArrayList<>(List.of("sts:AssumeRoleWithSAML"));
        if (!claims.tags().isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (claims.sourceIdentity() != null) {
            actions.add("sts:SetSourceIdentity");
        }
        return actions;
    }

    private static Context keys(SamlClaims claims) {
        Context.Builder keys = Context.builder().put("sts:RoleSessionName", claims.roleSessionName());
        Optional.ofNullable(claims.sourceIdentity()).ifPresent(id -> keys.put("sts:SourceIdentity", id));
        return claims.keys().with(keys.build()).with(claims.tags().keys());
    }

    private static int asked(AssumeRoleWithSAMLInput input) {
        return Objects.requireNonNullElse(input.durationSeconds(), DEFAULT_SECONDS);
    }

    @Override
    public AssumeRoleWithSAMLOutput handle(Authorized<AssumeRoleWithSAMLInput> request) {
        AssumeRoleWithSAMLInput input = request.input();
        SamlClaims claims =
                SamlTokens.read(request.view(), input.principalArn(), input.samlAssertion(), request.time());
        Role role = AssumeRole.role(request.view(), input.roleArn()).orElseThrow();
        if (asked(input) > role.maxSessionSeconds()) {
            throw StsErrorTexts.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        SessionTags tags = claims.tags();
        List<String> arns = SessionPolicies.arns(input.policyArns());
        policies.check(request.view(), role.account(), input.policy(), arns);
        Integer packed = SessionPolicies.packedPercent(input.policy(), arns, tags.all());
        String name = claims.roleSessionName();
        Credentials credentials = mint.mint(
                new SessionMint.Order(
                        role.account(),
                        Session.Kind.ROLE,
                        role.id(),
                        name,
                        request.time(),
                        Math.min(asked(input), claims.mostSeconds(request.time())),
                        false,
                        false),
                new SessionMint.Terms(
                        input.policy(),
                        arns,
                        tags.all(),
                        tags.allTransitive(),
                        claims.sourceIdentity(),
                        claims.lastingKeys(),
                        Map.of()));
        String arn = "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + name;
        return AssumeRoleWithSAMLOutput.builder()
                .credentials(credentials)
                .assumedRoleUser(new AssumedRoleUser(role.id() + ":" + name, arn))
                .packedPolicySize(packed)
                .subject(claims.subject().name())
                .subjectType(claims.subjectType())
                .issuer(claims.assertion().issuer())
                .audience(claims.recipient())
                .nameQualifier(claims.nameQualifier())
                .sourceIdentity(claims.sourceIdentity())
                .build();
    }
}
