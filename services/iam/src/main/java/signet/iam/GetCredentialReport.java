package signet.iam;

import java.nio.charset.StandardCharsets;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.GetCredentialReportInput;
import signet.model.iam.GetCredentialReportOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** GetCredentialReport: the one of the last four hours. */
record GetCredentialReport() implements Operation<GetCredentialReportInput, GetCredentialReportOutput> {
    @Override
    public OperationModel<GetCredentialReportInput, GetCredentialReportOutput> model() {
        return IamOperations.GET_CREDENTIAL_REPORT;
    }

    @Override
    public Accesses accesses(Call<GetCredentialReportInput> call) {
        return Accesses.of(Access.to("iam:GetCredentialReport", "*"));
    }

    @Override
    public GetCredentialReportOutput handle(Authorized<GetCredentialReportInput> request) {
        CredentialReport report = request.view()
                .get(IamTables.CREDENTIAL_REPORTS, request.account())
                .orElseThrow(() -> IamErrors.credentialReportNotPresent("The request was rejected because the"
                        + " credential report does not exist. To generate a credential report, use"
                        + " GenerateCredentialReport."));
        if (report.expired(request.time())) {
            throw IamErrors.credentialReportExpired("The request was rejected because the most recent credential report"
                    + " has expired. To generate a new credential report, use GenerateCredentialReport.");
        }
        return new GetCredentialReportOutput(
                report.csv().getBytes(StandardCharsets.UTF_8), "text/csv", report.generated());
    }
}
