package signet.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decision algorithm as the IAM User Guide tells it ("Policy evaluation logic", "Cross-account policy evaluation
 * logic", "Session policies"): slow, obvious, and independent of the engine.
 */
final class ReferenceEvaluator {
    enum Answer {
        ALLOW,
        EXPLICIT_DENY,
        IMPLICIT_DENY
    }

    /** The policies of one decision as data; null means that the kind does not apply. */
    record World(
            @Nullable List<Doc> identity,
            @Nullable Doc boundary,
            @Nullable List<Doc> session,
            @Nullable Doc resource,
            PolicyKind resourceKind,
            @Nullable List<List<Doc>> serviceControl,
            @Nullable List<List<Doc>> resourceControl,
            @Nullable Doc endpoint) {}

    /** A statement that applies, by its place in its document. */
    record Found(PolicyKind kind, Doc doc, int line) {}

    /**
     * What should be answered.
     *
     * @param kind the kind of policy that decided, or empty if no policy did: root, sts:GetCallerIdentity
     * @param by the statement that decided; none for an implicit denial
     */
    record Verdict(Answer answer, Optional<PolicyKind> kind, Optional<Found> by) {
        static Verdict allowed(Found by) {
            return new Verdict(Answer.ALLOW, Optional.of(by.kind()), Optional.of(by));
        }

        static Verdict allowedWithoutPolicy() {
            return new Verdict(Answer.ALLOW, Optional.empty(), Optional.empty());
        }

        static Verdict denied(Found by) {
            return new Verdict(Answer.EXPLICIT_DENY, Optional.of(by.kind()), Optional.of(by));
        }

        static Verdict notAllowedBy(PolicyKind kind) {
            return new Verdict(Answer.IMPLICIT_DENY, Optional.of(kind), Optional.empty());
        }
    }

    private static final Set<Integer> ANY = Set.of(Principals.ACCOUNT, Principals.VIA, Principals.DIRECT);

    private final Request request;
    private final World world;
    private final Principal caller;
    private final boolean isRoot;

    private ReferenceEvaluator(Request request, World world) {
        this.request = request;
        this.world = world;
        this.caller = request.principal();
        this.isRoot = caller instanceof Principal.Root;
    }

    static Verdict decide(Request request, World world) {
        return new ReferenceEvaluator(request, world).decide();
    }

    private Verdict decide() {
        if (request.action().equalsIgnoreCase("sts:GetCallerIdentity") && !(caller instanceof Principal.Anonymous)) {
            return Verdict.allowedWithoutPolicy();
        }
        Optional<Found> denial = firstDenial();
        if (denial.isPresent()) {
            return Verdict.denied(denial.get());
        }
        if (!levelsAllow(PolicyKind.SERVICE_CONTROL, scp())) {
            return Verdict.notAllowedBy(PolicyKind.SERVICE_CONTROL);
        }
        if (!levelsAllow(PolicyKind.RESOURCE_CONTROL, rcp())) {
            return Verdict.notAllowedBy(PolicyKind.RESOURCE_CONTROL);
        }
        if (world.endpoint() != null && !allows(PolicyKind.ENDPOINT, List.of(world.endpoint()))) {
            return Verdict.notAllowedBy(PolicyKind.ENDPOINT);
        }
        if (caller.account().isEmpty()) {
            return resourceGrant(ANY).map(Verdict::allowed).orElse(Verdict.notAllowedBy(resourceKind()));
        }
        boolean sameAccount =
                request.resourceAccount().isEmpty() || request.resourceAccount().equals(caller.account());
        return sameAccount ? sameAccount() : crossAccount();
    }

    private Verdict sameAccount() {
        Optional<Found> direct = resourceGrant(Set.of(Principals.DIRECT));
        if (direct.isPresent()) {
            return Verdict.allowed(direct.get());
        }
        Optional<Found> via = resourceGrant(Set.of(Principals.VIA));
        if (via.isPresent()) {
            return limit().map(Verdict::notAllowedBy).orElse(Verdict.allowed(via.get()));
        }
        boolean keyOrRole = world.resource() != null
                && (world.resourceKind() == PolicyKind.TRUST
                        || request.action().toLowerCase(Locale.ROOT).startsWith("kms:"));
        if (keyOrRole && resourceGrant(Set.of(Principals.ACCOUNT)).isEmpty()) {
            return Verdict.notAllowedBy(resourceKind());
        }
        return callerSide(Optional.empty());
    }

    /** Both sides must allow; what is missing on the caller's side but an identity policy is named first. */
    private Verdict crossAccount() {
        Optional<Found> resource = resourceGrant(ANY);
        if (limit().isEmpty() && resource.isEmpty()) {
            return Verdict.notAllowedBy(resourceKind());
        }
        return callerSide(resource);
    }

    private Verdict callerSide(Optional<Found> resource) {
        Optional<PolicyKind> limit = limit();
        if (limit.isPresent()) {
            return Verdict.notAllowedBy(limit.get());
        }
        if (isRoot) {
            return resource.map(Verdict::allowed).orElse(Verdict.allowedWithoutPolicy());
        }
        List<Doc> identity = world.identity() == null ? List.of() : world.identity();
        return first(PolicyKind.IDENTITY, identity, false, ANY)
                .map(Verdict::allowed)
                .orElse(Verdict.notAllowedBy(PolicyKind.IDENTITY));
    }

    /** The boundary or session policy that does not allow. */
    private Optional<PolicyKind> limit() {
        if (!isRoot && world.boundary() != null && !allows(PolicyKind.BOUNDARY, List.of(world.boundary()))) {
            return Optional.of(PolicyKind.BOUNDARY);
        }
        boolean session = world.session() == null
                ? !(caller instanceof Principal.FederatedUser)
                : allows(PolicyKind.SESSION, world.session());
        return session ? Optional.empty() : Optional.of(PolicyKind.SESSION);
    }

    private PolicyKind resourceKind() {
        return world.resource() == null ? PolicyKind.RESOURCE : world.resourceKind();
    }

    private boolean serviceLinked() {
        return caller instanceof Principal.RoleSession session && session.serviceLinked();
    }

    private @Nullable List<List<Doc>> scp() {
        return serviceLinked() || caller.account().isEmpty() ? null : world.serviceControl();
    }

    /** Of the services asked for in these worlds, RCPs reach these; EC2 is none of theirs. */
    private @Nullable List<List<Doc>> rcp() {
        String service = request.action().toLowerCase(Locale.ROOT).split(":", 2)[0];
        boolean reached = List.of("s3", "sts", "kms").contains(service);
        return serviceLinked() || !reached ? null : world.resourceControl();
    }

    private boolean levelsAllow(PolicyKind kind, @Nullable List<List<Doc>> levels) {
        return levels == null || (!levels.isEmpty() && levels.stream().allMatch(level -> allows(kind, level)));
    }

    /** The first Deny that applies; the order of the kinds is the engine's, as AWS documents none. */
    private Optional<Found> firstDenial() {
        boolean hasAccount = !caller.account().isEmpty();
        boolean hasIdentity = hasAccount && !isRoot;
        return Stream.<Supplier<Optional<Found>>>of(
                        () -> denial(PolicyKind.SERVICE_CONTROL, all(scp())),
                        () -> denial(PolicyKind.RESOURCE_CONTROL, all(rcp())),
                        () -> denial(world.resourceKind(), only(world.resource())),
                        () -> denial(PolicyKind.IDENTITY, hasIdentity ? world.identity() : null),
                        () -> denial(PolicyKind.BOUNDARY, hasIdentity ? only(world.boundary()) : null),
                        () -> denial(PolicyKind.SESSION, hasAccount ? world.session() : null),
                        () -> denial(PolicyKind.ENDPOINT, only(world.endpoint())))
                .flatMap(denial -> denial.get().stream())
                .findFirst();
    }

    private static @Nullable List<Doc> only(@Nullable Doc doc) {
        return doc == null ? null : List.of(doc);
    }

    private static @Nullable List<Doc> all(@Nullable List<List<Doc>> levels) {
        return levels == null ? null : levels.stream().flatMap(List::stream).toList();
    }

    private Optional<Found> denial(PolicyKind kind, @Nullable List<Doc> docs) {
        return docs == null ? Optional.empty() : first(kind, docs, true, ANY);
    }

    private boolean allows(PolicyKind kind, List<Doc> docs) {
        return first(kind, docs, false, ANY).isPresent();
    }

    private Optional<Found> resourceGrant(Set<Integer> levels) {
        Doc resource = world.resource();
        return resource == null ? Optional.empty() : first(world.resourceKind(), List.of(resource), false, levels);
    }

    private Optional<Found> first(PolicyKind kind, List<Doc> docs, boolean deny, Set<Integer> levels) {
        for (Doc doc : docs) {
            for (int i = 0; i < doc.lines().size(); i++) {
                Doc.Line line = doc.lines().get(i);
                if (line.deny() == deny && matches(kind, doc, line, levels)) {
                    return Optional.of(new Found(kind, doc, i));
                }
            }
        }
        return Optional.empty();
    }

    private boolean matches(PolicyKind kind, Doc doc, Doc.Line line, Set<Integer> levels) {
        return action(line) && who(line, levels) && resource(kind, doc, line) && conditions(doc, line);
    }

    private boolean who(Doc.Line line, Set<Integer> wanted) {
        return line.who() == null
                || ReferenceMatching.levels(line.who(), line.deny(), request, world.boundary() != null).stream()
                        .anyMatch(wanted::contains);
    }

    private boolean action(Doc.Line line) {
        boolean listed =
                line.actions().stream().anyMatch(pattern -> ReferenceMatching.action(pattern, request.action()));
        return listed != line.notAction();
    }

    private boolean resource(PolicyKind kind, Doc doc, Doc.Line line) {
        if (kind == PolicyKind.TRUST) {
            return true;
        }
        List<Optional<Boolean>> outcomes = line.resources().stream()
                .map(pattern -> ReferenceMatching.resource(kind, doc.currentVersion(), pattern, request))
                .toList();
        return line.notResource()
                ? outcomes.stream().allMatch(outcome -> outcome.isPresent() && !outcome.get())
                : outcomes.stream().anyMatch(outcome -> outcome.orElse(false));
    }

    private boolean conditions(Doc doc, Doc.Line line) {
        return line.tests().stream()
                .allMatch(test -> ReferenceConditions.holds(test, request.context(), doc.currentVersion()));
    }
}
