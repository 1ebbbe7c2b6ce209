package signet.iam;

import java.util.List;
import signet.snapshot.Index;
import signet.snapshot.Table;

/** The tables that only IAM needs, besides those of {@link signet.identity.Tables}. */
public final class IamTables {
    /** By access key id or role id. */
    static final Table<LastUse> USES = Table.of("last-use", LastUse.class);

    /** By id. */
    static final Table<SshKey> SSH_KEYS = Table.of("ssh-public-key", SshKey.class);
    /** By id. */
    static final Table<UserCertificate> SIGNING_CERTIFICATES = Table.of("signing-certificate", UserCertificate.class);
    /** By account and name. */
    static final Table<StoredCertificate> SERVER_CERTIFICATES = Table.of("server-certificate", StoredCertificate.class);
    /** By id. */
    static final Table<ServiceCredential> SERVICE_CREDENTIALS =
            Table.of("service-specific-credential", ServiceCredential.class);

    /** By account. */
    static final Table<CredentialReport> CREDENTIAL_REPORTS = Table.of("credential-report", CredentialReport.class);

    /** By {@link AccessRecord#key}. */
    static final Table<AccessRecord> ACCESSES = Table.of("access", AccessRecord.class);
    /** By account and job id. */
    static final Table<LastAccessJob> LAST_ACCESS_JOBS = Table.of("last-access-job", LastAccessJob.class);
    /** By account and job id. */
    static final Table<AccessReport> ACCESS_REPORTS = Table.of("access-report", AccessReport.class);
    /** By account. */
    static final Table<StsPreferences> STS_PREFERENCES = Table.of("sts-preferences", StsPreferences.class);

    /** SSH public keys by the unique id of their owner. */
    static final Index<SshKey> SSH_KEYS_BY_OWNER = SSH_KEYS.index(key -> List.of(key.owner()));
    /** Signing certificates by the unique id of their owner. */
    static final Index<UserCertificate> SIGNING_CERTIFICATES_BY_OWNER =
            SIGNING_CERTIFICATES.index(certificate -> List.of(certificate.owner()));
    /** Signing certificates by account and digest. */
    static final Index<UserCertificate> SIGNING_CERTIFICATES_BY_DIGEST =
            SIGNING_CERTIFICATES.index(certificate -> List.of(certificate.account() + "/" + certificate.digest()));
    /** Service-specific credentials by the unique id of their owner. */
    static final Index<ServiceCredential> SERVICE_CREDENTIALS_BY_OWNER =
            SERVICE_CREDENTIALS.index(credential -> List.of(credential.owner()));

    private IamTables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with as well. */
    public static List<Table<?>> all() {
        return List.of(
                USES,
                SSH_KEYS,
                SIGNING_CERTIFICATES,
                SERVER_CERTIFICATES,
                SERVICE_CREDENTIALS,
                CREDENTIAL_REPORTS,
                ACCESSES,
                LAST_ACCESS_JOBS,
                ACCESS_REPORTS,
                STS_PREFERENCES);
    }
}
