package signet.reasoning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.policy.Context;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.Match;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/**
 * Who may take an action on a resource: the principals of an account, who of them could by assuming a role, and whom else the
 * resource's own policy lets in.
 */
public final class WhoCan {
    private static final String ASSUME = "sts:AssumeRole";

    private final Inquiry inquiry;
    private final Subjects subjects;

    /** Questions over the view of an inquiry. */
    public WhoCan(Inquiry inquiry) {
        this.inquiry = inquiry;
        this.subjects = new Subjects(inquiry.view(), inquiry.info().time());
    }

    /** Somebody who may, and the decision. */
    public record Able(Caller who, Decided decided) {}

    /**
     * Somebody who may not, but may assume a role that may.
     *
     * @param who a principal of the account, or a service
     * @param role the role's ARN
     * @param decided the decision to let it assume the role
     */
    public record Through(Caller who, String role, Decided decided) {}

    /**
     * Somebody outside the account whom the resource's policy lets in.
     *
     * @param principal as the policy names it: an ARN, an account, a service; {@code *} for everybody
     * @param statement the statement that does
     * @param subject to what it is subject still: its own account's policies, or nothing
     */
    public record Admitted(String principal, Match statement, Needs subject) {}

    /** What somebody whom the resource's policy lets in needs besides. */
    public enum Needs {
        /** Nothing. */
        NOTHING,
        /** A policy of its own account that allows the same. */
        OWN_POLICY
    }

    /**
     * Everybody.
     *
     * @param asked how many principals the account has
     */
    public record Answer(int asked, List<Able> able, List<Through> through, List<Admitted> admitted) {
        /** Copies the lists. */
        public Answer {
            able = List.copyOf(able);
            through = List.copyOf(through);
            admitted = List.copyOf(admitted);
        }
    }

    /**
     * Who may.
     *
     * @param account whose principals are asked about
     * @param keys condition keys, which win over those that each caller gives
     */
    public Answer of(String account, String action, String resource, Context keys) {
        List<Caller> all = new ArrayList<>();
        all.add(new Caller.Root(account, "", null));
        all.addAll(subjects.all(account));
        List<Able> able = all.stream()
                .map(caller -> new Able(caller, inquiry.decide(caller, action, resource, keys)))
                .filter(each -> each.decided().decision().allowed())
                .toList();
        return new Answer(all.size(), able, through(all, able), admitted(account, action, resource, keys));
    }

    private List<Through> through(List<Caller> all, List<Able> able) {
        Set<String> direct = new LinkedHashSet<>();
        able.forEach(each -> direct.add(each.who().arn()));
        List<Through> through = new ArrayList<>();
        for (Able each : able) {
            if (each.who() instanceof Caller.RoleSession session) {
                String role = session.role().arn();
                Stream<Caller> others = all.stream()
                        .filter(caller -> !direct.contains(caller.arn()) && !(caller instanceof Caller.Root));
                Stream.concat(others, services(each.who(), role))
                        .map(caller -> new Through(caller, role, inquiry.decide(caller, ASSUME, role, Context.EMPTY)))
                        .filter(step -> step.decided().decision().allowed())
                        .forEach(through::add);
            }
        }
        return through;
    }

    /** The services that a role trusts. */
    private Stream<Caller> services(Caller asking, String role) {
        return trust(asking, role).map(policy -> policy.policy().servicePrincipals()).orElse(Set.of()).stream()
                .map(Caller.AwsService::new);
    }

    private Optional<SourcedPolicy> trust(Caller asking, String role) {
        return Optional.ofNullable(
                inquiry.resources().access(inquiry.view(), asking, ASSUME, role).resourcePolicy());
    }

    private List<Admitted> admitted(String account, String action, String resource, Context keys) {
        Caller root = new Caller.Root(account, "", null);
        Optional<SourcedPolicy> policy = Optional.ofNullable(inquiry.resources()
                .access(inquiry.view(), root, action, resource)
                .resourcePolicy());
        List<Admitted> admitted = new ArrayList<>();
        policy.ifPresent(own -> {
            own.policy()
                    .awsPrincipals()
                    .forEach(name -> outsider(account, name)
                            .flatMap(principal -> match(own, request(principal, account, action, resource, keys)))
                            .ifPresent(match -> admitted.add(new Admitted(name, match, Needs.OWN_POLICY))));
            Stream<Caller> others = Stream.concat(
                    own.policy().servicePrincipals().stream().map(Caller.AwsService::new),
                    Stream.of(new Caller.Anonymous()));
            others.forEach(caller -> {
                Decided decided = inquiry.decide(caller, action, resource, keys);
                if (decided.decision().allowed()) {
                    String name = caller instanceof Caller.Anonymous ? "*" : caller.arn();
                    match(own, decided.request())
                            .ifPresent(match -> admitted.add(new Admitted(name, match, Needs.NOTHING)));
                }
            });
        });
        return admitted;
    }

    private static Request request(Principal principal, String owner, String action, String resource, Context keys) {
        Context.Builder own = Context.builder().put("aws:PrincipalAccount", principal.account());
        if (!(principal instanceof Principal.Root)) {
            own.put("aws:PrincipalArn", principal.name());
        }
        return new Request(principal, action, resource, owner, own.build().with(keys));
    }

    /** A principal of another account as a policy names it; empty for the account's own. */
    private static Optional<Principal> outsider(String account, String name) {
        String theirs =
                name.matches("[0-9]{12}") ? name : Literals.account(name).orElse(account);
        if (theirs.equals(account)) {
            return Optional.empty();
        }
        String[] parts = name.split(":", 6);
        String entity = parts.length < 6 ? "root" : parts[5];
        if (entity.startsWith("user/")) {
            return Optional.of(new Principal.User(theirs, name, ""));
        }
        return Optional.of(
                entity.startsWith("role/")
                        ? new Principal.RoleSession(theirs, name, "", "", false)
                        : new Principal.Root(theirs));
    }

    /** The statement by which a resource's policy lets somebody in, unless another keeps it out. */
    private static Optional<Match> match(SourcedPolicy policy, Request request) {
        List<Match> matches =
                Evaluator.matches(request, PolicySet.builder().resource(policy).build());
        boolean denied = matches.stream().anyMatch(match -> match.statement().effect() == Effect.DENY);
        return denied
                ? Optional.empty()
                : matches.stream()
                        .filter(match -> match.statement().effect() == Effect.ALLOW)
                        .findFirst();
    }
}
