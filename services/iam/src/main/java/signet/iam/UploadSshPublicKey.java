package signet.iam;

import java.util.Base64;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.UploadSSHPublicKeyInput;
import signet.model.iam.UploadSSHPublicKeyOutput;

/** UploadSSHPublicKey. */
record UploadSshPublicKey(Parts parts) implements Operation<UploadSSHPublicKeyInput, UploadSSHPublicKeyOutput> {
    @Override
    public OperationModel<UploadSSHPublicKeyInput, UploadSSHPublicKeyOutput> model() {
        return IamOperations.UPLOAD_SSH_PUBLIC_KEY;
    }

    @Override
    public Accesses accesses(Call<UploadSSHPublicKeyInput> call) {
        return Accesses.of(
                Kind.USER.access(call, "iam:UploadSSHPublicKey", call.input().userName()));
    }

    @Override
    public UploadSSHPublicKeyOutput handle(Authorized<UploadSSHPublicKeyInput> request) {
        UploadSSHPublicKeyInput input = request.input();
        String account = request.account();
        return parts.state().write(tx -> {
            User user = Kind.USER.get(tx, account, input.userName());
            byte[] wire = PublicKeys.wire(input.sshPublicKeyBody());
            SshKey key = new SshKey(
                    parts.ids().uniqueId("APKA", account),
                    account,
                    user.id(),
                    input.sshPublicKeyBody(),
                    Base64.getEncoder().encodeToString(wire),
                    PublicKeys.fingerprint(wire),
                    true,
                    Times.seconds(request.time()));
            List<SshKey> others = tx.find(IamTables.SSH_KEYS_BY_OWNER, user.id());
            if (others.stream().anyMatch(other -> other.wire().equals(key.wire()))) {
                throw IamErrors.duplicateSSHPublicKey("The request was rejected because the SSH public key is already"
                        + " associated with the specified IAM user.");
            }
            Quota.SSH_KEYS_PER_USER.check(others.size() + 1);
            UserCredential.SSH_KEY.put(tx, key);
            return new UploadSSHPublicKeyOutput(GetSshPublicKey.shape(key, user.name(), key.body()));
        });
    }
}
