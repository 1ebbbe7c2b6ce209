package signet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;

/** (f) From the text of a policy as long as IAM lets a managed one be to its compiled form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Compilation {
    static final int LENGTH = 6_144;

    private final String document = document();

    static String document() {
        List<String> statements = new ArrayList<>();
        String text = "";
        for (int i = 0; text.length() < LENGTH - 250; i++) {
            statements.add("{\"Sid\":\"S" + i + "\",\"Effect\":\"" + (i % 5 == 4 ? "Deny" : "Allow")
                    + "\",\"Action\":[\"s3:Get"
                    + "Object\",\"s3:Put*\"],\"Resource\":[\"arn:aws:s3:::bucket-" + i
                    + "/*\",\"arn:aws:s3:::b/${aws:username}\"],\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10."
                    + i
                    + ".0.0/16\"}}}");
            text = Scenario.statements(statements);
        }
        return text;
    }

    /** Parses, checks and compiles. */
    @Benchmark
    public Policy compile() throws MalformedPolicyException {
        return Policy.parse(PolicyKind.IDENTITY, document);
    }
}
