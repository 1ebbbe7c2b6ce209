package signet.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicySet;
import signet.policy.Request;

/** One decision of each scenario: compiled policies, and requests that differ from one decision to the next. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Decisions {
    /** A name of {@link Scenario}. */
    @Param({
        "ARTICLE",
        "MANAGED",
        "FEW_CONCERNED",
        "WILDCARD_ACTIONS",
        "MANY_POLICIES",
        "EXACT_RESOURCES",
        "PREFIX_RESOURCES",
        "CONDITIONS"
    })
    public String scenario = "ARTICLE";

    private PolicySet set = PolicySet.EMPTY;
    private Request[] requests = {};
    private int next;

    /** Compiles the policies and makes the requests. */
    @Setup
    public void prepare() {
        Scenario chosen = Scenario.valueOf(scenario);
        set = chosen.set();
        List<Request> all = chosen.requests(set);
        requests = all.toArray(new Request[0]);
    }

    /** The request is ready. */
    @Benchmark
    public Decision prepared() {
        return Evaluator.decide(requests[next++ & Scenario.REQUESTS - 1], set);
    }

    /** The request is made first, of a caller and a context that are ready. */
    @Benchmark
    public Decision fresh() {
        Request like = requests[next++ & Scenario.REQUESTS - 1];
        return Evaluator.decide(
                new Request(like.principal(), like.action(), like.resource(), like.resourceAccount(), like.context()),
                set);
    }
}
