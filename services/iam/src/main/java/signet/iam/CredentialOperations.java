package signet.iam;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import signet.authz.Operation;
import signet.model.iam.DeleteSSHPublicKeyInput;
import signet.model.iam.DeleteServiceSpecificCredentialInput;
import signet.model.iam.DeleteSigningCertificateInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListSSHPublicKeysInput;
import signet.model.iam.ListSSHPublicKeysOutput;
import signet.model.iam.ListServerCertificatesInput;
import signet.model.iam.ListServerCertificatesOutput;
import signet.model.iam.ListSigningCertificatesInput;
import signet.model.iam.ListSigningCertificatesOutput;
import signet.model.iam.UpdateSSHPublicKeyInput;
import signet.model.iam.UpdateServiceSpecificCredentialInput;
import signet.model.iam.UpdateSigningCertificateInput;

/** The operations on users' credentials other than access keys. */
final class CredentialOperations {
    private CredentialOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return Stream.of(
                        passwords(parts),
                        mfaDevices(parts),
                        sshKeys(parts),
                        signingCertificates(parts),
                        serverCertificates(parts),
                        ofServices(parts))
                .flatMap(Collection::stream)
                .<Operation<?, ?>>map(operation -> operation)
                .toList();
    }

    private static List<Operation<?, ?>> passwords(Parts parts) {
        return List.of(
                new GetAccountPasswordPolicy(parts),
                new UpdateAccountPasswordPolicy(parts),
                new DeleteAccountPasswordPolicy(parts),
                new CreateLoginProfile(parts),
                new GetLoginProfile(),
                new UpdateLoginProfile(parts),
                new DeleteLoginProfile(parts),
                new ChangePassword(parts));
    }

    private static List<Operation<?, ?>> mfaDevices(Parts parts) {
        return List.of(
                new CreateVirtualMfaDevice(parts),
                new EnableMfaDevice(parts),
                new ResyncMfaDevice(parts),
                new DeactivateMfaDevice(parts),
                new DeleteVirtualMfaDevice(parts),
                new GetMfaDevice(),
                new ListMfaDevices(),
                new ListVirtualMfaDevices());
    }

    private static List<Operation<?, ?>> sshKeys(Parts parts) {
        return List.of(
                new UploadSshPublicKey(parts),
                new GetSshPublicKey(),
                new ListCredentials<>(
                        IamOperations.LIST_SSH_PUBLIC_KEYS,
                        UserCredential.SSH_KEY,
                        ListSSHPublicKeysInput::userName,
                        new Paging<>(ListSSHPublicKeysInput::marker, ListSSHPublicKeysInput::maxItems),
                        (page, user) -> new ListSSHPublicKeysOutput(
                                page.items().stream()
                                        .map(key -> GetSshPublicKey.listed(key, user))
                                        .toList(),
                                page.truncated(),
                                page.marker())),
                new UpdateCredentialStatus<>(
                        IamOperations.UPDATE_SSH_PUBLIC_KEY,
                        parts,
                        UserCredential.SSH_KEY,
                        UpdateSSHPublicKeyInput::userName,
                        UpdateSSHPublicKeyInput::sshPublicKeyId,
                        UpdateSSHPublicKeyInput::status),
                new DeleteCredential<>(
                        IamOperations.DELETE_SSH_PUBLIC_KEY,
                        parts,
                        UserCredential.SSH_KEY,
                        DeleteSSHPublicKeyInput::userName,
                        DeleteSSHPublicKeyInput::sshPublicKeyId));
    }

    private static List<Operation<?, ?>> signingCertificates(Parts parts) {
        return List.of(
                new UploadSigningCertificate(parts),
                new ListCredentials<>(
                        IamOperations.LIST_SIGNING_CERTIFICATES,
                        UserCredential.SIGNING_CERTIFICATE,
                        ListSigningCertificatesInput::userName,
                        new Paging<>(ListSigningCertificatesInput::marker, ListSigningCertificatesInput::maxItems),
                        (page, user) -> new ListSigningCertificatesOutput(
                                page.items().stream()
                                        .map(certificate -> UploadSigningCertificate.shape(certificate, user))
                                        .toList(),
                                page.truncated(),
                                page.marker())),
                new UpdateCredentialStatus<>(
                        IamOperations.UPDATE_SIGNING_CERTIFICATE,
                        parts,
                        UserCredential.SIGNING_CERTIFICATE,
                        UpdateSigningCertificateInput::userName,
                        UpdateSigningCertificateInput::certificateId,
                        UpdateSigningCertificateInput::status),
                new DeleteCredential<>(
                        IamOperations.DELETE_SIGNING_CERTIFICATE,
                        parts,
                        UserCredential.SIGNING_CERTIFICATE,
                        DeleteSigningCertificateInput::userName,
                        DeleteSigningCertificateInput::certificateId));
    }

    private static List<Operation<?, ?>> serverCertificates(Parts parts) {
        return List.of(
                new UploadServerCertificate(parts),
                new GetServerCertificate(),
                new UpdateServerCertificate(parts),
                new DeleteServerCertificate(parts),
                new ListByPath<>(
                        IamOperations.LIST_SERVER_CERTIFICATES,
                        parts,
                        Kind.SERVER_CERTIFICATE,
                        ListServerCertificatesInput::pathPrefix,
                        new Paging<>(ListServerCertificatesInput::marker, ListServerCertificatesInput::maxItems),
                        StoredCertificate::path,
                        (page, shapes) -> new ListServerCertificatesOutput(
                                page.items().stream()
                                        .map(UploadServerCertificate::metadata)
                                        .toList(),
                                page.truncated(),
                                page.marker())));
    }

    private static List<Operation<?, ?>> ofServices(Parts parts) {
        return List.of(
                new CreateServiceSpecificCredential(parts),
                new ResetServiceSpecificCredential(parts),
                new ListServiceSpecificCredentials(),
                new UpdateCredentialStatus<>(
                        IamOperations.UPDATE_SERVICE_SPECIFIC_CREDENTIAL,
                        parts,
                        UserCredential.OF_SERVICE,
                        UpdateServiceSpecificCredentialInput::userName,
                        UpdateServiceSpecificCredentialInput::serviceSpecificCredentialId,
                        UpdateServiceSpecificCredentialInput::status),
                new DeleteCredential<>(
                        IamOperations.DELETE_SERVICE_SPECIFIC_CREDENTIAL,
                        parts,
                        UserCredential.OF_SERVICE,
                        DeleteServiceSpecificCredentialInput::userName,
                        DeleteServiceSpecificCredentialInput::serviceSpecificCredentialId));
    }
}
