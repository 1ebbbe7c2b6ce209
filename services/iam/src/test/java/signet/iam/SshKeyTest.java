package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.iam.DeleteSSHPublicKeyInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.GetSSHPublicKeyInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListSSHPublicKeysInput;
import signet.model.iam.ListSSHPublicKeysOutput;
import signet.model.iam.SSHPublicKey;
import signet.model.iam.SSHPublicKeyMetadata;
import signet.model.iam.UpdateSSHPublicKeyInput;
import signet.model.iam.UploadSSHPublicKeyInput;

class SshKeyTest extends CloudTest {
    /** From ssh-keygen; its fingerprint is what {@code ssh-keygen -l -E md5} prints. */
    private static final String KNOWN =
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDQxjFvokBfc4XB4Jy9s/B+zIJ1vBjul4fXJqwPwF7NFJuQgbg9/N2pccdjwe"
                    + "R14a2GMZ5JDloRs6LTYcWc1Uaep+9x9p9iQDJAPFma0nIu2Kaa/3PCaRD8nwtQnjg2jh18V3zEnNRSxoFCRhBxNGgZq6C5r+8p"
                    + "v3UiKruRg59zrylUM69n0tITJs0/elPnIT8RSxYzBIfVLkotxvC5RYFjH+0GN+2VPdW8BeX2REjeoCN/wtvIdNW2tPWl+eRUvK"
                    + "/WsIMgKCYPUpkZMoufvpzTJ4TeLQ8wg58CC3mGkgv49Y5kbhLhG7H7zLq317d/8dOiB3ykdvm2PNMewyrjTcFX user@host";

    private static final String KNOWN_FINGERPRINT = "76:e5:9f:c2:db:bd:2a:1f:59:46:c8:4e:d5:85:fd:5a";
    private static final String MISSING = "The Public Key with id APKAXXXXXXXXXXXXXXXXX cannot be found.";

