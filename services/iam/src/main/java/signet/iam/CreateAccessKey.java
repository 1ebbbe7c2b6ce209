package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.AccessKey;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.CreateAccessKeyInput;
import signet.model.iam.CreateAccessKeyOutput;
import signet.model.iam.IamOperations;

/** CreateAccessKey: the only answer that ever shows the secret. */
record CreateAccessKey(Parts parts) implements Operation<CreateAccessKeyInput, CreateAccessKeyOutput> {
    @Override
    public OperationModel<CreateAccessKeyInput, CreateAccessKeyOutput> model() {
        return IamOperations.CREATE_ACCESS_KEY;
    }

    @Override
    public Accesses accesses(Call<CreateAccessKeyInput> call) {
        return SelfAccess.to(call, "iam:CreateAccessKey", call.input().userName());
    }

    @Override
    public CreateAccessKeyOutput handle(Authorized<CreateAccessKeyInput> request) {
        String account = request.account();
        Self.Subject subject = Self.of(request.caller(), request.input().userName());
        AccessKey key = parts.state().write(tx -> {
            String owner = Self.ownerId(tx, account, subject);
            Quota.ACCESS_KEYS_PER_USER.check(
                    tx.find(Tables.ACCESS_KEYS_BY_OWNER, owner).size() + 1);
            AccessKey created = new AccessKey(
                    parts.ids().accessKeyId("AKIA", account),
                    parts.ids().secret(),
                    account,
                    owner,
                    true,
                    Times.seconds(request.time()));
            tx.put(Tables.ACCESS_KEYS, created.id(), created);
            return created;
        });
        return new CreateAccessKeyOutput(signet.model.iam.AccessKey.builder()
                .userName(AccessKeys.userName(parts.state().current(), key))
                .accessKeyId(key.id())
                .status(AccessKeys.status(key))
                .secretAccessKey(key.secret())
                .createDate(key.created())
                .build());
    }
}
