package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Account;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteAccountAliasInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** DeleteAccountAlias: the account's alias has to be named. */
record DeleteAccountAlias(Parts parts) implements Operation<DeleteAccountAliasInput, Unit> {
    @Override
    public OperationModel<DeleteAccountAliasInput, Unit> model() {
        return IamOperations.DELETE_ACCOUNT_ALIAS;
    }

    @Override
    public Accesses accesses(Call<DeleteAccountAliasInput> call) {
        return Accesses.of(Access.to("iam:DeleteAccountAlias", "*"));
    }

    @Override
    public Unit handle(Authorized<DeleteAccountAliasInput> request) {
        String alias = request.input().accountAlias();
        return parts.state().write(tx -> {
            Account account = tx.get(Tables.ACCOUNTS, request.account()).orElseThrow();
            if (!alias.equals(account.alias())) {
                throw IamErrors.noSuchEntity("The account alias " + alias + " cannot be found.");
            }
            tx.put(Tables.ACCOUNTS, account.id(), new Account(account.id(), null, account.created()));
            return Unit.VALUE;
        });
    }
}
