package signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.Explanation;
import signet.policy.PolicySet;
import signet.policy.Request;

/** Answers every line of an input, in order, in constant memory. */
final class EvaluationRun {
    /** Longer than any request with as many policies as AWS lets take part. */
    static final int MAX_LINE = 1 << 24;
    /** Characters of documents whose compiled form is kept: thousands of usual ones. */
    private static final int KEPT = 1 << 21;

    private static final Logger LOG = System.getLogger(EvaluationRun.class.getName());

    private final boolean explain;
    private final CasePolicies policies = new CasePolicies(KEPT);

    EvaluationRun(boolean explain) {
        this.explain = explain;
    }

    void run(InputStream input, OutputStream output) throws IOException {
        CaseLines lines = new CaseLines(input, MAX_LINE, output);
        for (String answer = next(lines); answer != null; answer = next(lines)) {
            if (!answer.isEmpty()) {
                output.write(answer.getBytes(UTF_8));
                output.write('\n');
            }
        }
        output.flush();
    }

    /** The answer to the next line, empty for a blank one; null at the end. */
    private @Nullable String next(CaseLines lines) throws IOException {
        try {
            String line = lines.next();
            if (line == null) {
                return null;
            }
            return line.isBlank() ? "" : answer(line);
        } catch (CaseFault e) {
            return DecisionLine.error(e.getMessage());
        }
    }

    private String answer(String line) throws CaseFault {
        Case one = CaseReader.read(line);
        Request request = CaseRequest.of(one);
        PolicySet set = policies.compile(one.documents(), CaseRequest.isAssumption(request));
        try {
            if (explain) {
                Explanation explanation = Evaluator.explain(request, set);
                return DecisionLine.of(explanation.decision(), request.action(), explanation.matched(), explanation);
            }
            Decision decision = Evaluator.decide(request, set);
            return DecisionLine.of(decision, request.action(), Evaluator.matches(request, set), null);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a case could not be evaluated", e);
            throw new CaseFault("Signet failed: " + e, e);
        }
    }
}
