package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.policy.Context;

/** What an operation declares, and that nobody else makes an authorized request. */
class DeclarationsTest {
    private static final Access GET = World.get(World.ACCOUNT);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nobodyOutsideMakesAnAuthorizedRequest() {
        assertTrue(Modifier.isFinal(Authorized.class.getModifiers()));
        for (Constructor<?> constructor : Authorized.class.getDeclaredConstructors()) {
            int modifiers = constructor.getModifiers();
            assertFalse(Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers), constructor.toString());
        }
        for (Method method : Authorized.class.getDeclaredMethods()) {
            assertFalse(Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()));
        }
    }

    @Test
    void onlyTheAuthorizersVerdictCarriesOne() {
        List<String> makers = new ArrayList<>();
        for (Class<?> type : List.of(
                Access.class,
                Accesses.class,
                Authorizer.class,
                AuthorizationMessages.class,
                Call.class,
                Caller.class,
                CallerPolicies.class,
                Decided.class,
                Denial.class,
                Event.class,
                RequestInfo.class,
                Verdict.class,
                Verdict.Granted.class)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> method.getReturnType().equals(Authorized.class))
                    .forEach(method -> makers.add(type.getSimpleName() + "." + method.getName()));
        }

        assertEquals(List.of("Granted.request"), makers);
    }

    @Test
    void anOperationThatNeedsNothingHasToSaySo() {
        assertThrows(IllegalArgumentException.class, () -> Accesses.of());
        assertThrows(IllegalArgumentException.class, () -> Accesses.of(List.of()));
        assertEquals(List.of(), Accesses.signedOnly().required());
        assertFalse(Accesses.signedOnly().anonymous());
    }

    @Test
    void whatNeedsNothingIsNeverOpenToUnsignedRequests() {
        assertThrows(IllegalArgumentException.class, () -> Accesses.signedOnly().openToAnonymous());
        assertThrows(
                IllegalArgumentException.class,
                () -> Accesses.signedOnly().advised(List.of(GET)).openToAnonymous());
        assertThrows(IllegalArgumentException.class, () -> new Accesses(List.of(), List.of(), true));
    }

    @Test
    void accessesAreClosedToUnsignedRequestsUnlessOpened() {
        assertFalse(Accesses.of(GET).anonymous());
        assertTrue(Accesses.of(GET).openToAnonymous().anonymous());
        assertTrue(Accesses.of(GET).openToAnonymous().advised(List.of(GET)).anonymous());
        assertFalse(Accesses.of(GET).advised(List.of(GET)).anonymous());
    }

    @Test
    void accessesCopyWhatTheyAreGiven() {
        List<Access> required = new ArrayList<>(List.of(GET));
        Accesses accesses = Accesses.of(required);
        required.clear();

        assertEquals(List.of(GET), accesses.required());
        assertThrows(
                UnsupportedOperationException.class, () -> accesses.required().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> accesses.advisory().add(GET));
    }

    @Test
    void anAccessGathersKeysAndTheLaterWins() {
        Access access = Access.to("ec2:RunInstances", "*")
                .with("a:b", "1")
                .with(Context.builder()
                        .put("A:B", "2")
                        .put("c:d", List.of("x", "y"))
                        .build());

        assertEquals(Optional.of(List.of("2")), access.keys().get("a:b"));
        assertEquals(Optional.of(List.of("x", "y")), access.keys().get("c:d"));
        assertEquals(Context.EMPTY, Access.to("ec2:RunInstances", "*").keys());
    }

    @Test
    void anAccessChangesInOnePlaceAtATime() {
        Access plain = Access.to("iam:GetRole", "arn:aws:iam::123456789012:role/r");

        assertEquals("", plain.resourceAccount());
        assertNull(plain.resourcePolicy());
        assertNull(plain.wording());
        assertEquals(
                "x", plain.worded("x").ownedBy(World.OTHER).with("k:k", "v").wording());
        assertEquals(World.OTHER, plain.ownedBy(World.OTHER).worded("x").resourceAccount());
        Access guarded = plain.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject"));
        assertEquals(guarded.resourcePolicy(), guarded.ownedBy(World.OTHER).resourcePolicy());
        assertEquals(plain, guarded.guardedBy(null));
    }

    @Test
    void advisedAccessesThatAreRefusedExplainThemselves() {
        Caller ann = world.caller(World.allow("s3:GetObject"));
        Access list = Access.to("s3:ListBucket", "arn:aws:s3:::b").ownedBy(World.ACCOUNT);
        Verdict<String> verdict = world.ask(ann, Accesses.of(GET).advised(List.of(list)));
        Authorized<String> request = verdict instanceof Verdict.Granted<String> granted ? granted.request() : fail();

        Denial denial = request.refused(list).orElseThrow();

        assertEquals("s3:ListBucket", denial.action());
        assertEquals(Optional.empty(), request.refused(GET));
    }

    private static Authorized<String> fail() {
        throw new AssertionError("not granted");
    }

    @Test
    void verdictsAndEventsCopyTheirDecisions() {
        List<Decided> decisions = new ArrayList<>(world.ask(world.caller(), GET).decisions());
        Event event = new Event(
                World.info(), world.root(), "s3", "GetObject", 403, "AccessDenied", "Access Denied", decisions);
        Verdict.Denied<String> denied = new Verdict.Denied<>(new Denial(world.root(), decisions.getFirst()), decisions);
        decisions.clear();

        assertEquals(1, event.decisions().size());
        assertEquals(1, denied.decisions().size());
        assertThrows(
                UnsupportedOperationException.class, () -> event.decisions().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> denied.decisions().clear());
    }

    @Test
    void aDecisionKeepsWhatItRestsOn() {
        Decided decided =
                world.ask(world.caller(World.allow("s3:*")), GET).decisions().getFirst();

        assertEquals(GET, decided.access());
        assertEquals("s3:GetObject", decided.request().action());
        assertEquals(World.ACCOUNT, decided.request().resourceAccount());
        assertEquals(decided.request().context(), decided.context());
        assertTrue(decided.decision().allowed());
    }
}
