package signet.iam;

import java.util.List;
import java.util.function.BiFunction;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.RootAccess;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.DisableOrganizationsRootCredentialsManagementOutput;
import signet.model.iam.DisableOrganizationsRootSessionsOutput;
import signet.model.iam.EnableOrganizationsRootCredentialsManagementOutput;
import signet.model.iam.EnableOrganizationsRootSessionsOutput;
import signet.model.iam.IamOperations;

/**
 * EnableOrganizationsRootCredentialsManagement, EnableOrganizationsRootSessions and their opposites: the management
 * account's to call.
 *
 * @param answer the answer, from the organization's id and the names of what is enabled then
 */
record ChangeOrganizationsFeature<I, O>(
        OperationModel<I, O> model,
        Parts parts,
        RootAccess.Feature feature,
        boolean enabled,
        BiFunction<String, List<String>, O> answer)
        implements Operation<I, O> {

    static List<Operation<?, ?>> all(Parts parts) {
        return List.of(
                new ChangeOrganizationsFeature<>(
                        IamOperations.ENABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
                        parts,
                        RootAccess.Feature.ROOT_CREDENTIALS_MANAGEMENT,
                        true,
                        EnableOrganizationsRootCredentialsManagementOutput::new),
                new ChangeOrganizationsFeature<>(
                        IamOperations.DISABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
                        parts,
                        RootAccess.Feature.ROOT_CREDENTIALS_MANAGEMENT,
                        false,
                        DisableOrganizationsRootCredentialsManagementOutput::new),
                new ChangeOrganizationsFeature<>(
                        IamOperations.ENABLE_ORGANIZATIONS_ROOT_SESSIONS,
                        parts,
                        RootAccess.Feature.ROOT_SESSIONS,
                        true,
                        EnableOrganizationsRootSessionsOutput::new),
                new ChangeOrganizationsFeature<>(
                        IamOperations.DISABLE_ORGANIZATIONS_ROOT_SESSIONS,
                        parts,
                        RootAccess.Feature.ROOT_SESSIONS,
                        false,
                        DisableOrganizationsRootSessionsOutput::new));
    }

    @Override
    public Accesses accesses(Call<I> call) {
        return CentralRootAccess.accesses(model.name());
    }

    @Override
    public O handle(Authorized<I> request) {
        return parts.state().write(tx -> {
            String organization =
                    CentralRootAccess.managedBy(tx, request.account()).id();
            RootAccess changed = RootAccess.of(tx, organization).with(feature, enabled);
            tx.put(Tables.ROOT_ACCESS, organization, changed);
            return answer.apply(organization, changed.titles());
        });
    }
}
