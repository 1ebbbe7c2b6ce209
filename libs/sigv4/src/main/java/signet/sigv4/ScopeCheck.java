package signet.sigv4;

import java.util.ArrayList;
import java.util.List;
import signet.sigv4.SignatureFault.ScopeProblem;

/** Whether a scope is for here and for the day of the request. */
final class ScopeCheck {
    private ScopeCheck() {}

    static void check(PresentedSignature signature, ScopeRules rules) throws SignatureException {
        CredentialScope scope = signature.scope();
        List<ScopeProblem> problems = new ArrayList<>();
        if (!rules.acceptsRegion().test(scope.region())) {
            problems.add(new ScopeProblem.Region(scope.region(), rules.expectedRegion()));
        }
        if (!scope.service().equals(rules.service())) {
            problems.add(new ScopeProblem.Service(scope.service(), rules.service()));
        }
        if (!scope.terminator().equals(CredentialScope.TERMINATOR)) {
            problems.add(new ScopeProblem.Terminator(scope.terminator()));
        }
        String day = AmzDate.day(signature.time());
        if (!scope.date().equals(day)) {
            problems.add(new ScopeProblem.Date(scope.date(), day, AmzDate.text(signature.time())));
        }
        if (!problems.isEmpty()) {
            throw new SignatureException(new SignatureFault.WrongScope(problems));
        }
    }
}
