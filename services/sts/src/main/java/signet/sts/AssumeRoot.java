package signet.sts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.identity.Membership;
import signet.identity.Organization;
import signet.identity.Permissions;
import signet.identity.RootAccess;
import signet.identity.Session;
import signet.model.OperationModel;
import signet.model.sts.AssumeRootInput;
import signet.model.sts.AssumeRootOutput;
import signet.model.sts.StsOperations;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/**
 * AssumeRoot: a quarter of an hour as the root user of a member account, for one task. An organization that enabled it
 * has its management account trusted by each of its members' root users; as with a role of another account, the caller
 * needs the permission as well.
 */
final class AssumeRoot implements Operation<AssumeRootInput, AssumeRootOutput> {
    /** Whether a request was made by such a session (IAM User Guide, "AWS global condition context keys"). */
    static final String KEY = "aws:AssumedRoot";

    private static final Pattern TARGET = Pattern.compile("([0-9]{12})|arn:aws:iam::([0-9]{12}):root");
    private static final String TASKS = "arn:aws:iam::aws:policy/root-task/";
    private static final int LONGEST_SECONDS = 900;
    private static final Map<String, RootAccess.Feature> FEATURES = Map.of(
            TASKS + "IAMAuditRootUserCredentials", RootAccess.Feature.ROOT_CREDENTIALS_MANAGEMENT,
            TASKS + "IAMCreateRootUserPassword", RootAccess.Feature.ROOT_CREDENTIALS_MANAGEMENT,
            TASKS + "IAMDeleteRootUserCredentials", RootAccess.Feature.ROOT_CREDENTIALS_MANAGEMENT,
            TASKS + "S3UnlockBucketPolicy", RootAccess.Feature.ROOT_SESSIONS,
            TASKS + "SQSUnlockQueuePolicy", RootAccess.Feature.ROOT_SESSIONS);

    private final Permissions permissions;
    private final SessionMint mint;

    AssumeRoot(Permissions permissions, SessionMint mint) {
        this.permissions = permissions;
        this.mint = mint;
    }

    @Override
    public OperationModel<AssumeRootInput, AssumeRootOutput> model() {
        return StsOperations.ASSUME_ROOT;
    }

    @Override
    public Accesses accesses(Call<AssumeRootInput> call) {
        if (call.input().minimumSessionTokenSize() != null) {
            throw StsErrorTexts.notImplemented("MinimumSessionTokenSize of sts:AssumeRoot");
        }
        String member = member(call.input());
        String task = task(call.input());
        String resource = arn(member);
        StsErrorTexts.refuseUserSessions(call.caller(), "AssumeRoot");
        if (call.caller() instanceof Caller.Root
                || !enabled(call.view(), call.caller().account(), member, task)) {
            throw StsErrorTexts.denied(call.caller(), "sts:AssumeRoot", resource);
        }
        return Accesses.of(Access.to("sts:AssumeRoot", resource)
                .ownedBy(member)
                .with("sts:TaskPolicyArn", task)
                .guardedBy(trust(call.caller().account())));
    }

    @Override
    public AssumeRootOutput handle(Authorized<AssumeRootInput> request) {
        AssumeRootInput input = request.input();
        String member = member(input);
        Session session = request.caller().session();
        String sourceIdentity = session == null ? null : session.sourceIdentity();
        return AssumeRootOutput.builder()
                .credentials(mint.mint(
                        new SessionMint.Order(
                                member,
                                Session.Kind.ROOT,
                                member,
                                "",
                                request.time(),
                                Objects.requireNonNullElse(input.durationSeconds(), LONGEST_SECONDS),
                                false,
                                session != null),
                        new SessionMint.Terms(
                                null,
                                List.of(task(input)),
                                Map.of(),
                                List.of(),
                                sourceIdentity,
                                Map.of(KEY, "true"),
                                Map.of())))
                .sourceIdentity(sourceIdentity)
                .build();
    }

    private static String arn(String account) {
        return "arn:aws:iam::" + account + ":root";
    }

    private static String member(AssumeRootInput input) {
        Matcher target = TARGET.matcher(input.targetPrincipal());
        if (!target.matches()) {
            throw StsErrorTexts.validation(input.targetPrincipal() + " is invalid");
        }
        return target.group(1) == null ? target.group(2) : target.group(1);
    }

    private static String task(AssumeRootInput input) {
        String arn = input.taskPolicyArn().arn();
        if (arn == null) {
            throw StsErrorTexts.validation("1 validation error detected: Value null at 'taskPolicyArn.arn' failed to"
                    + " satisfy constraint: Member must not be null");
        }
        if (!FEATURES.containsKey(arn)) {
            throw StsErrorTexts.validation(arn + " is invalid");
        }
        return arn;
    }

    /** Whether the account manages the other one, and may do the task in it. */
    private static boolean enabled(View view, String account, String member, String task) {
        Optional<String> organization = Membership.of(view, account)
                .map(Membership::organization)
                .filter(place -> place.managementAccount().equals(account) && !member.equals(account))
                .map(Organization::id);
        return organization.isPresent()
                && Membership.of(view, member)
                        .map(place -> place.organization().id())
                        .equals(organization)
                && RootAccess.of(view, organization.get())
                        .features()
                        .contains(Objects.requireNonNull(FEATURES.get(task)));
    }

    private SourcedPolicy trust(String managementAccount) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + arn(managementAccount) + "\"},\"Action\":\"sts:AssumeRoot\",\"Resource\":\"*\"}}";
        return new SourcedPolicy("centralized root access", true, permissions.compiled(PolicyKind.RESOURCE, text));
    }
}
