package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A case on which the two disagree, made smaller while they still do. */
final class Minimal {
    private ReferenceEvaluator.World world;
    private Request request;

    Minimal(ReferenceEvaluator.World world, Request request) {
        this.world = world;
        this.request = request;
        boolean smaller = true;
        while (smaller) {
            smaller = shrinkWorld() || shrinkContext();
        }
    }

    private boolean shrinkWorld() {
        for (ReferenceEvaluator.World candidate : smaller(world)) {
            if (differs(candidate, request)) {
                world = candidate;
                return true;
            }
        }
        return false;
    }

    private boolean shrinkContext() {
        for (String without : request.context().keys()) {
            Context.Builder context =
                    Context.builder().canonicalUser(request.context().canonicalUser());
            for (String key : request.context().keys()) {
                List<String> values = request.context().get(key).orElseThrow();
                if (!key.equals(without)) {
                    if (request.context().isMultiValued(key)) {
                        context.put(key, values);
                    } else {
                        context.put(key, values.getFirst());
                    }
                }
            }
            Request candidate = new Request(
                    request.principal(),
                    request.action(),
                    request.resource(),
                    request.resourceAccount(),
                    context.build());
            if (differs(world, candidate)) {
                request = candidate;
                return true;
            }
        }
        return false;
    }

    private static boolean differs(ReferenceEvaluator.World world, Request request) {
        Compiled compiled = new Compiled();
        PolicySet set = compiled.set(world);
        Decision decision = Evaluator.decide(request, set);
        return Differential.difference(ReferenceEvaluator.decide(request, world), decision, compiled)
                .or(() -> Differential.inExplanation(decision, Evaluator.explain(request, set)))
                .isPresent();
    }

    /** The worlds with one thing less. */
    private static List<ReferenceEvaluator.World> smaller(ReferenceEvaluator.World w) {
        List<ReferenceEvaluator.World> worlds = new ArrayList<>();
        each(w.identity(), Minimal::docs, docs -> worlds.add(with(w, docs, w.boundary(), w.session(), w.resource())));
        optional(w.boundary(), doc -> worlds.add(with(w, w.identity(), doc, w.session(), w.resource())));
        each(w.session(), Minimal::docs, docs -> worlds.add(with(w, w.identity(), w.boundary(), docs, w.resource())));
        optional(w.resource(), doc -> worlds.add(with(w, w.identity(), w.boundary(), w.session(), doc)));
        each(
                w.serviceControl(),
                Minimal::levels,
                levels -> worlds.add(organization(w, levels, w.resourceControl(), w.endpoint())));
        each(
                w.resourceControl(),
                Minimal::levels,
                levels -> worlds.add(organization(w, w.serviceControl(), levels, w.endpoint())));
        optional(w.endpoint(), doc -> worlds.add(organization(w, w.serviceControl(), w.resourceControl(), doc)));
        return worlds;
    }

    private static ReferenceEvaluator.World with(
            ReferenceEvaluator.World world,
            @Nullable List<Doc> identity,
            @Nullable Doc boundary,
            @Nullable List<Doc> session,
            @Nullable Doc resource) {
        return new ReferenceEvaluator.World(
                identity,
                boundary,
                session,
                resource,
                world.resourceKind(),
                world.serviceControl(),
                world.resourceControl(),
                world.endpoint());
    }

    private static ReferenceEvaluator.World organization(
            ReferenceEvaluator.World world,
            @Nullable List<List<Doc>> serviceControl,
            @Nullable List<List<Doc>> resourceControl,
            @Nullable Doc endpoint) {
        return new ReferenceEvaluator.World(
                world.identity(),
                world.boundary(),
                world.session(),
                world.resource(),
                world.resourceKind(),
                serviceControl,
                resourceControl,
                endpoint);
    }

    private interface Take<T> {
        void it(@Nullable T value);
    }

    private static <T> void each(@Nullable List<T> list, Function<List<T>, List<List<T>>> smaller, Take<List<T>> take) {
        if (list != null) {
            take.it(null);
            smaller.apply(list).forEach(take::it);
        }
    }

    private static void optional(@Nullable Doc doc, Take<Doc> take) {
        if (doc != null) {
            take.it(null);
            smaller(doc).forEach(take::it);
        }
    }

    private static List<List<Doc>> docs(List<Doc> docs) {
        return oneLess(docs, Minimal::smaller);
    }

    private static List<List<List<Doc>>> levels(List<List<Doc>> levels) {
        return oneLess(levels, Minimal::docs);
    }

    private static List<Doc> smaller(Doc doc) {
        return oneLess(doc.lines(), Minimal::smallerLine).stream()
                .filter(lines -> !lines.isEmpty())
                .map(lines -> new Doc(doc.currentVersion(), lines))
                .toList();
    }

    private static List<Doc.Line> smallerLine(Doc.Line line) {
        List<Doc.Line> lines = new ArrayList<>();
        oneLess(line.tests(), test -> List.of())
                .forEach(tests -> lines.add(new Doc.Line(
                        line.deny(),
                        line.who(),
                        line.notAction(),
                        line.actions(),
                        line.notResource(),
                        line.resources(),
                        tests)));
        oneLess(line.actions(), action -> List.of()).stream()
                .filter(actions -> !actions.isEmpty())
                .forEach(actions -> lines.add(new Doc.Line(
                        line.deny(),
                        line.who(),
                        line.notAction(),
                        actions,
                        line.notResource(),
                        line.resources(),
                        line.tests())));
        oneLess(line.resources(), resource -> List.of()).stream()
                .filter(resources -> !resources.isEmpty())
                .forEach(resources -> lines.add(new Doc.Line(
                        line.deny(),
                        line.who(),
                        line.notAction(),
                        line.actions(),
                        line.notResource(),
                        resources,
                        line.tests())));
        return lines;
    }

    /** The lists without one element, and those with one element smaller. */
    private static <T> List<List<T>> oneLess(List<T> list, Function<T, List<T>> smaller) {
        List<List<T>> lists = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            List<T> without = new ArrayList<>(list);
            without.remove(i);
            lists.add(without);
            for (T candidate : smaller.apply(list.get(i))) {
                List<T> with = new ArrayList<>(list);
                with.set(i, candidate);
                lists.add(with);
            }
        }
        return lists;
    }

    /** The request, and each document behind its kind. */
    String text() {
        StringBuilder text = new StringBuilder(request + "\n");
        show(text, PolicyKind.IDENTITY, world.identity());
        show(text, PolicyKind.BOUNDARY, one(world.boundary()));
        show(text, PolicyKind.SESSION, world.session());
        show(text, world.resourceKind(), one(world.resource()));
        Optional.ofNullable(world.serviceControl())
                .ifPresent(levels -> levels.forEach(level -> show(text, PolicyKind.SERVICE_CONTROL, level)));
        Optional.ofNullable(world.resourceControl())
                .ifPresent(levels -> levels.forEach(level -> show(text, PolicyKind.RESOURCE_CONTROL, level)));
        show(text, PolicyKind.ENDPOINT, one(world.endpoint()));
        return text.toString();
    }

    private static @Nullable List<Doc> one(@Nullable Doc doc) {
        return doc == null ? null : List.of(doc);
    }

    private static void show(StringBuilder text, PolicyKind kind, @Nullable List<Doc> docs) {
        if (docs != null) {
            text.append(kind).append(docs.isEmpty() ? " none\n" : "\n");
            docs.forEach(doc ->
                    text.append("  ").append(doc.json(kind != PolicyKind.TRUST)).append('\n'));
        }
    }
}
