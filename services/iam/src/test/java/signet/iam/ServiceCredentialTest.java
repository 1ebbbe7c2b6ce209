package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.iam.CreateServiceSpecificCredentialInput;
import signet.model.iam.DeleteServiceSpecificCredentialInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListServiceSpecificCredentialsInput;
import signet.model.iam.ResetServiceSpecificCredentialInput;
import signet.model.iam.ServiceSpecificCredential;
import signet.model.iam.ServiceSpecificCredentialMetadata;
import signet.model.iam.UpdateServiceSpecificCredentialInput;

class ServiceCredentialTest extends CloudTest {
    private static final String CODE = "codecommit.amazonaws.com";
    private static final String CASSANDRA = "cassandra.amazonaws.com";
    private static final String BEDROCK = "bedrock.amazonaws.com";

    @BeforeEach
    void makeUser() {
        cloud.makeUser("u", "");
    }

    private ServiceSpecificCredential create(String user, String service, @Nullable Integer days) {
        return required(cloud.call(
                        IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                        new CreateServiceSpecificCredentialInput(user, service, days))
                .serviceSpecificCredential());
    }

    private static ServiceSpecificCredential required(@Nullable ServiceSpecificCredential credential) {
        return Objects.requireNonNull(credential);
    }

    private List<ServiceSpecificCredentialMetadata> list(@Nullable String user, @Nullable String service) {
        return Objects.requireNonNull(cloud.call(
                        IamOperations.LIST_SERVICE_SPECIFIC_CREDENTIALS,
                        new ListServiceSpecificCredentialsInput(user, service, null, null, null))
                .serviceSpecificCredentials());
    }

    @ParameterizedTest
    @ValueSource(strings = {CODE, CASSANDRA})
    void aCredentialIsANameAndAPassword(String service) {
        ServiceSpecificCredential created = create("u", service, null);

        assertEquals("u-at-123456789012", created.serviceUserName());
        assertEquals(44, Objects.requireNonNull(created.servicePassword()).length());
        assertNull(created.serviceCredentialAlias());
        assertEquals("Active", created.status());
        ServiceSpecificCredentialMetadata listed = list("u", null).getFirst();
        assertEquals(created.serviceSpecificCredentialId(), listed.serviceSpecificCredentialId());
        assertFalse(listed.toString().contains(Objects.requireNonNull(created.servicePassword())), listed.toString());
        String digest = cloud.view()
                .get(IamTables.SERVICE_CREDENTIALS, created.serviceSpecificCredentialId())
                .orElseThrow()
                .digest();
        assertEquals(ServiceCredentials.digest(Objects.requireNonNull(created.servicePassword())), digest);
    }

