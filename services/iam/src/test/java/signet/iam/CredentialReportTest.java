package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.Passwords;
import signet.identity.Tables;
import signet.identity.Totp;
import signet.identity.User;
import signet.model.iam.CreateAccessKeyInput;
import signet.model.iam.CreateLoginProfileInput;
import signet.model.iam.CreateVirtualMFADeviceInput;
import signet.model.iam.EnableMFADeviceInput;
import signet.model.iam.GenerateCredentialReportInput;
import signet.model.iam.GenerateCredentialReportOutput;
import signet.model.iam.GetCredentialReportInput;
import signet.model.iam.GetCredentialReportOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateAccessKeyInput;
import signet.model.iam.UpdateAccountPasswordPolicyInput;
import signet.model.iam.UploadSigningCertificateInput;

class CredentialReportTest extends CloudTest {
    private static final String COLUMNS = "user,arn,user_creation_time,password_enabled,password_last_used,"
            + "password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
            + "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
            + "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,"
            + "cert_2_active,cert_2_last_rotated";

    private GenerateCredentialReportOutput generate() {
        return cloud.call(IamOperations.GENERATE_CREDENTIAL_REPORT, new GenerateCredentialReportInput());
    }

    private GetCredentialReportOutput get() {
        return cloud.call(IamOperations.GET_CREDENTIAL_REPORT, new GetCredentialReportInput());
    }

    private List<String> lines() {
        generate();
        return List.of(new String(Objects.requireNonNull(get().content()), StandardCharsets.UTF_8).split("\n", -1));
    }

