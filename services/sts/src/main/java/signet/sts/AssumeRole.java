package signet.sts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.sts.AssumeRoleInput;
import signet.model.sts.AssumeRoleOutput;
import signet.model.sts.AssumedRoleUser;
import signet.model.sts.Credentials;
import signet.model.sts.StsOperations;
import signet.policy.Context;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/** AssumeRole: allowed by the caller's policies and the role's trust policy together, as the engine weighs them. */
final class AssumeRole implements Operation<AssumeRoleInput, AssumeRoleOutput> {
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:.*/)?([\\w+=,.@-]{1,64})");
    private static final int DEFAULT_SECONDS = 3600;
    private static final int CHAINED_SECONDS = 3600;

    private final Permissions permissions;
    private final SessionPolicies policies;
    private final SessionMint mint;
    private final Mfa mfa;

    AssumeRole(Permissions permissions, SessionPolicies policies, SessionMint mint, Mfa mfa) {
        this.permissions = permissions;
        this.policies = policies;
        this.mint = mint;
        this.mfa = mfa;
    }

    @Override
    public OperationModel<AssumeRoleInput, AssumeRoleOutput> model() {
        return StsOperations.ASSUME_ROLE;
    }

    @Override
    public Accesses accesses(Call<AssumeRoleInput> call) {
        AssumeRoleInput input = call.input();
        refuseUnsupported(input);
        if (call.caller() instanceof Caller.Root) {
            throw StsErrorTexts.accessDenied("Roles may not be assumed by root accounts.");
        }
        if (call.caller() instanceof Caller.FederatedUser) {
            throw StsErrorTexts.accessDenied("Cannot call AssumeRole with session credentials");
        }
        Context proved =
                mfa.check(call.view(), call.caller(), proof(input), call.info().time());
        SessionTags tags = SessionTags.of(
                input.tags(), input.transitiveTagKeys(), call.caller().session());
        String sourceIdentity = sourceIdentity(call.caller(), input);
        // Last, for whatever is wrong with the request must not tell whether the role exists.
        Role role = role(call.view(), input.roleArn())
                .orElseThrow(() -> StsErrorTexts.denied(call.caller(), "sts:AssumeRole", input.roleArn()));
        Context keys = keys(input, role, tags, sourceIdentity).with(proved);
        SourcedPolicy trust = permissions.trust(role);
        List<Access> needed = new ArrayList<>();
        needed.add(access("sts:AssumeRole", role, keys, trust));
        if (!tags.isEmpty()) {
            needed.add(access("sts:TagSession", role, keys, trust));
        }
        if (sourceIdentity != null) {
            needed.add(access("sts:SetSourceIdentity", role, keys, trust));
        }
        return Accesses.of(needed);
    }

    @Override
    public AssumeRoleOutput handle(Authorized<AssumeRoleInput> request) {
        AssumeRoleInput input = request.input();
        Role role = role(request.view(), input.roleArn()).orElseThrow();
        boolean chained = request.caller() instanceof Caller.RoleSession;
        int seconds = seconds(input, role, chained);
        SessionTags tags = SessionTags.of(
                input.tags(), input.transitiveTagKeys(), request.caller().session());
        List<String> arns = SessionPolicies.arns(input.policyArns());
        policies.check(request.view(), role.account(), input.policy(), arns);
        Integer packed = SessionPolicies.packedPercent(input.policy(), arns, tags.all());
        String sourceIdentity = sourceIdentity(request.caller(), input);
        mfa.spend(request.caller(), proof(input), request.time());
        Credentials credentials = mint.mint(
                new SessionMint.Order(
                        role.account(),
                        Session.Kind.ROLE,
                        role.id(),
                        input.roleSessionName(),
                        request.time(),
                        seconds,
                        false, // a role's session tells nothing of MFA (IAM User Guide, "Secure API access with MFA")
                        chained),
                new SessionMint.Terms(input.policy(), arns, tags.all(), tags.allTransitive(), sourceIdentity));
        String name = input.roleSessionName();
        String arn = "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + name;
        return AssumeRoleOutput.builder()
                .credentials(credentials)
                .assumedRoleUser(new AssumedRoleUser(role.id() + ":" + name, arn))
                .packedPolicySize(packed)
                .sourceIdentity(sourceIdentity)
                .build();
    }

    private static Mfa.Proof proof(AssumeRoleInput input) {
        return new Mfa.Proof(input.serialNumber(), input.tokenCode());
    }

    private static void refuseUnsupported(AssumeRoleInput input) {
        if (input.providedContexts() != null) {
            throw StsErrorTexts.notImplemented("ProvidedContexts of sts:AssumeRole");
        }
        if (input.minimumSessionTokenSize() != null) {
            throw StsErrorTexts.notImplemented("MinimumSessionTokenSize of sts:AssumeRole");
        }
    }

    /** Whether a text is the ARN of a role that might exist. */
    static boolean isRole(String arn) {
        return ROLE_ARN.matcher(arn).matches();
    }

    static Optional<Role> role(View view, String arn) {
        Matcher matcher = ROLE_ARN.matcher(arn);
        if (!matcher.matches()) {
            throw StsErrorTexts.validation(arn + " is invalid");
        }
        String key = Tables.key(matcher.group(1), matcher.group(2));
        return view.effective().get(Tables.ROLES, key).filter(role -> role.arn().equals(arn));
    }

    private static Access access(String action, Role role, Context keys, SourcedPolicy trust) {
        return Access.to(action, role.arn()).ownedBy(role.account()).with(keys).guardedBy(trust);
    }

    private static Context keys(AssumeRoleInput input, Role role, SessionTags tags, @Nullable String sourceIdentity) {
        Context.Builder keys = Context.builder();
        keys.put("sts:RoleSessionName", input.roleSessionName());
        Optional.ofNullable(input.externalId()).ifPresent(id -> keys.put("sts:ExternalId", id));
        Optional.ofNullable(sourceIdentity).ifPresent(id -> keys.put("sts:SourceIdentity", id));
        return keys.build().with(tagsOf(role)).with(tags.keys());
    }

    /** The condition keys that a role's own tags are. */
    static Context tagsOf(Role role) {
        Context.Builder keys = Context.builder();
        role.tags().forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, value);
            keys.put("iam:ResourceTag/" + key, value);
        });
        return keys.build();
    }

    /** A source identity, once set, stays along a chain of roles. */
    private static @Nullable String sourceIdentity(Caller caller, AssumeRoleInput input) {
        Session session = caller.session();
        String inherited = session == null ? null : session.sourceIdentity();
        String wanted = input.sourceIdentity();
        if (inherited != null && wanted != null && !wanted.equals(inherited)) {
            throw StsErrorTexts.denied(caller, "sts:SetSourceIdentity", input.roleArn());
        }
        return wanted == null ? inherited : wanted;
    }

    private static int seconds(AssumeRoleInput input, Role role, boolean chained) {
        int seconds = Objects.requireNonNullElse(input.durationSeconds(), DEFAULT_SECONDS);
        if (seconds > role.maxSessionSeconds()) {
            throw StsErrorTexts.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        if (chained && seconds > CHAINED_SECONDS) {
            throw StsErrorTexts.validation("The requested DurationSeconds exceeds the 1 hour session limit for roles"
                    + " assumed by role chaining.");
        }
        return seconds;
    }
}
