package signet.iam;

import java.util.List;
import java.util.stream.Stream;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListAccountAliasesInput;
import signet.model.iam.ListAccountAliasesOutput;

/** ListAccountAliases: one or none. */
record ListAccountAliases() implements Operation<ListAccountAliasesInput, ListAccountAliasesOutput> {
    @Override
    public OperationModel<ListAccountAliasesInput, ListAccountAliasesOutput> model() {
        return IamOperations.LIST_ACCOUNT_ALIASES;
    }

    @Override
    public Accesses accesses(Call<ListAccountAliasesInput> call) {
        return Accesses.of(Access.to("iam:ListAccountAliases", "*"));
    }

    @Override
    public ListAccountAliasesOutput handle(Authorized<ListAccountAliasesInput> request) {
        List<String> aliases = request.view().get(Tables.ACCOUNTS, request.account()).stream()
                .flatMap(account -> Stream.ofNullable(account.alias()))
                .toList();
        Page<String> page = Page.of(
                aliases,
                alias -> alias,
                request.input().marker(),
                request.input().maxItems());
        return new ListAccountAliasesOutput(page.items(), page.truncated(), page.marker());
    }
}