    private static KeyPair keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestCertificates.rsa();
    }

    @BeforeEach
    void makeUser() {
        cloud.makeUser("u", "");
    }

    private static String ssh(KeyPair pair) throws Exception {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] wire = OpenSSHPublicKeyUtil.encodePublicKey(
                new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent()));
        return "ssh-rsa " + Base64.getEncoder().encodeToString(wire);
    }

    private SSHPublicKey upload(String body) {
        return Objects.requireNonNull(
                cloud.call(IamOperations.UPLOAD_SSH_PUBLIC_KEY, new UploadSSHPublicKeyInput("u", body))
                        .sshPublicKey());
    }

    private SSHPublicKey get(String id, String encoding) {
        return Objects.requireNonNull(
                cloud.call(IamOperations.GET_SSH_PUBLIC_KEY, new GetSSHPublicKeyInput("u", id, encoding))
                        .sshPublicKey());
    }

    private void refuses(String code, String message, String body) {
        cloud.refuses(code, message, IamOperations.UPLOAD_SSH_PUBLIC_KEY, new UploadSSHPublicKeyInput("u", body));
    }

    @Test
    void aKeyIsKeptAndHasItsFingerprint() {
        SSHPublicKey uploaded = upload(KNOWN);

        assertTrue(uploaded.sshPublicKeyId().matches("APKA[A-Z2-7]{17}"), uploaded.sshPublicKeyId());
        assertEquals(KNOWN_FINGERPRINT, uploaded.fingerprint());
        assertEquals(KNOWN, uploaded.sshPublicKeyBody());
        assertEquals("Active", uploaded.status());
        assertEquals(uploaded, get(uploaded.sshPublicKeyId(), "SSH"));
    }

    @Test
    void aKeyIsTheSameInBothEncodings() throws Exception {
        String pem = TestCertificates.pem(keys.getPublic());
        SSHPublicKey fromPem = upload(pem);

        assertEquals(ssh(keys), get(fromPem.sshPublicKeyId(), "SSH").sshPublicKeyBody());
        assertEquals(
                pem.replace("\r\n", "\n"),
                get(fromPem.sshPublicKeyId(), "PEM").sshPublicKeyBody().replace("\r\n", "\n"));
    }

    @Test
    void oneKeyIsUploadedOnce() throws Exception {
        upload(ssh(keys));
        String text = "The request was rejected because the SSH public key is already associated with the specified"
                + " IAM user.";

        refuses("DuplicateSSHPublicKey", text, ssh(keys) + " another comment");
        refuses("DuplicateSSHPublicKey", text, TestCertificates.pem(keys.getPublic()));
    }

    @Test
    void fiveKeysFit() throws Exception {
        for (int i = 0; i < 5; i++) {
            upload(ssh(TestCertificates.rsa()));
        }

        refuses("LimitExceeded", "Cannot exceed quota for SSHPublicKeysPerUser: 5", ssh(keys));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGuqO9FRvV4J", "no key", "ssh-dss AAAA", "AAAAB3NzaC1yc2E"})
    void otherEncodingsAreNotKnown(String body) {
        refuses(
                "UnrecognizedPublicKeyEncoding",
                "The request was rejected because the public key encoding format is unsupported or unrecognized.",
                body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-rsa not-base64!",
                "ssh-rsa AAAA",
                "ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIGuqO9FRvV4JGuqO9FRvV4JGuqO9FRvV4JGuqO9FRvV4J",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----"
            })
    void aBrokenKeyIsRefused(String body) {
        refuses(
                "InvalidPublicKey",
                "The request was rejected because the public key is malformed or otherwise invalid.",
                body);
    }

    @Test
    void aShortKeyIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);

        refuses(
                "InvalidPublicKey",
                "The request was rejected because the public key is malformed or otherwise invalid.",
                ssh(generator.generateKeyPair()));
    }

    @Test
    void keysThatAreNoRsaAreRefused() throws Exception {
        refuses(
                "InvalidPublicKey",
                "The request was rejected because the public key is malformed or otherwise invalid.",
                TestCertificates.pem(TestCertificates.ec().getPublic()));
    }

    @Test
    void keysAreListedWithoutTheirBodies() throws Exception {
        assertEquals(List.of(), list(null).sshPublicKeys());
        SSHPublicKey key = upload(ssh(keys));
        upload(KNOWN);

        ListSSHPublicKeysOutput first = list(1);
        assertEquals(true, first.isTruncated());
        assertEquals(2, Objects.requireNonNull(list(null).sshPublicKeys()).size());
        assertTrue(Objects.requireNonNull(list(null).sshPublicKeys())
                .contains(new SSHPublicKeyMetadata(
                        "u", key.sshPublicKeyId(), "Active", cloud.info().time())));
    }

    private ListSSHPublicKeysOutput list(@Nullable Integer items) {
        return cloud.call(IamOperations.LIST_SSH_PUBLIC_KEYS, new ListSSHPublicKeysInput("u", null, items));
    }

    @Test
    void aKeyIsMadeInactiveAndDeleted() {
        String id = upload(KNOWN).sshPublicKeyId();
        cloud.call(IamOperations.UPDATE_SSH_PUBLIC_KEY, new UpdateSSHPublicKeyInput("u", id, "Inactive"));
        assertEquals("Inactive", get(id, "SSH").status());
        cloud.refuses(
                "InvalidInput",
                "The status can be set to Active or Inactive only.",
                IamOperations.UPDATE_SSH_PUBLIC_KEY,
                new UpdateSSHPublicKeyInput("u", id, "Expired"));

        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must remove referenced objects first.",
                IamOperations.DELETE_USER,
                new DeleteUserInput("u"));
        cloud.call(IamOperations.DELETE_SSH_PUBLIC_KEY, new DeleteSSHPublicKeyInput("u", id));
        assertEquals(List.of(), list(null).sshPublicKeys());
        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("u"));
    }

    @Test
    void anothersKeyIsNotFound() {
        cloud.makeUser("v", "");
        String id = upload(KNOWN).sshPublicKeyId();
        String text = MISSING.replace("APKAXXXXXXXXXXXXXXXXX", id);

        cloud.refuses("NoSuchEntity", text, IamOperations.GET_SSH_PUBLIC_KEY, new GetSSHPublicKeyInput("v", id, "SSH"));
        cloud.refuses("NoSuchEntity", text, IamOperations.DELETE_SSH_PUBLIC_KEY, new DeleteSSHPublicKeyInput("v", id));
        cloud.refuses(
                "NoSuchEntity",
                MISSING,
                IamOperations.UPDATE_SSH_PUBLIC_KEY,
                new UpdateSSHPublicKeyInput("u", "APKAXXXXXXXXXXXXXXXXX", "Active"));
    }

    @Test
    void keysNeedPermissionOnTheUser() {
        Caller self = cloud.makeUser(
                "self", Cloud.allow("iam:*SSHPublicKey*", "arn:aws:iam::123456789012:user/${aws:username}"));

        cloud.callAs(self, IamOperations.UPLOAD_SSH_PUBLIC_KEY, new UploadSSHPublicKeyInput("self", KNOWN));
        cloud.callAs(self, IamOperations.LIST_SSH_PUBLIC_KEYS, new ListSSHPublicKeysInput(null, null, null));
        cloud.denies(
                self,
                "iam:UploadSSHPublicKey",
                "user u",
                IamOperations.UPLOAD_SSH_PUBLIC_KEY,
                new UploadSSHPublicKeyInput("u", KNOWN));
        cloud.denies(
                self,
                "iam:DeleteSSHPublicKey",
                "user u",
                IamOperations.DELETE_SSH_PUBLIC_KEY,
                new DeleteSSHPublicKeyInput("u", "APKAXXXXXXXXXXXXXXXXX"));
    }
}
