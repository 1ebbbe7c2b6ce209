package signet.reasoning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.policy.Decision;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.Explanation;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Request;
import signet.policy.SourcedPolicy;
import signet.policy.Statement;
import tools.jackson.databind.node.ObjectNode;

/** The changes that each take away what denies a request now; there may be more behind it. */
final class Fixes {
    /** A change made. */
    record Fix(Layers after, Change change) {}

    private static final List<String> OF_AWS =
            List.of("arn:aws:iam::aws:policy/", "arn:aws:organizations::aws:policy/");
    private static final String FULL_ACCESS =
            "arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess";
    private static final String NEW = "new";
    private static final int NEAREST = 2;

    private final Request request;

    Fixes(Request request) {
        this.request = request;
    }

    /** The ways past a denial, the narrowest first; none if there is none. */
    List<Fix> of(Layers layers, Decision denied) {
        Stream<Fix> ways = switch (denied) {
            case Decision.Allowed allowed -> Stream.of();
            case Decision.ExplicitlyDenied explicit -> sparing(layers, explicit);
            case Decision.ImplicitlyDenied implicit -> granting(layers, implicit.kind());
        };
        return ways.filter(fix -> helps(layers, denied, fix.after())).toList();
    }

    private boolean helps(Layers before, Decision denied, Layers after) {
        Decision now = Evaluator.decide(request, after.set());
        if (now.allowed()) {
            return true;
        }
        if (denied instanceof Decision.ImplicitlyDenied(PolicyKind kind)) {
            boolean sameKind = now instanceof Decision.ImplicitlyDenied(PolicyKind still) && still == kind;
            return !sameKind || after.lacking(kind, request) != before.lacking(kind, request);
        }
        return denials(after) < denials(before);
    }

    private long denials(Layers layers) {
        return Layers.matches(request, layers).stream()
                .filter(match -> match.statement().effect() == Effect.DENY)
                .count();
    }

