package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.GetUserInput;
import signet.model.iam.GetUserOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.User;
import signet.snapshot.View;

/** GetUser; without a name it is about the caller. */
record GetUser() implements Operation<GetUserInput, GetUserOutput> {
    @Override
    public OperationModel<GetUserInput, GetUserOutput> model() {
        return IamOperations.GET_USER;
    }

    @Override
    public Accesses accesses(Call<GetUserInput> call) {
        return SelfAccess.to(call, "iam:GetUser", call.input().userName());
    }

    @Override
    public GetUserOutput handle(Authorized<GetUserInput> request) {
        View view = request.view();
        return new GetUserOutput(
                switch (Self.of(request.caller(), request.input().userName())) {
                    case Self.Subject.Root root ->
                        Shapes.root(view.get(Tables.ACCOUNTS, root.account()).orElseThrow());
                    case Self.Subject.Named named -> signedIn(view, Self.user(view, request.account(), named));
                });
    }

    private static User signedIn(View view, signet.identity.User user) {
        return Shapes.user(user).toBuilder()
                .passwordLastUsed(Shapes.passwordLastUsed(view, user))
                .build();
    }
}
