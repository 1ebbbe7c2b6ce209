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
import signet.model.iam.CreateAccountAliasInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** CreateAccountAlias: replaces the one that the account has, as AWS does; a name is taken once among all accounts. */
record CreateAccountAlias(Parts parts) implements Operation<CreateAccountAliasInput, Unit> {
    @Override
    public OperationModel<CreateAccountAliasInput, Unit> model() {
        return IamOperations.CREATE_ACCOUNT_ALIAS;
    }

    @Override
    public Accesses accesses(Call<CreateAccountAliasInput> call) {
        return Accesses.of(Access.to("iam:CreateAccountAlias", "*"));
    }

    @Override
    public Unit handle(Authorized<CreateAccountAliasInput> request) {
        String alias = request.input().accountAlias();
        return parts.state().write(tx -> {
            if (tx.findOne(Tables.ACCOUNTS_BY_ALIAS, alias).isPresent()) {
                throw IamErrors.entityAlreadyExists("The account alias " + alias + " already exists.");
            }
            Account account = tx.get(Tables.ACCOUNTS, request.account()).orElseThrow();
            tx.put(Tables.ACCOUNTS, account.id(), new Account(account.id(), alias, account.created()));
            return Unit.VALUE;
        });
    }
}
