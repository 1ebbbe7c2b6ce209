package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.identity.Seal;
import signet.identity.Sessions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a denial's encoded message holds, and who can open it. */
class AuthorizationMessagesTest {
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:123456789012:instance/*";
    private static final Access RUN = Access.to("ec2:RunInstances", INSTANCE).with("ec2:InstanceType", "t3.micro");

    private final World world = new World();
    private final Seal seal = new Seal(world.state, world.ids, World.clock());
    private final AuthorizationMessages messages = new AuthorizationMessages(seal);

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode decoded(Denial denial) {
        String text = messages.decode(messages.encode(denial), World.ACCOUNT).orElseThrow();
        return new JsonMapper().readTree(text);
    }

    private static List<String> values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.path("items").forEach(item -> values.add(item.path("value").asString()));
        return values;
    }

    private static Map<String, List<String>> conditions(JsonNode message) {
        Map<String, List<String>> conditions = new TreeMap<>();
        message.path("context")
                .path("conditions")
                .path("items")
                .forEach(item -> conditions.put(item.path("key").asString(), values(item.path("values"))));
        return conditions;
    }

    private static Set<String> members(JsonNode node) {
        return new TreeSet<>(node.propertyNames());
    }

    @Test
    void anImplicitDenialShowsNoStatement() {
        JsonNode message = decoded(world.denial(world.caller(), RUN));

        assertEquals(Set.of("allowed", "explicitDeny", "matchedStatements", "failures", "context"), members(message));
        assertFalse(message.path("allowed").asBoolean(true));
        assertFalse(message.path("explicitDeny").asBoolean(true));
        assertTrue(message.path("matchedStatements").path("items").isArray());
        assertEquals(0, message.path("matchedStatements").path("items").size());
        assertEquals(0, message.path("failures").path("items").size());
    }

    @Test
    void theContextSaysWhoWantedWhat() {
        JsonNode context = decoded(world.denial(world.caller(), RUN)).path("context");

        assertEquals(Set.of("principal", "action", "resource", "conditions"), members(context));
        assertEquals("AIDAANN", context.path("principal").path("id").asString());
        assertEquals("ann", context.path("principal").path("name").asString());
        assertEquals(
                "arn:aws:iam::123456789012:user/team/ann",
                context.path("principal").path("arn").asString());
        assertEquals("ec2:RunInstances", context.path("action").asString());
        assertEquals(INSTANCE, context.path("resource").asString());
    }

    @Test
    void theConditionsAreAllKeysThatWereSeen() {
        Denial denial = world.denial(world.caller(), RUN);

        Map<String, List<String>> conditions = conditions(decoded(denial));

        assertEquals(List.of("t3.micro"), conditions.get("ec2:InstanceType"));
        assertEquals(List.of("192.0.2.7"), conditions.get("aws:SourceIp"));
        assertEquals(new TreeSet<>(denial.decided().context().keys()), new TreeSet<>(conditions.keySet()));
    }

    @Test
    void anExplicitDenialShowsItsStatement() {
        JsonNode message =
                decoded(world.denial(world.caller(World.allow("*"), World.policy("Deny", "ec2:Run*", INSTANCE)), RUN));

        assertTrue(message.path("explicitDeny").asBoolean(false));
        JsonNode statement = message.path("matchedStatements").path("items").path(0);
        assertEquals(1, message.path("matchedStatements").path("items").size());
        assertEquals("S1", statement.path("statementId").asString());
        assertEquals("DENY", statement.path("effect").asString());
        assertEquals(List.of("AIDAANN"), values(statement.path("principals")));
        assertEquals(List.of(), values(statement.path("principalGroups")));
        assertEquals(List.of("ec2:Run*"), values(statement.path("actions")));
        assertEquals(List.of(INSTANCE), values(statement.path("resources")));
        assertEquals(List.of(), values(statement.path("conditions")));
    }

    @Test
    void aRoleSessionsPrincipalIsItsRole() {
        JsonNode message = decoded(
                world.denial(world.session(world.role("r", World.deny("*")), terms -> terms.named("build")), RUN));

        assertEquals(
                List.of("AROAR"),
                values(message.path("matchedStatements").path("items").path(0).path("principals")));
        JsonNode principal = message.path("context").path("principal");
        assertEquals("AROAR:build", principal.path("id").asString());
        assertEquals(Set.of("id", "arn"), members(principal));
    }

    @Test
    void textOfTheClientDoesNotBreakOutOfTheMessage() {
        String nasty = "\"},{\"x\":\"\\ \u0001 é 🙂";

        JsonNode message = decoded(world.denial(world.caller(), RUN.with("aws:RequestTag/k", nasty)));

        assertEquals(List.of(nasty), conditions(message).get("aws:RequestTag/k"));
    }

    @Test
    void theMessageIsUrlSafeAndOfAnAcceptedLength() {
        for (int i = 0; i < 50; i++) {
            String encoded = messages.encode(world.denial(world.caller(), RUN));
            assertTrue(encoded.matches("[A-Za-z0-9_-]{1,10240}"), encoded);
            assertTrue(messages.decode(encoded, World.ACCOUNT).isPresent());
        }
    }

    @Test
    void anotherAccountCannotOpenIt() {
        String encoded = messages.encode(world.denial(world.caller(), RUN));

        assertEquals(Optional.empty(), messages.decode(encoded, World.OTHER));
        assertEquals(Optional.empty(), messages.decode(encoded, ""));
        assertEquals(Optional.empty(), messages.decode(encoded, "1"));
        assertEquals(Optional.empty(), messages.decode(encoded, World.ACCOUNT + "0"));
    }

    @Test
    void aMessageAboutAnUnsignedRequestIsNobodys() {
        Verdict<String> verdict = world.ask(
                new Caller.Anonymous(), Accesses.of(World.get(World.ACCOUNT)).openToAnonymous());
        String encoded = messages.encode(World.denial(verdict));

        assertEquals(Optional.empty(), messages.decode(encoded, ""));
        assertEquals(Optional.empty(), messages.decode(encoded, World.ACCOUNT));
    }

    @Test
    void whatIsNoMessageIsNone() {
        String encoded = messages.encode(world.denial(world.caller(), RUN));

        for (String text : List.of(
                "",
                "x",
                "%%%",
                encoded.substring(1),
                encoded.substring(0, encoded.length() - 1),
                encoded + "A",
                encoded.substring(0, 40) + "\n" + encoded.substring(40),
                seal.seal("session-token", "{}"))) {
            assertEquals(Optional.empty(), messages.decode(text, World.ACCOUNT), text);
        }
    }

    @Test
    void aSessionTokenIsNoMessage() {
        String token = new Sessions(seal)
                .tokenOf(
                        world.session(world.role("r"), UnaryOperator.identity()).session());

        assertEquals(Optional.empty(), messages.decode(token, World.ACCOUNT));
    }
}
