package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.GetSSHPublicKeyInput;
import signet.model.iam.GetSSHPublicKeyOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.SSHPublicKey;
import signet.model.iam.SSHPublicKeyMetadata;

/** GetSSHPublicKey: in either encoding. */
record GetSshPublicKey() implements Operation<GetSSHPublicKeyInput, GetSSHPublicKeyOutput> {
    @Override
    public OperationModel<GetSSHPublicKeyInput, GetSSHPublicKeyOutput> model() {
        return IamOperations.GET_SSH_PUBLIC_KEY;
    }

    @Override
    public Accesses accesses(Call<GetSSHPublicKeyInput> call) {
        return Accesses.of(
                Kind.USER.access(call, "iam:GetSSHPublicKey", call.input().userName()));
    }

    @Override
    public GetSSHPublicKeyOutput handle(Authorized<GetSSHPublicKeyInput> request) {
        GetSSHPublicKeyInput input = request.input();
        User user = Kind.USER.get(request.view(), request.account(), input.userName());
        SshKey key =
                UserCredential.SSH_KEY.get(request.view(), request.caller(), input.userName(), input.sshPublicKeyId());
        return new GetSSHPublicKeyOutput(shape(key, user.name(), encoded(key, input.encoding())));
    }

    private static String encoded(SshKey key, String encoding) {
        if (encoding.equals("PEM")) {
            return PublicKeys.pemOf(key.wire());
        }
        return key.body().strip().startsWith("ssh-rsa ") ? key.body() : PublicKeys.ssh(key.wire());
    }

    static SSHPublicKeyMetadata listed(SshKey key, String userName) {
        return new SSHPublicKeyMetadata(userName, key.id(), UserCredential.status(key.active()), key.uploaded());
    }

    static SSHPublicKey shape(SshKey key, String userName, String body) {
        return SSHPublicKey.builder()
                .userName(userName)
                .sshPublicKeyId(key.id())
                .fingerprint(key.fingerprint())
                .sshPublicKeyBody(body)
                .status(UserCredential.status(key.active()))
                .uploadDate(key.uploaded())
                .build();
    }
}
