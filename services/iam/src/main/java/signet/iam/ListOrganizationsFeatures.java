package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.RootAccess;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListOrganizationsFeaturesInput;
import signet.model.iam.ListOrganizationsFeaturesOutput;

/** ListOrganizationsFeatures: what the organization enabled of centralized root access. */
record ListOrganizationsFeatures()
        implements Operation<ListOrganizationsFeaturesInput, ListOrganizationsFeaturesOutput> {
    @Override
    public OperationModel<ListOrganizationsFeaturesInput, ListOrganizationsFeaturesOutput> model() {
        return IamOperations.LIST_ORGANIZATIONS_FEATURES;
    }

    @Override
    public Accesses accesses(Call<ListOrganizationsFeaturesInput> call) {
        return CentralRootAccess.accesses("ListOrganizationsFeatures");
    }

    @Override
    public ListOrganizationsFeaturesOutput handle(Authorized<ListOrganizationsFeaturesInput> request) {
        String organization =
                CentralRootAccess.managedBy(request.view(), request.account()).id();
        return new ListOrganizationsFeaturesOutput(
                organization, RootAccess.of(request.view(), organization).titles());
    }
}
