package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionsTest {
    private final World world = new World();
    private final Seal seal = new Seal(world.state, world.ids, World.CLOCK);
    private final Sessions sessions = new Sessions(seal);

    @AfterEach
    void close() {
        world.close();
    }

    private Session full(Session.Kind kind) {
        return new Session(
                "ASIAAAAAAAAAAAAAAAAA",
                "secret/+",
                World.ACCOUNT,
                kind,
                "AROAAAAAAAAAAAAAAAAAA",
                "Zoë",
                World.NOW,
                World.NOW.plusSeconds(900),
                true,
                World.ALLOW_ALL,
                List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"),
                Map.of("team", "a b"),
                List.of("team"),
                "zoe@example.com",
                true,
                Map.of("ec2:SourceInstanceARN", "arn:aws:ec2:us-east-1:123456789012:instance/i-1"));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenHoldsTheWholeSession(Session.Kind kind) {
        Session session = full(kind);

        assertEquals(Optional.of(session), sessions.open(sessions.tokenOf(session)));
    }

    @Test
    void absentPartsStayAbsent() {
        Session session = world.session("s");

        Session opened = sessions.open(sessions.tokenOf(session)).orElseThrow();

        assertEquals(session, opened);
        assertFalse(opened.hasSessionPolicies());
        assertTrue(full(Session.Kind.ROLE).hasSessionPolicies());
    }

    @Test
    void aTokenThatWasMadeForAnotherPurposeIsNone() {
        String json = sessionJson();
        assertTrue(sessions.open(seal.seal("session-token", json)).isPresent());

        assertEquals(Optional.empty(), sessions.open(seal.seal("authorization-message", json)));
    }

    @Test
    void aSessionWithAPartThatIsNotKnownOrMissingIsRefused() {
        String json = sessionJson();

        assertEquals(
                Optional.empty(),
                sessions.open(seal.seal("session-token", json.replaceFirst("\\{", "{\"limit\":\"none\","))));
        assertEquals(Optional.empty(), sessions.open(seal.seal("session-token", json.replace("\"policy\":null,", ""))));
        assertEquals(Optional.empty(), sessions.open(seal.seal("session-token", "{}")));
        assertEquals(Optional.empty(), sessions.open(seal.seal("session-token", "null")));
        assertEquals(Optional.empty(), sessions.open(seal.seal("session-token", "nonsense")));
    }

    private String sessionJson() {
        return seal.open("session-token", sessions.tokenOf(world.session("s"))).orElseThrow();
    }

    @Test
    void textThatIsNoTokenIsNone() {
        assertEquals(Optional.empty(), sessions.open(""));
        assertEquals(Optional.empty(), sessions.open("garbage"));
        assertEquals(Optional.empty(), sessions.open("AAAA".repeat(100)));
    }

    @Test
    void aSessionDoesNotShowItsSecretAndCopiesWhatItIsGiven() {
        List<String> arns = new ArrayList<>(List.of("a"));
        Map<String, String> tags = new LinkedHashMap<>(Map.of("k", "v"));
        Session before = full(Session.Kind.ROLE);
        Session session = new Session(
                before.accessKeyId(),
                before.secret(),
                before.account(),
                before.kind(),
                before.principalId(),
                before.name(),
                before.issued(),
                before.expires(),
                false,
                null,
                arns,
                tags,
                List.of(),
                null,
                false,
                Map.of());
        arns.add("b");
        tags.clear();

        assertEquals(List.of("a"), session.policyArns());
        assertEquals(Map.of("k", "v"), session.tags());
        assertThrows(UnsupportedOperationException.class, () -> session.tags().put("x", "y"));
        assertThrows(
                UnsupportedOperationException.class, () -> session.policyArns().add("b"));
        assertEquals("Session[ASIAAAAAAAAAAAAAAAAA]", session.toString());
    }
}