    private Stream<Fix> granting(Layers layers, PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> identity(layers);
            case BOUNDARY, SESSION, ENDPOINT -> limit(layers, kind, layers.first(kind));
            case SERVICE_CONTROL -> limit(layers, kind, layers.lacking(kind, request));
            case RESOURCE_CONTROL -> fullAccess(layers);
            case RESOURCE, TRUST -> resource(layers);
        };
    }

    private Stream<Fix> identity(Layers layers) {
        int place = layers.first(PolicyKind.IDENTITY);
        List<SourcedPolicy> own =
                place < 0 ? List.of() : layers.caller().get(place).policies();
        return Stream.of(
                        added(layers, PolicyKind.IDENTITY, place).stream(),
                        nearest(layers, PolicyKind.IDENTITY, place, own),
                        layers.resource() == null ? Stream.<Fix>of() : resource(layers))
                .flatMap(fixes -> fixes);
    }

    /** Policies of a kind, or of a level, that do not allow: one of them gets a statement more, or there is one more. */
    private Stream<Fix> limit(Layers layers, PolicyKind kind, int place) {
        List<SourcedPolicy> policies =
                place < 0 ? List.of() : layers.caller().get(place).policies();
        Optional<SourcedPolicy> target = policies.stream()
                .filter(policy -> !isOfAws(policy))
                .findFirst()
                .or(() -> policies.stream()
                        .filter(policy -> kind == PolicyKind.BOUNDARY)
                        .findFirst());
        Optional<Fix> more =
                target.isEmpty() ? added(layers, kind, place) : extended(layers, kind, place, target.get());
        return Stream.concat(more.stream(), nearest(layers, kind, place, policies));
    }

    private Stream<Fix> fullAccess(Layers layers) {
        int place = layers.lacking(PolicyKind.RESOURCE_CONTROL, request);
        ObjectNode everything = Documents.object()
                .put("Effect", "Allow")
                .put("Principal", "*")
                .put("Action", "*")
                .put("Resource", "*");
        return compiled(PolicyKind.RESOURCE_CONTROL, Documents.of(List.of(everything)), null)
                .map(policy -> new SourcedPolicy(FULL_ACCESS, false, policy))
                .map(policy -> adding(layers, PolicyKind.RESOURCE_CONTROL, place, policy, everything))
                .stream();
    }

    private Stream<Fix> resource(Layers layers) {
        SourcedPolicy policy = layers.resource();
        if (policy == null) {
            ObjectNode statement = NewStatement.of(PolicyKind.RESOURCE, request, true);
            return compiled(PolicyKind.RESOURCE, Documents.of(List.of(statement)), null)
                    .map(made -> new SourcedPolicy(NEW, true, made))
                    .map(made -> new Fix(
                            layers.guardedBy(made),
                            change(Change.Deed.ADD, PolicyKind.RESOURCE, -1, null, made, List.of(statement))))
                    .stream();
        }
        PolicyKind kind = policy.policy().kind();
        return Stream.concat(extended(layers, kind, -1, policy).stream(), nearest(layers, kind, -1, List.of(policy)));
    }

    /** One more policy that allows just the request. */
    private Optional<Fix> added(Layers layers, PolicyKind kind, int place) {
        ObjectNode statement = NewStatement.of(kind, request, true);
        boolean inline = kind != PolicyKind.SERVICE_CONTROL && kind != PolicyKind.BOUNDARY;
        return compiled(kind, Documents.of(List.of(statement)), null)
                .map(policy -> new SourcedPolicy(NEW, inline, policy))
                .map(policy -> adding(layers, kind, place, policy, statement));
    }

    private static Fix adding(Layers layers, PolicyKind kind, int place, SourcedPolicy policy, ObjectNode statement) {
        return new Fix(
                layers.adding(kind, place, policy),
                change(Change.Deed.ADD, kind, level(layers, kind, place), null, policy, List.of(statement)));
    }

    /** A policy with a statement more, which allows just the request. */
    private Optional<Fix> extended(Layers layers, PolicyKind kind, int place, SourcedPolicy policy) {
        String document = policy.policy().document();
        ObjectNode statement = NewStatement.of(kind, request, Documents.hasVariables(Documents.read(document)));
        return exchanged(layers, kind, place, policy, Documents.adding(document, statement), List.of(statement));
    }

    private Optional<Fix> exchanged(
            Layers layers,
            PolicyKind kind,
            int place,
            SourcedPolicy policy,
            String document,
            List<ObjectNode> statements) {
        boolean aws = isOfAws(policy);
        String source = aws ? "copy of " + policy.source() : policy.source();
        return compiled(policy.policy().kind(), document, policy.policy())
                .map(changed -> new SourcedPolicy(source, policy.inline(), changed))
                .map(changed -> new Fix(
                        aws ? inPlace(layers, kind, policy, changed) : layers.replacing(kind, policy, changed),
                        change(
                                aws ? Change.Deed.REPLACE : Change.Deed.EDIT,
                                kind,
                                level(layers, kind, place),
                                policy,
                                changed,
                                statements)));
    }

    /** A copy stands only where it was put. */
    private static Layers inPlace(Layers layers, PolicyKind kind, SourcedPolicy policy, SourcedPolicy copy) {
        List<Layers.Layer> all = new ArrayList<>();
        for (Layers.Layer layer : layers.caller()) {
            List<SourcedPolicy> policies = layer.policies().stream()
                    .map(each -> layer.kind() == kind && each.equals(policy) ? copy : each)
                    .toList();
            all.add(new Layers.Layer(layer.kind(), policies));
        }
        return new Layers(all, layers.resource());
    }

    /** The statements that came closest, loosened just so far that they allow the request. */
    private Stream<Fix> nearest(Layers layers, PolicyKind kind, int place, List<SourcedPolicy> policies) {
        List<SourcedPolicy> own =
                policies.stream().filter(policy -> !isOfAws(policy)).toList();
        return Evaluator.explain(request, layers.set()).nearMisses().stream()
                .filter(miss -> miss.kind() == kind && own.contains(miss.policy()))
                .filter(miss -> miss.report().statement().effect() == Effect.ALLOW)
                .filter(miss -> miss.report().obstacles().size() <= NEAREST)
                .distinct()
                .limit(NEAREST)
                .flatMap(miss -> loosened(layers, place, miss).stream());
    }

    private Optional<Fix> loosened(Layers layers, int place, Explanation.NearMiss miss) {
        String document = miss.policy().policy().document();
        ObjectNode read = Documents.read(document);
        int index = miss.report().statement().index();
        return Loosening.of(
                        Documents.statements(read).get(index),
                        request,
                        Documents.hasVariables(read),
                        miss.report().obstacles())
                .map(Documents::ordered)
                .flatMap(statement -> exchanged(
                                layers,
                                miss.kind(),
                                place,
                                miss.policy(),
                                Documents.replacing(document, index, List.of(statement)),
                                List.of(statement))
                        .filter(fix -> applies(fix.after(), fix.change().after(), index)));
    }

    private Stream<Fix> sparing(Layers layers, Decision.ExplicitlyDenied denied) {
        SourcedPolicy policy = denied.policy();
        Statement statement = denied.statement();
        ObjectNode document = Documents.read(policy.policy().document());
        ObjectNode denying = Documents.statements(document).get(statement.index());
        Sparing sparing = new Sparing(
                policy.policy().kind(),
                request,
                Documents.hasVariables(document),
                tried -> applies(layers, denied, tried));
        List<ObjectNode> left =
                sparing.of(denying).stream().map(Documents::ordered).toList();
        return without(layers, denied, left).or(() -> without(layers, denied, List.of())).stream();
    }

    /** The denying policy with others in the place of the statement, or taken away if nothing is left of it. */
    private Optional<Fix> without(Layers layers, Decision.ExplicitlyDenied denied, List<ObjectNode> by) {
        SourcedPolicy policy = denied.policy();
        PolicyKind kind = denied.kind();
        String document = policy.policy().document();
        int place = place(layers, denied);
        if (by.isEmpty() && policy.policy().statements().size() == 1) {
            if (kind == PolicyKind.TRUST) {
                ObjectNode allowing = NewStatement.of(kind, request, true);
                return exchanged(layers, kind, place, policy, Documents.of(List.of(allowing)), List.of(allowing));
            }
            return Optional.of(new Fix(
                    layers.replacing(kind, policy, null),
                    change(Change.Deed.REMOVE, kind, level(layers, kind, place), policy, null, List.of())));
        }
        return exchanged(
                layers,
                kind,
                place,
                policy,
                Documents.replacing(document, denied.statement().index(), by),
                by);
    }

    /** Whether a statement in the place of the one that denies would apply to the request. */
    private boolean applies(Layers layers, Decision.ExplicitlyDenied denied, ObjectNode tried) {
        ObjectNode document = Documents.read(denied.policy().policy().document());
        document.set("Statement", tried);
        Optional<Policy> compiled = Documents.compile(denied.policy().policy().kind(), document.toString(), true);
        if (compiled.isEmpty()) {
            return true;
        }
        SourcedPolicy alone =
                new SourcedPolicy(denied.policy().source(), denied.policy().inline(), compiled.get());
        return applies(layers.replacing(denied.kind(), denied.policy(), alone), alone, 0);
    }

    private boolean applies(Layers layers, @Nullable SourcedPolicy policy, int index) {
        return Layers.matches(request, layers).stream()
                .anyMatch(match ->
                        match.policy().equals(policy) && match.statement().index() == index);
    }

    private static Change change(
            Change.Deed deed,
            PolicyKind kind,
            int level,
            @Nullable SourcedPolicy before,
            @Nullable SourcedPolicy after,
            List<ObjectNode> statements) {
        return new Change(
                deed,
                kind,
                level,
                before,
                after,
                statements.stream().map(Documents::write).toList());
    }

    private static int place(Layers layers, Decision.ExplicitlyDenied denied) {
        for (int i = 0; i < layers.caller().size(); i++) {
            Layers.Layer layer = layers.caller().get(i);
            if (layer.kind() == denied.kind() && layer.policies().contains(denied.policy())) {
                return i;
            }
        }
        return -1;
    }

    /** The level of an organization at which a layer stands; -1 for other kinds. */
    private static int level(Layers layers, PolicyKind kind, int place) {
        boolean leveled = kind == PolicyKind.SERVICE_CONTROL || kind == PolicyKind.RESOURCE_CONTROL;
        return leveled ? Math.max(0, place - layers.first(kind)) : -1;
    }

    /** A changed document, by the rules of writing unless the document that it was made of breaks them. */
    private static Optional<Policy> compiled(PolicyKind kind, String document, @Nullable Policy of) {
        boolean lenient =
                of != null && Documents.compile(kind, of.document(), false).isEmpty();
        return Documents.compile(kind, document, lenient);
    }

    /** Whether a policy is AWS's own, which nobody else can change. */
    static boolean isOfAws(SourcedPolicy policy) {
        String source = policy.source().toLowerCase(Locale.ROOT);
        return !policy.inline() && OF_AWS.stream().anyMatch(source::startsWith);
    }
}