    /** A row's values by the names of their columns. */
    private Map<String, String> row(String user) {
        String line = lines().stream()
                .filter(candidate -> candidate.startsWith(user + ","))
                .findFirst()
                .orElseThrow();
        List<String> names = Arrays.asList(COLUMNS.split(",", -1));
        List<String> values = Arrays.asList(line.split(",", -1));
        assertEquals(names.size(), values.size(), line);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), values.get(i));
        }
        return row;
    }

    @Test
    void aReportIsMadeBeforeItIsRead() {
        cloud.refuses(
                "ReportNotPresent",
                "The request was rejected because the credential report does not exist. To generate a credential"
                        + " report, use GenerateCredentialReport.",
                IamOperations.GET_CREDENTIAL_REPORT,
                new GetCredentialReportInput());

        assertEquals(
                new GenerateCredentialReportOutput(
                        "STARTED", "No report exists. Starting a new report generation task"),
                generate());
        assertEquals(new GenerateCredentialReportOutput("COMPLETE", null), generate());
        assertEquals("text/csv", get().reportFormat());
        assertEquals(cloud.info().time(), get().generatedTime());
    }

    @Test
    void aReportIsGoodForFourHours() {
        generate();
        cloud.makeUser("late", "");
        cloud.advance(Duration.ofHours(4).minusSeconds(1));
        assertEquals("COMPLETE", generate().state());
        assertEquals(2, lines().size(), "no other is made meanwhile");

        cloud.advance(Duration.ofSeconds(1));
        cloud.refuses(
                "ReportExpired",
                "The request was rejected because the most recent credential report has expired. To generate a new"
                        + " credential report, use GenerateCredentialReport.",
                IamOperations.GET_CREDENTIAL_REPORT,
                new GetCredentialReportInput());
        assertEquals("STARTED", generate().state());
        assertEquals(3, lines().size());
    }

    @Test
    void theFirstRowIsTheRootUsers() {
        assertEquals(COLUMNS, lines().getFirst());
        assertEquals(
                "<root_account>,arn:aws:iam::123456789012:root,2026-01-01T00:00:00Z,not_supported,no_information,"
                        + "not_supported,not_supported,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,"
                        + "false,N/A",
                lines().get(1));
    }

    @Test
    void aUserWhoHasNothingHasARow() {
        cloud.makeUser("u", "");

        assertEquals(
                "u,arn:aws:iam::123456789012:user/u,2026-11-23T10:00:00Z,false,N/A,N/A,N/A,false,false,N/A,N/A,N/A,N/A,"
                        + "false,N/A,N/A,N/A,N/A,false,N/A,false,N/A",
                lines().get(2));
    }

    @Test
    void everyCredentialIsThere() throws Exception {
        cloud.makeUser("u", "");
        cloud.call(IamOperations.CREATE_LOGIN_PROFILE, new CreateLoginProfileInput("u", "Correct-Horse-7", null));
        cloud.call(
                IamOperations.UPDATE_ACCOUNT_PASSWORD_POLICY,
                UpdateAccountPasswordPolicyInput.builder().maxPasswordAge(30).build());
        String first = key();
        cloud.advance(Duration.ofHours(1));
        String second = key();
        cloud.call(IamOperations.UPDATE_ACCESS_KEY, new UpdateAccessKeyInput(second, "Inactive", "u"));
        cloud.call(
                IamOperations.UPLOAD_SIGNING_CERTIFICATE,
                new UploadSigningCertificateInput(
                        TestCertificates.selfSigned("CN=a", TestCertificates.ec())
                                .pem(),
                        "u"));
        enableMfa();
        User user = ((Caller.IamUser) cloud.user("u")).user();
        cloud.uses.used(new Caller.IamUser(user, first, null), "s3", cloud.info());
        cloud.state.change(tx -> Passwords.signedIn(tx, user, cloud.info().time()));

        Map<String, String> row = row("u");

        assertEquals(
                List.of("true", "2026-11-23T11:00:00Z", "2026-11-23T10:00:00Z", "2026-12-23T10:00:00Z", "true"),
                List.of(
                        row.get("password_enabled"),
                        row.get("password_last_used"),
                        row.get("password_last_changed"),
                        row.get("password_next_rotation"),
                        row.get("mfa_active")));
        assertEquals(
                List.of("true", "2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z", "us-east-1", "s3"),
                List.of(
                        row.get("access_key_1_active"),
                        row.get("access_key_1_last_rotated"),
                        row.get("access_key_1_last_used_date"),
                        row.get("access_key_1_last_used_region"),
                        row.get("access_key_1_last_used_service")));
        assertEquals(
                List.of("false", "2026-11-23T11:00:00Z", "N/A", "true", "2026-11-23T11:00:00Z", "false", "N/A"),
                List.of(
                        row.get("access_key_2_active"),
                        row.get("access_key_2_last_rotated"),
                        row.get("access_key_2_last_used_date"),
                        row.get("cert_1_active"),
                        row.get("cert_1_last_rotated"),
                        row.get("cert_2_active"),
                        row.get("cert_2_last_rotated")));
    }

    private String key() {
        return cloud.call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput("u"))
                .accessKey()
                .accessKeyId();
    }

    private void enableMfa() {
        String serial = cloud.call(
                        IamOperations.CREATE_VIRTUAL_MFA_DEVICE, new CreateVirtualMFADeviceInput("u", null, null))
                .virtualMFADevice()
                .serialNumber();
        String seed = Tables.mfaDevice(cloud.view(), serial).orElseThrow().seed();
        long step = Totp.step(cloud.info().time());
        cloud.call(
                IamOperations.ENABLE_MFA_DEVICE,
                new EnableMFADeviceInput("u", serial, Totp.code(seed, step - 1), Totp.code(seed, step)));
    }

    @Test
    void aPasswordThatWasNeverUsedHasNoInformation() {
        cloud.makeUser("u", "");
        cloud.call(IamOperations.CREATE_LOGIN_PROFILE, new CreateLoginProfileInput("u", "Correct-Horse-7", null));

        assertEquals("no_information", row("u").get("password_last_used"));
        assertEquals("N/A", row("u").get("password_next_rotation"));
    }

    @Test
    void aNameWithACommaIsOneValue() {
        cloud.makeUser("a,b", "");

        assertEquals(true, lines().get(2).startsWith("\"a,b\",\"arn:aws:iam::123456789012:user/a,b\",2026"));
    }

    @Test
    void anotherAccountsUsersAreNotInIt() {
        cloud.makeUser("u", "");
        Caller other = cloud.rootOf(Cloud.OTHER);
        cloud.callAs(other, IamOperations.GENERATE_CREDENTIAL_REPORT, new GenerateCredentialReportInput());

        GetCredentialReportOutput report =
                cloud.callAs(other, IamOperations.GET_CREDENTIAL_REPORT, new GetCredentialReportInput());

        assertEquals(
                2, new String(Objects.requireNonNull(report.content()), StandardCharsets.UTF_8).split("\n", -1).length);
    }

    @Test
    void reportsNeedPermission() {
        Caller reader = cloud.makeUser("reader", Cloud.allow("iam:GetCredentialReport", "*"));
        generate();

        cloud.callAs(reader, IamOperations.GET_CREDENTIAL_REPORT, new GetCredentialReportInput());
        cloud.denies(
                reader,
                "iam:GenerateCredentialReport",
                "*",
                IamOperations.GENERATE_CREDENTIAL_REPORT,
                new GenerateCredentialReportInput());
    }
}
