package signet.policy;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Compares the engine with the reference on random cases: the answer, the kind of policy that decided, the statement, and
 * the explanation. Cases come in blocks; each has a seed of its own, so that a case is found again by its block's seed and
 * its number in the block, whatever ran beside it.
 */
final class Differential {
    static final int BLOCK = 50_000;
    private static final int REQUESTS_PER_WORLD = 5;
    private static final int EXPLAINED_EVERY = 8;

    private final long seed;
    private final long cases;
    private final PrintStream out;
    private final AtomicLong done = new AtomicLong();

    Differential(long seed, long cases, PrintStream out) {
        this.seed = seed;
        this.cases = cases;
        this.out = out;
    }

    /** {@code [CASES] [SEED]}; status 1 for a disagreement. */
    public static void main(String[] arguments) throws InterruptedException {
        long cases = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.println(cases + " cases, seed " + seed);
        try {
            Tally tally = new Differential(seed, cases, System.out).run();
            tally.print(System.out);
            tally.checkShares();
            System.out.println("engine and reference agree on " + tally.cases() + " cases, seed " + seed);
        } catch (AssertionError e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Two threads take block after block. */
    Tally run() throws InterruptedException {
        long start = System.nanoTime();
        long blocks = (cases + BLOCK - 1) / BLOCK;
        AtomicLong next = new AtomicLong();
        Tally total = new Tally();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Runnable worker = () -> LongStream.generate(next::getAndIncrement)
                    .takeWhile(block -> block < blocks)
                    .forEach(block -> {
                        Tally tally = block(seed + block, (int) Math.min(BLOCK, cases - block * BLOCK));
                        synchronized (total) {
                            total.add(tally);
                        }
                        progress(start, tally.cases());
                    });
            Future<?> one = pool.submit(worker);
            Future<?> two = pool.submit(worker);
            try {
                one.get();
                two.get();
            } catch (ExecutionException e) {
                next.set(blocks);
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new AssertionError(cause.getMessage(), cause);
            }
        }
        return total;
    }

    private void progress(long start, long more) {
        long now = done.addAndGet(more);
        if (now / 500_000 > (now - more) / 500_000) {
            long rate = now * 1_000_000_000 / Math.max(1, System.nanoTime() - start);
            out.printf("%,d of %,d cases agree, %,d a second%n", now, cases, rate);
        }
    }

    private static Tally block(long blockSeed, int cases) {
        Worlds worlds = new Worlds(blockSeed);
        Tally tally = new Tally();
        Worlds.World world = worlds.world();
        for (int i = 0; i < cases; i++) {
            if (i % REQUESTS_PER_WORLD == 0) {
                world = worlds.world();
            }
            Request request = worlds.request();
            ReferenceEvaluator.Verdict expected = ReferenceEvaluator.decide(request, world.reference());
            Decision decision = Evaluator.decide(request, world.compiled());
            Optional<String> difference = difference(expected, decision, worlds.compiled());
            if (difference.isEmpty() && i % EXPLAINED_EVERY == 0) {
                difference = inExplanation(decision, Evaluator.explain(request, world.compiled()));
            }
            if (difference.isPresent()) {
                throw new AssertionError("seed " + blockSeed + ", case " + i + ": " + difference.get() + "\n"
                        + new Minimal(world.reference(), request).text());
            }
            tally.count(request, expected);
        }
        return tally;
    }

    /** What is different in the engine's decision, or empty. */
    static Optional<String> difference(ReferenceEvaluator.Verdict expected, Decision decision, Compiled compiled) {
        ReferenceEvaluator.Verdict actual = verdict(decision, compiled);
        boolean same = actual.equals(expected);
        return same
                ? Optional.empty()
                : Optional.of("the reference says " + brief(expected) + ", the engine " + brief(actual));
    }

    private static String brief(ReferenceEvaluator.Verdict verdict) {
        return verdict.answer()
                + verdict.kind().map(kind -> " by " + kind).orElse("")
                + verdict.by()
                        .map(by ->
                                ", statement " + by.line() + " of " + by.doc().json(true))
                        .orElse("");
    }

    private static ReferenceEvaluator.Verdict verdict(Decision decision, Compiled compiled) {
        return switch (decision) {
            case Decision.Allowed allowed ->
                switch (allowed.grant()) {
                    case Decision.ByStatement by ->
                        ReferenceEvaluator.Verdict.allowed(found(by.kind(), by.policy(), by.statement(), compiled));
                    case Decision.ByRoot root -> ReferenceEvaluator.Verdict.allowedWithoutPolicy();
                    case Decision.ByIdentity identity -> ReferenceEvaluator.Verdict.allowedWithoutPolicy();
                };
            case Decision.ExplicitlyDenied denied ->
                ReferenceEvaluator.Verdict.denied(found(denied.kind(), denied.policy(), denied.statement(), compiled));
            case Decision.ImplicitlyDenied denied -> ReferenceEvaluator.Verdict.notAllowedBy(denied.kind());
        };
    }

    private static ReferenceEvaluator.Found found(
            PolicyKind kind, SourcedPolicy policy, Statement statement, Compiled compiled) {
        return new ReferenceEvaluator.Found(kind, compiled.source(policy), statement.index());
    }

    /** The explanation has the same decision and reports on the statement that decided as matched. */
    static Optional<String> inExplanation(Decision decision, Explanation explanation) {
        if (!explanation.decision().equals(decision)) {
            return Optional.of(decision + " is explained as " + explanation.decision());
        }
        Optional<Statement> named = switch (decision) {
            case Decision.Allowed allowed ->
                allowed.grant() instanceof Decision.ByStatement by ? Optional.of(by.statement()) : Optional.empty();
            case Decision.ExplicitlyDenied denied -> Optional.of(denied.statement());
            case Decision.ImplicitlyDenied denied -> Optional.empty();
        };
        boolean reported = named.isEmpty()
                || explanation.policies().stream()
                        .flatMap(policy -> policy.statements().stream())
                        .anyMatch(report -> report.matched() && report.statement() == named.get());
        return reported ? Optional.empty() : Optional.of("the statement that decided is no match: " + explanation);
    }
}
