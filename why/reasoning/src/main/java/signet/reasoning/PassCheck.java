package signet.reasoning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.Explanation;
import signet.policy.Match;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/**
 * May somebody hand a role to a service, and can the service use it? Each kind of policy is asked by itself, so that all that
 * stands in the way is told at once.
 */
public final class PassCheck {
    private static final String PASS = "iam:PassRole";
    private static final String ASSUME = "sts:AssumeRole";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private final Inquiry inquiry;
    private final Permissions permissions;

    /** Checks over the view of an inquiry. */
    public PassCheck(Inquiry inquiry, Permissions permissions) {
        this.inquiry = inquiry;
        this.permissions = permissions;
    }

    /**
     * What is asked.
     *
     * @param service its principal, such as {@code ec2.amazonaws.com}
     * @param associated what the role will be attached to ({@code iam:AssociatedResourceArn}); null when nobody says
     */
    public record Question(
            Caller who, Role role, String service, @Nullable String associated) {}

    /** How a part of the check went. */
    public enum Verdict {
        /** It allows. */
        ALLOWS,
        /** It denies, explicitly or by allowing nothing. */
        DENIES,
        /** There is no such policy, so that it limits nothing. */
        ABSENT;

        /** One word for programs: allows, denies or absent. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One part of the check.
     *
     * @param part {@code permission}, {@code boundary}, {@code service control policies}, {@code account} or {@code trust}
     */
    public record Check(String part, Verdict verdict, String sentence) {}

    /**
     * The whole check.
     *
     * @param permission whether the role may be passed, by all policies together
     * @param trust whether the service may assume the role
     */
    public record Answer(List<Check> checks, Decided permission, Decided trust) {
        /** Copies the list. */
        public Answer {
            checks = List.copyOf(checks);
        }

        /** Whether the role can be passed and used. */
        public boolean passes() {
            return checks.stream().allMatch(check -> check.verdict() != Verdict.DENIES);
        }
    }

    /** Makes the check. */
    public Answer of(Question question) {
        Role role = question.role();
        Decided permission = inquiry.decide(question.who(), PASS, role.arn(), passing(question));
        Decided trust = inquiry.decide(new Caller.AwsService(question.service()), ASSUME, role.arn(), Context.EMPTY);
        Layers layers = new Consulted(permissions, inquiry.view()).of(question.who(), permission);
        List<Check> checks = new ArrayList<>();
        checks.add(account(question));
        checks.add(permission(question, permission, layers));
        checks.add(limit("boundary", PolicyKind.BOUNDARY, permission.request(), layers));
        checks.add(limit("service control policies", PolicyKind.SERVICE_CONTROL, permission.request(), layers));
        checks.add(trust(trust));
        return new Answer(checks, permission, trust);
    }

    private static Context passing(Question question) {
        Context.Builder keys = Context.builder().put("iam:PassedToService", question.service());
        Optional.ofNullable(question.associated()).ifPresent(arn -> keys.put("iam:AssociatedResourceArn", arn));
        return keys.build();
    }

    /** IAM User Guide, "Grant a user permissions to pass a role": not across accounts. */
    private static Check account(Question question) {
        String own = question.who().account();
        boolean same = own.equals(question.role().account());
        return new Check(
                "account",
                same ? Verdict.ALLOWS : Verdict.DENIES,
                same
                        ? "the role is of the caller's own account."
                        : "a role can be passed only within its own account: the role is of account "
                                + question.role().account() + ", the caller of " + own + ".");
    }

    private static Check permission(Question question, Decided permission, Layers layers) {
        if (question.who() instanceof Caller.Root) {
            return new Check("permission", Verdict.ALLOWS, "the root user needs no policy that allows it.");
        }
        return check("permission", PolicyKind.IDENTITY, permission.request(), of(layers, PolicyKind.IDENTITY));
    }

    private static Check limit(String part, PolicyKind kind, Request request, Layers layers) {
        List<Layers.Layer> own = of(layers, kind);
        if (own.isEmpty() || own.stream().allMatch(layer -> layer.policies().isEmpty())) {
            return new Check(part, Verdict.ABSENT, "none limits the caller.");
        }
        List<Layers.Layer> all = new ArrayList<>(own);
        all.add(new Layers.Layer(PolicyKind.IDENTITY, List.of(everything())));
        return check(part, kind, request, all);
    }

    private static List<Layers.Layer> of(Layers layers, PolicyKind kind) {
        return layers.caller().stream().filter(layer -> layer.kind() == kind).toList();
    }

    /** By these policies alone. */
    private static Check check(String part, PolicyKind kind, Request request, List<Layers.Layer> layers) {
        Explanation explanation = Evaluator.explain(request, new Layers(layers, null).set());
        if (!explanation.decision().allowed()) {
            return new Check(part, Verdict.DENIES, explanation.sentence());
        }
        String by = explanation.matched().stream()
                .filter(match -> match.kind() == kind && match.statement().effect() == Effect.ALLOW)
                .findFirst()
                .map(match -> " (" + place(match) + ")")
                .orElse("");
        return new Check(part, Verdict.ALLOWS, kind.withArticle() + " allows it" + by + ".");
    }

    private static String place(Match match) {
        return match.policy().source() + ", statement " + (match.statement().index() + 1)
                + match.statement().sid().map(sid -> " \"" + sid + "\"").orElse("") + ", line "
                + match.statement().startLine();
    }

    private static Check trust(Decided trust) {
        boolean allowed = trust.decision() instanceof Decision.Allowed;
        return new Check(
                "trust",
                allowed ? Verdict.ALLOWS : Verdict.DENIES,
                Evaluator.explain(trust.request(), trust.policies()).sentence());
    }

    /** What stands in for the policies that are not asked about. */
    private static SourcedPolicy everything() {
        Policy policy =
                Documents.compile(PolicyKind.IDENTITY, EVERYTHING, false).orElseThrow();
        return new SourcedPolicy("everything", true, policy);
    }
}
