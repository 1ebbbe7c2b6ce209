package signet.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    private final Request request;
    private final World world;
    private final Principal caller;

    private ReferenceEvaluator(Request request, World world) {
        this.request = request;
        this.world = world;
        this.caller = request.principal();
    }

    static Answer decide(Request request, World world) {
        return new ReferenceEvaluator(request, world).decide();
    }

    private Answer decide() {
        if (request.action().equalsIgnoreCase("sts:GetCallerIdentity") && !(caller instanceof Principal.Anonymous)) {
            return Answer.ALLOW;
        }
        if (anythingDenies()) {
            return Answer.EXPLICIT_DENY;
        }
        if (!levelsAllow(PolicyKind.SERVICE_CONTROL, scp()) || !levelsAllow(PolicyKind.RESOURCE_CONTROL, rcp())) {
            return Answer.IMPLICIT_DENY;
        }
        if (world.endpoint() != null && !allows(PolicyKind.ENDPOINT, List.of(world.endpoint()))) {
            return Answer.IMPLICIT_DENY;
        }
        return granted() ? Answer.ALLOW : Answer.IMPLICIT_DENY;
    }

    private boolean granted() {
        boolean any = resourceGrants(Principals.ACCOUNT)
                || resourceGrants(Principals.VIA)
                || resourceGrants(Principals.DIRECT);
        if (caller.account().isEmpty()) {
            return any;
        }
        boolean root = caller instanceof Principal.Root;
        boolean identity = root || (world.identity() != null && allows(PolicyKind.IDENTITY, world.identity()));
        boolean boundary = root || world.boundary() == null || allows(PolicyKind.BOUNDARY, List.of(world.boundary()));
        boolean session = world.session() == null
                ? !(caller instanceof Principal.FederatedUser)
                : allows(PolicyKind.SESSION, world.session());
        boolean callerSide = identity && boundary && session;
        boolean sameAccount =
                request.resourceAccount().isEmpty() || request.resourceAccount().equals(caller.account());
        if (!sameAccount) {
            return callerSide && any;
        }
        if (resourceGrants(Principals.DIRECT)) {
            return true;
        }
        if (resourceGrants(Principals.VIA) && boundary && session) {
            return true;
        }
        boolean keyOrRole = world.resource() != null
                && (world.resourceKind() == PolicyKind.TRUST || request.action().startsWith("kms:"));
        return callerSide && (!keyOrRole || resourceGrants(Principals.ACCOUNT));
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

    private boolean anythingDenies() {
        boolean hasAccount = !caller.account().isEmpty();
        boolean root = caller instanceof Principal.Root;
        return deniesLevels(PolicyKind.SERVICE_CONTROL, scp())
                || deniesLevels(PolicyKind.RESOURCE_CONTROL, rcp())
                || denies(world.resourceKind(), world.resource() == null ? null : List.of(world.resource()))
                || (hasAccount && !root && denies(PolicyKind.IDENTITY, world.identity()))
                || (hasAccount
                        && !root
                        && denies(PolicyKind.BOUNDARY, world.boundary() == null ? null : List.of(world.boundary())))
                || (hasAccount && denies(PolicyKind.SESSION, world.session()))
                || denies(PolicyKind.ENDPOINT, world.endpoint() == null ? null : List.of(world.endpoint()));
    }

    private boolean deniesLevels(PolicyKind kind, @Nullable List<List<Doc>> levels) {
        return levels != null && levels.stream().anyMatch(level -> denies(kind, level));
    }

    private boolean denies(PolicyKind kind, @Nullable List<Doc> docs) {
        return docs != null && matches(kind, docs, true, Optional.empty());
    }

    private boolean allows(PolicyKind kind, List<Doc> docs) {
        return matches(kind, docs, false, Optional.empty());
    }

    private boolean resourceGrants(int level) {
        return world.resource() != null
                && matches(world.resourceKind(), List.of(world.resource()), false, Optional.of(level));
    }

    private boolean matches(PolicyKind kind, List<Doc> docs, boolean deny, Optional<Integer> level) {
        return docs.stream()
                .anyMatch(doc ->
                        doc.lines().stream().anyMatch(line -> line.deny() == deny && matches(kind, doc, line, level)));
    }

    private boolean matches(PolicyKind kind, Doc doc, Doc.Line line, Optional<Integer> level) {
        return who(line, level) && action(line) && resource(kind, doc, line) && conditions(doc, line);
    }

    private boolean who(Doc.Line line, Optional<Integer> level) {
        if (line.who() == null) {
            return true;
        }
        List<Integer> levels = ReferenceMatching.levels(line.who(), line.deny(), request, world.boundary() != null);
        return level.map(levels::contains).orElse(!levels.isEmpty());
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
