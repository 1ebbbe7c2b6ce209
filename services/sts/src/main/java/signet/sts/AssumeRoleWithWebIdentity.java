package signet.sts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.sts.AssumeRoleWithWebIdentityInput;
import signet.model.sts.AssumeRoleWithWebIdentityOutput;
import signet.model.sts.AssumedRoleUser;
import signet.model.sts.Credentials;
import signet.model.sts.StsErrors;
import signet.model.sts.StsOperations;
import signet.model.sts.Tag;
import signet.oidc.ClaimKeys;
import signet.oidc.IdToken;
import signet.oidc.RefusedTokenException;
import signet.policy.Context;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/**
 * AssumeRoleWithWebIdentity: a token of an identity provider stands in the place of a signature, and the role's trust policy
 * alone says whether it is enough. Who signs the request besides does not matter.
 */
final class AssumeRoleWithWebIdentity
        implements Operation<AssumeRoleWithWebIdentityInput, AssumeRoleWithWebIdentityOutput> {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:.*/)?([\\w+=,.@-]{1,64})");
    private static final int DEFAULT_SECONDS = 3600;

    private final Permissions permissions;
    private final SessionPolicies policies;
    private final SessionMint mint;
    private final WebIdentities identities;

    AssumeRoleWithWebIdentity(
            Permissions permissions, SessionPolicies policies, SessionMint mint, WebIdentities identities) {
        this.permissions = permissions;
        this.policies = policies;
        this.mint = mint;
        this.identities = identities;
    }

    @Override
    public OperationModel<AssumeRoleWithWebIdentityInput, AssumeRoleWithWebIdentityOutput> model() {
        return StsOperations.ASSUME_ROLE_WITH_WEB_IDENTITY;
    }

    @Override
    public boolean unsigned() {
        return true;
    }

    @Override
    public Accesses accesses(Call<AssumeRoleWithWebIdentityInput> call) {
        AssumeRoleWithWebIdentityInput input = call.input();
        refuseUnsupported(input);
        String account = named(input.roleArn()).group(1);
        WebIdentities.Claimed claimed = identities.read(
                call.view(), account, input.webIdentityToken(), call.info().time());
        boolean authorized = identities.verify(claimed, input.roleArn());
        SessionTags tags = tags(claimed);
        // Last, for only who comes with a good token may learn anything of the role.
        Role role = role(call.view(), input.roleArn()).orElseThrow(() -> StsErrorTexts.notAuthorized(ACTION));
        SourcedPolicy trust = permissions.trustInFederated(role).orElseThrow(() -> StsErrorTexts.notAuthorized(ACTION));
        Context keys = keys(input, claimed, role, authorized).with(tags.keys());
        List<Access> needed = new ArrayList<>();
        needed.add(access(ACTION, role, keys, trust));
        if (!tags.isEmpty()) {
            needed.add(access("sts:TagSession", role, keys, trust));
        }
        if (claimed.claims().sourceIdentity() != null) {
            needed.add(access("sts:SetSourceIdentity", role, keys, trust));
        }
        return Accesses.of(needed).askedBy(claimed.holder());
    }

    @Override
    public AssumeRoleWithWebIdentityOutput handle(Authorized<AssumeRoleWithWebIdentityInput> request) {
        AssumeRoleWithWebIdentityInput input = request.input();
        Role role = role(request.view(), input.roleArn()).orElseThrow();
        int seconds = Objects.requireNonNullElse(input.durationSeconds(), DEFAULT_SECONDS);
        if (seconds > role.maxSessionSeconds()) {
            throw StsErrorTexts.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        WebIdentities.Claimed claimed =
                identities.read(request.view(), role.account(), input.webIdentityToken(), request.time());
        SessionTags tags = tags(claimed);
        List<String> arns = SessionPolicies.arns(input.policyArns());
        policies.check(request.view(), role.account(), input.policy(), arns);
        ClaimKeys carried = ClaimKeys.inSession(claimed.identity());
        Map<String, String> keys = new LinkedHashMap<>(carried.single());
        keys.put("aws:FederatedProvider", claimed.provider());
        // What a session carries counts, as the tags do.
        Map<String, String> packed = new LinkedHashMap<>(tags.all());
        packed.putAll(keys);
        String sourceIdentity = claimed.claims().sourceIdentity();
        Integer percent = SessionPolicies.packedPercent(input.policy(), arns, packed);
        Credentials credentials = mint.mint(
                new SessionMint.Order(
                        role.account(),
                        Session.Kind.ROLE,
                        role.id(),
                        input.roleSessionName(),
                        request.time(),
                        seconds,
                        false,
                        false),
                new SessionMint.Terms(
                        input.policy(), arns, tags.all(), tags.allTransitive(), sourceIdentity, keys, carried.lists()));
        return output(input, role, claimed)
                .credentials(credentials)
                .packedPolicySize(percent)
                .sourceIdentity(sourceIdentity)
                .build();
    }

    private static AssumeRoleWithWebIdentityOutput.Builder output(
            AssumeRoleWithWebIdentityInput input, Role role, WebIdentities.Claimed claimed) {
        String name = input.roleSessionName();
        String arn = "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + name;
        return AssumeRoleWithWebIdentityOutput.builder()
                .subjectFromWebIdentityToken(claimed.identity().subject())
                .audience(claimed.identity().audience())
                .provider(claimed.provider())
                .assumedRoleUser(new AssumedRoleUser(role.id() + ":" + name, arn));
    }

    private static void refuseUnsupported(AssumeRoleWithWebIdentityInput input) {
        if (input.minimumSessionTokenSize() != null) {
            throw StsErrorTexts.notImplemented("MinimumSessionTokenSize of " + ACTION);
        }
        String provider = input.providerId();
        if (provider == null) {
            return;
        }
        if (!provider.equals("www.amazon.com") && !provider.equals("graph.facebook.com")) {
            throw StsErrorTexts.accessDenied("Unrecognized OAuth provider. Do not include a provider parameter when"
                    + " submitting OpenIDConnect ID tokens");
        }
        if (provider.equals("www.amazon.com") && isIdToken(input.webIdentityToken())) {
            throw StsErrors.invalidIdentityToken("Provided Token is not a Login With Amazon token");
        }
        throw StsErrorTexts.notImplemented("access tokens of " + provider + " for " + ACTION);
    }

    private static boolean isIdToken(String text) {
        try {
            IdToken.read(text);
            return true;
        } catch (RefusedTokenException e) {
            return false;
        }
    }

    private static Matcher named(String arn) {
        Matcher matcher = ROLE_ARN.matcher(arn);
        if (!matcher.matches()) {
            throw StsErrorTexts.validation("Request ARN is invalid");
        }
        return matcher;
    }

    private static Optional<Role> role(View view, String arn) {
        Matcher named = named(arn);
        return view.effective()
                .get(Tables.ROLES, Tables.key(named.group(1), named.group(2)))
                .filter(role -> role.arn().equals(arn));
    }

    /**
     * @throws AwsError if they are no tags that a session may have
     */
    private static SessionTags tags(WebIdentities.Claimed claimed) {
        List<Tag> tags = claimed.claims().tags().entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
        return SessionTags.of(tags, claimed.claims().transitive(), null);
    }

    private static Access access(String action, Role role, Context keys, SourcedPolicy trust) {
        return Access.to(action, role.arn()).ownedBy(role.account()).with(keys).guardedBy(trust);
    }

    /** The keys about who asks are those that STS was seen to have: no ARN, the provider as the id, and so a user. */
    private static Context keys(
            AssumeRoleWithWebIdentityInput input, WebIdentities.Claimed claimed, Role role, boolean authorized) {
        Context.Builder keys = Context.builder();
        ClaimKeys claims = ClaimKeys.whenAssuming(claimed.identity());
        claims.single().forEach(keys::put);
        claims.lists().forEach(keys::put);
        keys.put("aws:FederatedProvider", claimed.provider());
        keys.put("aws:userid", claimed.provider());
        keys.put("aws:PrincipalType", "User");
        keys.put("aws:PrincipalIsAWSService", "false");
        if (!claimed.account().isEmpty()) {
            keys.put("aws:PrincipalAccount", claimed.account());
        }
        keys.put("sts:RoleSessionName", input.roleSessionName());
        keys.put("sts:RoleAuthorizedByIdp", Boolean.toString(authorized));
        sourceIdentity(keys, claimed.claims().sourceIdentity());
        role.tags().forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, value);
            keys.put("iam:ResourceTag/" + key, value);
        });
        return keys.build();
    }

    private static void sourceIdentity(Context.Builder keys, @Nullable String identity) {
        if (identity != null) {
            keys.put("sts:SourceIdentity", identity);
        }
    }
}