    @Test
    void twoCredentialsOfAServiceFit() {
        create("u", CODE, null);
        assertEquals("u+1-at-123456789012", create("u", CODE, null).serviceUserName());
        create("u", CASSANDRA, null);

        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2",
                IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                new CreateServiceSpecificCredentialInput("u", CODE, null));
    }

    @Test
    void aResetChangesThePasswordAndNothingElse() {
        ServiceSpecificCredential created = create("u", CODE, null);
        String id = created.serviceSpecificCredentialId();
        cloud.call(
                IamOperations.UPDATE_SERVICE_SPECIFIC_CREDENTIAL,
                new UpdateServiceSpecificCredentialInput(id, "Inactive", "u"));

        ServiceSpecificCredential reset = required(cloud.call(
                        IamOperations.RESET_SERVICE_SPECIFIC_CREDENTIAL,
                        new ResetServiceSpecificCredentialInput(id, "u"))
                .serviceSpecificCredential());

        assertNotEquals(created.servicePassword(), reset.servicePassword());
        assertEquals(
                created.toBuilder()
                        .status("Inactive")
                        .servicePassword(reset.servicePassword())
                        .build(),
                reset);
    }

    @Test
    void onlySomeServicesTakeThem() {
        for (String service : List.of("nonexistentservice.amazonaws.com", "o3on3n3onosneo", "lambda.amazonaws.com")) {
            String text = "No such service " + service + " is supported for Service Specific Credentials";
            cloud.refuses(
                    "NoSuchEntity",
                    text,
                    IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                    new CreateServiceSpecificCredentialInput("u", service, null));
            cloud.refuses(
                    "NoSuchEntity",
                    text,
                    IamOperations.LIST_SERVICE_SPECIFIC_CREDENTIALS,
                    new ListServiceSpecificCredentialsInput("u", service, null, null, null));
        }
        cloud.refuses(
                "NoSuchEntity",
                "The user with name nobody cannot be found.",
                IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                new CreateServiceSpecificCredentialInput("nobody", "x", null));
    }

    @Test
    void keysExpire() {
        ServiceSpecificCredential key = create("u", BEDROCK, 30);

        assertNotNull(key.serviceCredentialSecret());
        assertNull(key.servicePassword());
        assertEquals(cloud.info().time().plus(Duration.ofDays(30)), key.expirationDate());
        cloud.advance(Duration.ofDays(30));
        assertEquals("Expired", list("u", BEDROCK).getFirst().status());
        cloud.refuses(
                "ValidationError",
                "CredentialAgeDays is not supported for codecommit.amazonaws.com.",
                IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                new CreateServiceSpecificCredentialInput("u", CODE, 30));
    }

    @Test
    void aCredentialKeepsItsUserFromDeletion() {
        String id = create("u", CODE, null).serviceSpecificCredentialId();
        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must remove referenced objects first.",
                IamOperations.DELETE_USER,
                new DeleteUserInput("u"));

        cloud.call(IamOperations.DELETE_SERVICE_SPECIFIC_CREDENTIAL, new DeleteServiceSpecificCredentialInput(id, "u"));
        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("u"));
    }

    @Test
    void credentialsAreListedByServiceAndForAllUsers() {
        cloud.makeUser("v", "");
        create("u", CODE, null);
        create("v", CODE, null);

        assertEquals(1, list("u", CODE).size());
        assertEquals(List.of(), list("u", CASSANDRA));
        assertEquals(
                2,
                Objects.requireNonNull(cloud.call(
                                        IamOperations.LIST_SERVICE_SPECIFIC_CREDENTIALS,
                                        new ListServiceSpecificCredentialsInput(null, CODE, true, null, null))
                                .serviceSpecificCredentials())
                        .size());
        cloud.refuses(
                "ValidationError",
                "UserName and AllUsers cannot be specified together.",
                IamOperations.LIST_SERVICE_SPECIFIC_CREDENTIALS,
                new ListServiceSpecificCredentialsInput("u", CODE, true, null, null));
    }

    @Test
    void anothersCredentialIsNotFound() {
        cloud.makeUser("v", "");
        String id = create("u", CODE, null).serviceSpecificCredentialId();
        String text = "No such credential " + id + " exists";

        cloud.refuses(
                "NoSuchEntity",
                text,
                IamOperations.RESET_SERVICE_SPECIFIC_CREDENTIAL,
                new ResetServiceSpecificCredentialInput(id, "v"));
        cloud.refuses(
                "NoSuchEntity",
                text,
                IamOperations.UPDATE_SERVICE_SPECIFIC_CREDENTIAL,
                new UpdateServiceSpecificCredentialInput(id, "Inactive", "v"));
        cloud.refuses(
                "NoSuchEntity",
                text,
                IamOperations.DELETE_SERVICE_SPECIFIC_CREDENTIAL,
                new DeleteServiceSpecificCredentialInput(id, "v"));
        cloud.refuses(
                "NoSuchEntity",
                "The user with name wrong-user-name cannot be found.",
                IamOperations.DELETE_SERVICE_SPECIFIC_CREDENTIAL,
                new DeleteServiceSpecificCredentialInput(id, "wrong-user-name"));
    }

    @Test
    void theServiceIsAConditionKey() {
        String condition =
                "{\"StringEquals\":{\"iam:ServiceSpecificCredentialServiceName\":\"codecommit.amazonaws.com\"}}";
        Caller admin = cloud.makeUser("admin", Cloud.allowIf("iam:*ServiceSpecificCredential", condition));
        String foreign = create("u", CASSANDRA, null).serviceSpecificCredentialId();

        String own = required(cloud.callAs(
                                admin,
                                IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                                new CreateServiceSpecificCredentialInput("u", CODE, null))
                        .serviceSpecificCredential())
                .serviceSpecificCredentialId();
        cloud.callAs(
                admin,
                IamOperations.DELETE_SERVICE_SPECIFIC_CREDENTIAL,
                new DeleteServiceSpecificCredentialInput(own, "u"));
        cloud.denies(
                admin,
                "iam:CreateServiceSpecificCredential",
                "user u",
                IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                new CreateServiceSpecificCredentialInput("u", CASSANDRA, null));
        cloud.denies(
                admin,
                "iam:DeleteServiceSpecificCredential",
                "user u",
                IamOperations.DELETE_SERVICE_SPECIFIC_CREDENTIAL,
                new DeleteServiceSpecificCredentialInput(foreign, "u"));
    }

    @Test
    void theAgeIsAConditionKey() {
        Caller admin = cloud.makeUser(
                "admin",
                Cloud.allowIf(
                        "iam:CreateServiceSpecificCredential",
                        "{\"NumericLessThanEquals\":{\"iam:ServiceSpecificCredentialAgeDays\":\"30\"}}"));

        cloud.callAs(
                admin,
                IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                new CreateServiceSpecificCredentialInput("u", BEDROCK, 30));
        cloud.denies(
                admin,
                "iam:CreateServiceSpecificCredential",
                "user u",
                IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                new CreateServiceSpecificCredentialInput("u", BEDROCK, 31));
    }
}
