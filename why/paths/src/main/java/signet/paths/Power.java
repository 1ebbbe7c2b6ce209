package signet.paths;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.RequestInfo;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.policy.Effect;
import signet.policy.SourcedPolicy;
import signet.policy.Statement;
import signet.reasoning.Inquiry;

/** What one principal may do in one world, as the engine decides it. */
final class Power {
    /**
     * Who may do all of these on {@code *}, without a condition key but those that every request has, is an administrator. The
     * last is no service's: only what allows every service's actions allows it.
     */
    static final List<String> EVERYTHING = List.of(
            "iam:PutUserPolicy",
            "iam:AttachRolePolicy",
            "iam:CreatePolicyVersion",
            "iam:PassRole",
            "sts:AssumeRole",
            "ec2:RunInstances",
            "lambda:CreateFunction",
            "s3:GetObject",
            "kms:Decrypt",
            "secretsmanager:GetSecretValue",
            "signet:Everything");

    private final World world;
    private final Caller caller;
    private final Inquiry inquiry;
    private final Function<Access, Decided> decisions;
    private final Map<Need, Optional<Step>> known = new HashMap<>();
    private final Map<String, Optional<Step>> passes = new HashMap<>();
    private final Map<String, Boolean> covered = new HashMap<>();
    private final List<SourcedPolicy> policies;
    private @Nullable Boolean administrator;

    Power(World world, Caller caller) {
        this.world = world;
        this.caller = caller;
        this.inquiry = world.survey().inquiry();
        RequestInfo info = inquiry.info();
        this.decisions = inquiry.authorizer().decisions(caller, info, world.view());
        this.policies = holder(caller)
                .map(holder -> world.survey().permissions().identity(world.view(), holder))
                .orElse(List.of());
    }

    Caller caller() {
        return caller;
    }

    /** The user or role whose policies these are. */
    PolicyHolder holder() {
        return holder(caller).orElseThrow();
    }

    private static Optional<PolicyHolder> holder(Caller caller) {
        return switch (caller) {
            case Caller.IamUser user -> Optional.of(user.user());
            case Caller.RoleSession session -> Optional.of(session.role());
            case Caller.Root root -> Optional.empty();
            case Caller.FederatedUser federated -> Optional.empty();
            case Caller.AwsService service -> Optional.empty();
            case Caller.Federated federated -> Optional.empty();
            case Caller.Anonymous anonymous -> Optional.empty();
        };
    }

    /** The ARN of the user or role. */
    String arn() {
        return holder().arn();
    }

    /** Whether a statement of its own covers an action; if none does, only what a resource's policy grants remains. */
    boolean covers(String action) {
        return !world.pruned()
                || covered.computeIfAbsent(
                        action,
                        name -> policies.stream()
                                .anyMatch(policy -> policy.policy().mayAllow(name)));
    }

    /** Whether it does so for all of these. */
    boolean covers(List<Need> needs) {
        return needs.stream().allMatch(need -> covers(need.action()));
    }

    /** The Resource entries of its Allow statements, as written. */
    Set<String> resourcesNamed() {
        Set<String> named = new LinkedHashSet<>();
        for (SourcedPolicy policy : policies) {
            for (Statement statement : policy.policy().statements()) {
                if (statement.effect() == Effect.ALLOW) {
                    named.addAll(statement.resources());
                }
            }
        }
        return named;
    }

    /** The step, if it is allowed. */
    Optional<Step> may(Need need) {
        return known.computeIfAbsent(need, this::asked);
    }

    private Optional<Step> asked(Need need) {
        return may(inquiry.resources()
                .access(world.view(), caller, need.action(), need.resource())
                .with(need.keys()));
    }

    /** The step, if it is allowed. */
    Optional<Step> may(Access access) {
        Decided decided = decisions.apply(access);
        return decided.decision().allowed() ? Optional.of(new Step(decided)) : Optional.empty();
    }

    /** All steps, if each is allowed. */
    Optional<List<Step>> mayAll(List<Need> needs) {
        List<Step> steps = new ArrayList<>();
        for (Need need : needs) {
            Optional<Step> step = may(need);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return Optional.of(steps);
    }

    /** All steps, if each is allowed. */
    Optional<List<Step>> mayAllOf(List<Access> accesses) {
        List<Step> steps = new ArrayList<>();
        for (Access access : accesses) {
            Optional<Step> step = may(access);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return Optional.of(steps);
    }

    /** The step of assuming a role, by a session named as usual or, if need be, as itself. */
    Optional<Step> mayAssume(Role role) {
        Access access = world.assuming(role);
        String own = holder().name();
        Optional<Step> usual = may(access.with("sts:RoleSessionName", SESSION));
        return usual.isPresent()
                        || own.length() < 2
                        || !world.trust(role).document().contains("RoleSessionName")
                ? usual
                : may(access.with("sts:RoleSessionName", own));
    }

    /** The step of passing a role to a service. */
    Optional<Step> mayPass(Role role, String service, String associated) {
        return passes.computeIfAbsent(role.arn() + " " + service + " " + associated, key -> {
            Access access = Access.passing(role, service);
            return may(associated.isEmpty() ? access : access.with("iam:AssociatedResourceArn", associated));
        });
    }

    /** Whether a policy of its own asks for a condition key. */
    boolean asksFor(String key) {
        return policies.stream()
                .flatMap(policy -> policy.policy().conditionKeys().stream())
                .anyMatch(key::equalsIgnoreCase);
    }

    /** Whether it may do everything: see {@link #EVERYTHING}. */
    boolean administrator() {
        Boolean found = administrator;
        if (found == null) {
            found = EVERYTHING.stream()
                    .allMatch(action -> covers(action)
                            && decisions
                                    .apply(Access.to(action, "*"))
                                    .decision()
                                    .allowed());
            administrator = found;
        }
        return found;
    }

    static final String SESSION = "signet";
}
