package signet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.Unit;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.CreateRoleOutput;
import signet.model.iam.GetAccountSummaryOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.ListUsersOutput;
import signet.model.iam.Role;
import signet.model.iam.Tag;
import signet.model.iam.UpdateRoleOutput;
import signet.model.sts.StsOperations;

class AwsQueryCodecTest {
    private static final Codec IAM = Codec.of(IamOperations.SERVICE);

    @Test
    void scalarsAndListsOfStructuresAreRead() {
        CreateRoleInput input = Requests.decode(
                IamOperations.CREATE_ROLE,
                "RoleName",
                "build",
                "AssumeRolePolicyDocument",
                "{\"a\": \"é&=+\"}",
                "MaxSessionDuration",
                "3600",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "red",
                "Tags.member.2.Key",
                "cost",
                "Tags.member.2.Value",
                "");

        assertEquals("build", input.roleName());
        assertEquals("{\"a\": \"é&=+\"}", input.assumeRolePolicyDocument());
        assertEquals(3600, input.maxSessionDuration());
        assertEquals(List.of(new Tag("team", "red"), new Tag("cost", "")), input.tags());
        assertNull(input.path());
    }

    /** Dropped, a session policy that is given in a wrong form would limit nothing. */
    @Test
    void aTextInThePlaceOfAStructureIsRefusedAndNotLeftOut() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        StsOperations.ASSUME_ROLE,
                        "RoleArn",
                        "arn:aws:iam::123456789012:role/r",
                        "RoleSessionName",
                        "session",
                        "PolicyArns.member.1",
                        "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        assertEquals("MalformedInput", error.code());
    }

    @Test
    void anAbsentListIsNotAnEmptyOne() {
        assertNull(Requests.decode(IamOperations.CREATE_USER, "UserName", "u").tags());
        assertEquals(
                List.of(),
                Requests.decode(IamOperations.CREATE_USER, "UserName", "u", "Tags", "")
                        .tags());
    }

    @Test
    void iamLeavesTheValueOutOfAViolation() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        IamOperations.UPDATE_ACCESS_KEY, "AccessKeyId", "AKIAAAAAAAAAAAAAAAAA", "Status", "on"));

        assertEquals("ValidationError", error.code());
        assertEquals(400, error.httpStatus());
        assertEquals(
                "1 validation error detected: Value at 'status' failed to satisfy constraint:"
                        + " Member must satisfy enum value set",
                error.message());
    }

    @Test
    void iamSaysInASentenceOfItsOwnThatADocumentHasOtherCharacters() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        IamOperations.PUT_USER_POLICY,
                        "UserName",
                        "u",
                        "PolicyName",
                        "p",
                        "PolicyDocument",
                        "{\"Version\":\"2012-10-17\",\"Id\":\"\u2713\"}"));
        assertEquals("ValidationError", error.code());
        assertEquals(400, error.httpStatus());
        assertEquals(
                "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.",
                error.message());
        assertEquals(
                "\t\r\n\u00e9",
                Requests.decode(
                                IamOperations.PUT_USER_POLICY,
                                "UserName",
                                "u",
                                "PolicyName",
                                "p",
                                "PolicyDocument",
                                "\t\r\n\u00e9")
                        .policyDocument());
    }

    @Test
    void otherViolationsAreReportedBeforeADocumentsCharacters() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        IamOperations.PUT_USER_POLICY,
                        "UserName",
                        "u".repeat(129),
                        "PolicyName",
                        "p",
                        "PolicyDocument",
                        "\u2713"));
        assertEquals(
                "1 validation error detected: Value at 'userName' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 128",
                error.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "/path", "path/", "/a b/", "//é/"})
    void iamSaysInASentenceOfItsOwnWhatAPathIsMadeOf(String path) {
        AwsError error = assertThrows(
                AwsError.class, () -> Requests.decode(IamOperations.CREATE_USER, "UserName", "u", "Path", path));

        assertEquals("ValidationError", error.code());
        assertEquals(400, error.httpStatus());
        assertEquals(
                "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric"
                        + " characters and/or / characters.",
                error.message());
    }

    @Test
    void iamSaysInASentenceOfItsOwnWhatANameIsMadeOf() {
        AwsError error =
                assertThrows(AwsError.class, () -> Requests.decode(IamOperations.CREATE_USER, "UserName", "u u"));

        assertEquals("ValidationError", error.code());
        assertEquals(
                "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the"
                        + " following: +=,.@_-",
                error.message());
    }

    @Test
    void stsPrintsTheValueOfAViolation() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        StsOperations.ASSUME_ROLE,
                        "RoleArn",
                        "arn:aws:iam::111122223333:role/r",
                        "RoleSessionName",
                        "Session1:2"));

        assertEquals(
                "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint:"
                        + " Member must satisfy regular expression pattern: [\\w+=,.@-]*",
                error.message());
    }

    @Test
    void violationsInElementsNameTheirPlace() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        IamOperations.TAG_ROLE,
                        "RoleName",
                        "r",
                        "Tags.member.1.Key",
                        "k".repeat(129),
                        "Tags.member.1.Value",
                        "v"));

        assertEquals(
                "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 128",
                error.message());
    }

    @Test
    void aListOfTextsIsFaultedOnceWithAllItsRules() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        IamOperations.UNTAG_ROLE,
                        "RoleName",
                        "r",
                        "TagKeys.member.1",
                        "ok",
                        "TagKeys.member.2",
                        "\"?"));

        assertEquals(
                "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must satisfy"
                        + " constraint: [Member must have length less than or equal to 128, Member must have length"
                        + " greater than or equal to 1, Member must satisfy regular expression pattern:"
                        + " [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]",
                error.message());
    }

    @Test
    void aTextFarTooLongIsFaultedForItsLength() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        IamOperations.CREATE_POLICY,
                        "PolicyName",
                        "p",
                        "PolicyDocument",
                        "{}",
                        "Path",
                        "/a".repeat(1_000_000)));

        assertTrue(
                error.message()
                        .endsWith("at 'path' failed to satisfy constraint: Member must have length"
                                + " less than or equal to 512"),
                error.message());
    }

    @Test
    void everyMissingMemberIsCounted() {
        AwsError error = assertThrows(AwsError.class, () -> Requests.decode(IamOperations.CREATE_ROLE));

        assertTrue(error.message().startsWith("2 validation errors detected: "), error.message());
        assertTrue(error.message().contains("at 'roleName' failed to satisfy constraint: Member must not be null"));
    }

    @Test
    void anUnknownParameterIsIgnored() {
        assertEquals(
                "u",
                Requests.decode(IamOperations.GET_USER, "UserName", "u", "Colour", "red")
                        .userName());
    }

    @Test
    void aNumberThatIsNoneIsMalformedInput() {
        AwsError error =
                assertThrows(AwsError.class, () -> Requests.decode(IamOperations.LIST_USERS, "MaxItems", "ten"));

        assertEquals("MalformedInput", error.code());
    }

    @Test
    void anAnswerStandsInItsResultElement() {
        Role role = Role.builder()
                .path("/")
                .roleName("a<b")
                .roleId("AROA1")
                .arn("arn:aws:iam::111122223333:role/a")
                .createDate(Instant.parse("2025-01-31T12:00:00.5Z"))
                .tags(List.of(new Tag("k", "v")))
                .build();

        WireResponse response = IAM.encode(IamOperations.CREATE_ROLE, new CreateRoleOutput(role), "id-1");

        assertEquals(200, response.status());
        assertEquals("text/xml", response.headers().first("content-type").orElseThrow());
        assertEquals("id-1", response.headers().first("x-amzn-RequestId").orElseThrow());
        assertEquals(
                "<CreateRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><CreateRoleResult><Role>"
                        + "<Path>/</Path><RoleName>a&lt;b</RoleName><RoleId>AROA1</RoleId>"
                        + "<Arn>arn:aws:iam::111122223333:role/a</Arn><CreateDate>2025-01-31T12:00:00Z</CreateDate>"
                        + "<Tags><member><Key>k</Key><Value>v</Value></member></Tags></Role></CreateRoleResult>"
                        + "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></CreateRoleResponse>",
                Requests.text(response));
    }

    @Test
    void anOperationWithoutOutputHasNoResultElement() {
        String text = Requests.text(IAM.encode(IamOperations.DELETE_USER, Unit.VALUE, "id"));

        assertEquals(
                "<DeleteUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata>"
                        + "<RequestId>id</RequestId></ResponseMetadata></DeleteUserResponse>",
                text);
    }

    @Test
    void anEmptyOutputHasAnEmptyResultElement() {
        String text = Requests.text(IAM.encode(IamOperations.UPDATE_ROLE, new UpdateRoleOutput(), "id"));

        assertTrue(text.contains("<UpdateRoleResult></UpdateRoleResult>"), text);
    }

    @Test
    void emptyListsAndMapsAreWritten() {
        Map<String, Integer> summary = new LinkedHashMap<>();
        summary.put("Users", 3);

        assertTrue(Requests.text(IAM.encode(
                        IamOperations.LIST_USERS,
                        ListUsersOutput.builder()
                                .users(List.of())
                                .isTruncated(false)
                                .build(),
                        "id"))
                .contains("<Users></Users><IsTruncated>false</IsTruncated>"));
        assertTrue(
                Requests.text(IAM.encode(IamOperations.GET_ACCOUNT_SUMMARY, new GetAccountSummaryOutput(summary), "id"))
                        .contains("<SummaryMap><entry><key>Users</key><value>3</value></entry></SummaryMap>"));
    }

    @Test
    void anErrorNamesWhoseFaultItIs() {
        WireResponse response = IAM.encodeError(IamErrors.noSuchEntity("No <user>."), "id", false);

        assertEquals(404, response.status());
        assertEquals(
                "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
                        + "<Code>NoSuchEntity</Code><Message>No &lt;user&gt;.</Message></Error>"
                        + "<RequestId>id</RequestId></ErrorResponse>",
                Requests.text(response));
        assertTrue(Requests.text(IAM.encodeError(IamErrors.serviceFailure("oh"), "id", false))
                .contains("<Type>Receiver</Type>"));
    }

    @Test
    void charactersThatXmlCannotHoldAreReplaced() {
        String text = Requests.text(IAM.encodeError(AwsError.of("X", 400, "a\u0000b\u001bc"), "id", false));

        assertFalse(text.contains("\u0000"));
        assertTrue(text.contains("a\ufffdb\ufffdc"));
    }
}
