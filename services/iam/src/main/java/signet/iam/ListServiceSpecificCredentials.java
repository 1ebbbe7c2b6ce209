package signet.iam;

import java.util.List;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListServiceSpecificCredentialsInput;
import signet.model.iam.ListServiceSpecificCredentialsOutput;
import signet.snapshot.View;

/** ListServiceSpecificCredentials: one user's or the account's, of all services or one; never with passwords. */
record ListServiceSpecificCredentials()
        implements Operation<ListServiceSpecificCredentialsInput, ListServiceSpecificCredentialsOutput> {
    private static final String ACTION = "iam:ListServiceSpecificCredentials";

    @Override
    public OperationModel<ListServiceSpecificCredentialsInput, ListServiceSpecificCredentialsOutput> model() {
        return IamOperations.LIST_SERVICE_SPECIFIC_CREDENTIALS;
    }

    @Override
    public Accesses accesses(Call<ListServiceSpecificCredentialsInput> call) {
        if (!all(call.input())) {
            return SelfAccess.to(call, ACTION, call.input().userName());
        }
        if (call.input().userName() != null) {
            throw Faults.validation("UserName and AllUsers cannot be specified together.");
        }
        return Accesses.of(Access.to(ACTION, "arn:aws:iam::" + call.caller().account() + ":user/*"));
    }

    @Override
    public ListServiceSpecificCredentialsOutput handle(Authorized<ListServiceSpecificCredentialsInput> request) {
        ListServiceSpecificCredentialsInput input = request.input();
        View view = request.view();
        List<ServiceCredential> found = all(input)
                ? view.under(IamTables.SERVICE_CREDENTIALS, "").values().stream()
                        .filter(credential -> credential.account().equals(request.account()))
                        .toList()
                : UserCredential.OF_SERVICE.all(view, request.caller(), input.userName());
        String service = input.serviceName();
        if (service != null) {
            ServiceCredentials.checkService(service);
        }
        Page<ServiceCredential> page = Page.of(
                found.stream()
                        .filter(credential ->
                                service == null || credential.service().equals(service))
                        .toList(),
                ServiceCredential::id,
                input.marker(),
                input.maxItems());
        return new ListServiceSpecificCredentialsOutput(
                page.items().stream()
                        .map(credential -> ServiceCredentials.listed(
                                credential,
                                UserCredential.ownerName(view, request.account(), credential.owner()),
                                request.time()))
                        .toList(),
                page.marker(),
                page.truncated());
    }

    private static boolean all(ListServiceSpecificCredentialsInput input) {
        return Boolean.TRUE.equals(input.allUsers());
    }
}
