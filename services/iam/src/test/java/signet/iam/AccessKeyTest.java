package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.model.iam.AccessKey;
import signet.model.iam.AccessKeyLastUsed;
import signet.model.iam.AccessKeyMetadata;
import signet.model.iam.CreateAccessKeyInput;
import signet.model.iam.DeleteAccessKeyInput;
import signet.model.iam.GetAccessKeyLastUsedInput;
import signet.model.iam.GetAccessKeyLastUsedOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListAccessKeysInput;
import signet.model.iam.UpdateAccessKeyInput;

class AccessKeyTest extends CloudTest {
    private AccessKey create(@Nullable String user) {
        return cloud.call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput(user))
                .accessKey();
    }

    private GetAccessKeyLastUsedOutput lastUse(String id) {
        return cloud.call(IamOperations.GET_ACCESS_KEY_LAST_USED, new GetAccessKeyLastUsedInput(id));
    }

    @Test
    void aNewKeyHasASecretAndTellsItsAccount() {
        cloud.makeUser("u", "");

        AccessKey key = create("u");

        assertTrue(key.accessKeyId().matches("AKIA[A-Z2-7]{16}"), key.accessKeyId());
        assertTrue(key.secretAccessKey().matches("[A-Za-z0-9/+]{40}"), key.secretAccessKey());
        assertEquals("u", key.userName());
        assertEquals("Active", key.status());
        assertEquals(Cloud.ACCOUNT, Ids.accountOf(key.accessKeyId()));
    }

    @Test
    void twoKeysFit() {
        cloud.makeUser("u", "");
        create("u");
        create("u");

        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for AccessKeysPerUser: 2",
                IamOperations.CREATE_ACCESS_KEY,
                new CreateAccessKeyInput("u"));
    }

    @Test
    void withoutANameKeysAreTheCallersOwn() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        AccessKey own = cloud.callAs(cloud.user("u"), IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput(null))
                .accessKey();
        AccessKey roots = create(null);

        assertEquals("u", own.userName());
        assertEquals(
                Cloud.ACCOUNT,
                cloud.view()
                        .get(Tables.ACCESS_KEYS, roots.accessKeyId())
                        .orElseThrow()
                        .owner());
        assertEquals(
                List.of(own.accessKeyId()),
                ids(cloud.callAs(
                                cloud.user("u"),
                                IamOperations.LIST_ACCESS_KEYS,
                                new ListAccessKeysInput(null, null, null))
                        .accessKeyMetadata()));
        assertEquals(
                List.of(roots.accessKeyId()),
                ids(cloud.call(IamOperations.LIST_ACCESS_KEYS, new ListAccessKeysInput(null, null, null))
                        .accessKeyMetadata()));
    }

    private static List<@Nullable String> ids(List<AccessKeyMetadata> keys) {
        return keys.stream()
                .<@Nullable String>map(AccessKeyMetadata::accessKeyId)
                .toList();
    }

    @Test
    void aRoleSessionHasToNameAUser() {
        cloud.makeRole("r");
        Caller session = cloud.session("r");
        String text = "Must specify userName when calling with non-User credentials";

        cloud.refusesAs(
                session, "ValidationError", text, IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput(null));
        cloud.refusesAs(
                session,
                "ValidationError",
                text,
                IamOperations.DELETE_ACCESS_KEY,
                new DeleteAccessKeyInput("AKIAIOSFODNN7EXAMPLE", null));
        cloud.refusesAs(
                session,
                "ValidationError",
                text,
                IamOperations.LIST_ACCESS_KEYS,
                new ListAccessKeysInput(null, null, null));
    }

    @Test
    void aKeyIsMadeInactiveAndActiveAgain() {
        cloud.makeUser("u", "");
        String id = create("u").accessKeyId();

        for (String status : List.of("Inactive", "Active")) {
            cloud.call(IamOperations.UPDATE_ACCESS_KEY, new UpdateAccessKeyInput(id, status, "u"));
            assertEquals(
                    status,
                    cloud.call(IamOperations.LIST_ACCESS_KEYS, new ListAccessKeysInput("u", null, null))
                            .accessKeyMetadata()
                            .getFirst()
                            .status());
            assertEquals(
                    status.equals("Active"),
                    cloud.view().get(Tables.ACCESS_KEYS, id).orElseThrow().active());
        }
    }

    @Test
    void aKeyOfAnotherIsNotFound() {
        cloud.makeUser("u", "");
        cloud.makeUser("v", "");
        String id = create("u").accessKeyId();
        String text = "The Access Key with id " + id + " cannot be found.";

        cloud.refuses("NoSuchEntity", text, IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyInput(id, "v"));
        cloud.refuses(
                "NoSuchEntity", text, IamOperations.UPDATE_ACCESS_KEY, new UpdateAccessKeyInput(id, "Inactive", "v"));
        cloud.refuses("NoSuchEntity", text, IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyInput(id, null));

        cloud.call(IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyInput(id, "u"));
        assertTrue(cloud.view().get(Tables.ACCESS_KEYS, id).isEmpty());
    }

    @Test
    void aKeyThatWasNeverUsedSaysSo() {
        cloud.makeUser("u", "");
        String id = create("u").accessKeyId();

        assertEquals(new GetAccessKeyLastUsedOutput("u", new AccessKeyLastUsed("N/A", "N/A", null)), lastUse(id));
    }

    @Test
    void aUsedKeySaysWhenWhereAndForWhat() {
        cloud.makeUser("u", "");
        String id = create("u").accessKeyId();
        Caller caller = new Caller.IamUser(((Caller.IamUser) cloud.user("u")).user(), id, null);

        cloud.uses.used(caller, "s3", cloud.info());
        cloud.advance(Duration.ofMinutes(5));
        cloud.uses.used(caller, "iam", cloud.info());

        AccessKeyLastUsed expected =
                new AccessKeyLastUsed("iam", "us-east-1", cloud.info().time());
        assertEquals(expected, lastUse(id).accessKeyLastUsed());
        cloud.uses.flush();
        assertEquals(expected, Objects.requireNonNull(lastUse(id).accessKeyLastUsed()));
        assertEquals("iam", cloud.view().get(IamTables.USES, id).orElseThrow().service());
    }

    @Test
    void usesOfWhatIsGoneAreNotKept() {
        cloud.makeUser("u", "");
        String id = create("u").accessKeyId();
        Caller caller = new Caller.IamUser(((Caller.IamUser) cloud.user("u")).user(), id, null);
        cloud.uses.used(caller, "s3", cloud.info());
        cloud.call(IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyInput(id, "u"));

        cloud.uses.flush();

        assertFalse(cloud.view().get(IamTables.USES, id).isPresent());
    }

    @Test
    void anUnknownKeyIsAnsweredAsAForbiddenOne() {
        cloud.callAs(cloud.rootOf(Cloud.OTHER), IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput(null));
        String foreign = cloud.view().under(Tables.ACCESS_KEYS, "").firstKey();

        for (String id : List.of("AKIAIOSFODNN7EXAMPLE", foreign)) {
            cloud.refuses(
                    "AccessDenied",
                    "User: arn:aws:iam::123456789012:root is not authorized to perform iam:GetAccessKeyLastUsed on"
                            + " resource: access key " + id,
                    IamOperations.GET_ACCESS_KEY_LAST_USED,
                    new GetAccessKeyLastUsedInput(id));
        }
    }

    @Test
    void keysOfOthersNeedPermission() {
        cloud.makeUser("u", "");
        cloud.makeUser("self", Cloud.allow("iam:*AccessKey*", "arn:aws:iam::123456789012:user/${aws:username}"));

        cloud.callAs(cloud.user("self"), IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput("self"));
        cloud.denies(
                cloud.user("self"),
                "iam:CreateAccessKey",
                "user u",
                IamOperations.CREATE_ACCESS_KEY,
                new CreateAccessKeyInput("u"));
    }
}
