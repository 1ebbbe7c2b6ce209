package signet.iam;

import java.time.Instant;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.GenerateCredentialReportInput;
import signet.model.iam.GenerateCredentialReportOutput;
import signet.model.iam.IamOperations;

/** GenerateCredentialReport: at most one in four hours. It is there at once, but the first answer is AWS's. */
record GenerateCredentialReport(Parts parts)
        implements Operation<GenerateCredentialReportInput, GenerateCredentialReportOutput> {
    @Override
    public OperationModel<GenerateCredentialReportInput, GenerateCredentialReportOutput> model() {
        return IamOperations.GENERATE_CREDENTIAL_REPORT;
    }

    @Override
    public Accesses accesses(Call<GenerateCredentialReportInput> call) {
        return Accesses.of(Access.to("iam:GenerateCredentialReport", "*"));
    }

    @Override
    public GenerateCredentialReportOutput handle(Authorized<GenerateCredentialReportInput> request) {
        String account = request.account();
        Instant now = Times.seconds(request.time());
        return parts.state().write(tx -> {
            Optional<CredentialReport> there = tx.get(IamTables.CREDENTIAL_REPORTS, account);
            if (there.filter(report -> !report.expired(now)).isPresent()) {
                return new GenerateCredentialReportOutput("COMPLETE", null);
            }
            String csv = new CredentialReportRows(tx, account, parts.uses()).csv();
            tx.put(IamTables.CREDENTIAL_REPORTS, account, new CredentialReport(account, now, csv));
            return new GenerateCredentialReportOutput(
                    "STARTED", "No report exists. Starting a new report generation task");
        });
    }
}
