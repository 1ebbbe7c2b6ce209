package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.model.iam.CreateUserInput;
import signet.model.iam.CreateUserOutput;
import signet.model.iam.GetUserInput;
import signet.model.iam.GetUserOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.User;

class EventTest {
    private static Event event(List<Decided> decisions) {
        return new Event(World.info(), new Caller.Anonymous(), "iam", "CreateUser", 200, null, null, decisions);
    }

    @ParameterizedTest
    @CsvSource({
        "GetUser,true",
        "ListRoles,true",
        "DescribeInstances,true",
        "HeadObject,true",
        "AssumeRole,true",
        "SimulateCustomPolicy,true",
        "GenerateCredentialReport,true",
        "CreateUser,false",
        "Invoke,false",
        "Getaway,false",
        "Listen,false",
        "'',false",
    })
    void anOperationThatChangesNothingIsKnownByItsName(String operation, boolean readOnly) {
        assertEquals(readOnly, Event.isReadOnly(operation));
    }

    @ParameterizedTest
    @CsvSource({
        "iam,CreateUser,true",
        "iam,GetUser,false",
        "sts,AssumeRole,true",
        "sts,GetSessionToken,true",
        "sts,DecodeAuthorizationMessage,false",
        "s3,GetObject,false",
    })
    void theAnswersOfChangesAndOfCredentialsAreRecorded(String service, String operation, boolean recorded) {
        assertEquals(recorded, Event.recordsAnswer(service, operation));
    }

    @Test
    void anAnswerThatIsNotRecordedIsNotKept() {
        User user = User.builder()
                .path("/")
                .userName("a")
                .userId("AIDA")
                .arn("arn:aws:iam::123456789012:user/a")
                .createDate(World.NOW)
                .build();
        Event.Said<CreateUserInput, CreateUserOutput> change = new Event.Said<>(
                IamOperations.CREATE_USER,
                CreateUserInput.builder().userName("a").build());
        Event.Said<GetUserInput, GetUserOutput> look =
                new Event.Said<>(IamOperations.GET_USER, GetUserInput.builder().build());
        CreateUserOutput made = CreateUserOutput.builder().user(user).build();

        assertNull(change.output());
        assertSame(made, change.answered(made).output());
        assertNull(look.answered(GetUserOutput.builder().user(user).build()).output());
    }

    @Test
    void whatIsAddedToAnEventLeavesTheRestAsItIs() {
        Event plain = event(List.of());
        Event.Said<?, ?> said =
                new Event.Said<>(IamOperations.GET_USER, GetUserInput.builder().build());
        Event.Transport transport = new Event.Transport("host", new Event.Tls("TLSv1.3", "suite"));

        Event whole = plain.saying(said).over(transport);

        assertSame(said, whole.said());
        assertSame(transport, whole.transport());
        assertEquals(plain, whole.saying(null).over(null));
        assertTrue(transport.encryption().isPresent());
        assertFalse(new Event.Transport("host", null).encryption().isPresent());
    }

    @Test
    void anEventsDecisionsDoNotChange() {
        List<Decided> decisions = new ArrayList<>();
        Event event = event(decisions);
        try (World world = new World()) {
            Verdict<String> verdict = world.ask(world.caller(World.allow("*")), World.get(World.ACCOUNT));
            decisions.addAll(verdict.decisions());
        }

        assertEquals(1, decisions.size());
        assertEquals(List.of(), event.decisions());
    }

    @Test
    void anAdvisoryAccessIsMarkedAsOne() {
        try (World world = new World()) {
            Verdict<String> verdict = world.ask(
                    world.caller(World.allow("s3:GetObject")),
                    Accesses.of(World.get(World.ACCOUNT))
                            .advised(List.of(
                                    Access.to("s3:ListBucket", "arn:aws:s3:::b").ownedBy(World.ACCOUNT))));

            assertEquals(
                    List.of(true, false),
                    verdict.decisions().stream().map(Decided::required).toList());
        }
    }

    /** What other modules record without more: the metadata service and Lambda, of the roles that they assume. */
    @Test
    void anEventOfSignetsOwnHasNoRequestBehindIt() {
        Event plain = event(List.of());

        assertNull(plain.said());
        assertNull(plain.transport());
        assertNull(plain.authorizationId());
        assertNull(plain.errorCode());
    }

    @Test
    void whatIsSaidAndHowItCameStayTogetherWithTheAuthorization() {
        Event.Said<?, ?> said =
                new Event.Said<>(IamOperations.GET_USER, GetUserInput.builder().build());
        Event event = new Event(
                World.info(),
                new Caller.Anonymous(),
                "iam",
                "GetUser",
                403,
                "AccessDenied",
                "no",
                List.of(),
                null,
                null,
                "authorization1");

        Event whole = event.saying(said).over(new Event.Transport("", null));

        assertEquals("authorization1", whole.authorizationId());
        assertEquals("AccessDenied", whole.errorCode());
        assertEquals("no", whole.errorMessage());
        assertEquals(403, whole.status());
        assertEquals("", whole.transport() == null ? "none" : whole.transport().host());
    }
}
