package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.Seal;
import signet.policy.Context;
import signet.policy.Decision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Encoded messages of random denials: what goes in comes out, to whom it is for, and to nobody a changed one. */
class MessageFuzzTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Access RUN = Access.to("ec2:RunInstances", "arn:aws:ec2:us-east-1:123456789012:instance/*");
    private static final int ROUNDS = 200;

    private final World world = new World();
    private final Seal seal = new Seal(world.state, world.ids, World.clock());
    private final AuthorizationMessages messages = new AuthorizationMessages(seal);
    private final Random random = new Random(11);

    @AfterEach
    void close() {
        world.close();
    }

    /** A text as a client might send it in a tag: any characters that a request can carry. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> "\"\\{}[],:".charAt(random.nextInt(8));
                        case 1 -> 0x20 + random.nextInt(0x5f);
                        case 2 -> 0xa0 + random.nextInt(0x500);
                        case 3 -> 0x1f600 + random.nextInt(64);
                        default -> random.nextInt(0x20);
                    });
        }
        return text.toString();
    }

    private Denial denial() {
        Context.Builder keys = Context.builder();
        for (int i = random.nextInt(6); i > 0; i--) {
            if (random.nextBoolean()) {
                keys.put("aws:RequestTag/k" + i, text());
            } else {
                keys.put("aws:TagKeys", List.of(text(), text()));
            }
        }
        Caller caller = switch (random.nextInt(4)) {
            case 0 -> world.caller();
            case 1 -> world.caller(World.allow("*"), World.deny("ec2:*"));
            case 2 -> world.session(world.role("r"), UnaryOperator.identity());
            default -> world.federated(world.user("fay"), terms -> terms.named("g" + random.nextInt(9)));
        };
        return world.denial(caller, RUN.with(keys.build()));
    }

    private JsonNode opened(String encoded) {
        return new JsonMapper().readTree(messages.decode(encoded, World.ACCOUNT).orElseThrow());
    }

    private static List<String> values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.path("items").forEach(item -> values.add(item.path("value").asString()));
        return values;
    }

    @Test
    void everythingThatWasSeenComesOut() {
        for (int i = 0; i < ROUNDS; i++) {
            Denial denial = denial();
            JsonNode message = opened(messages.encode(denial));
            JsonNode context = message.path("context");

            assertEquals(denial.action(), context.path("action").asString());
            assertEquals(
                    denial.decided().access().resource(),
                    context.path("resource").asString());
            assertEquals(
                    denial.caller().arn(), context.path("principal").path("arn").asString());
            assertEquals(
                    denial.caller().userId(),
                    context.path("principal").path("id").asString());
            TreeMap<String, List<String>> seen = new TreeMap<>();
            context.path("conditions")
                    .path("items")
                    .forEach(item -> seen.put(item.path("key").asString(), values(item.path("values"))));
            TreeMap<String, List<String>> expected = new TreeMap<>();
            for (String key : denial.decided().context().keys()) {
                expected.put(key, denial.decided().context().get(key).orElseThrow());
            }
            assertEquals(expected, seen);
        }
    }

    @Test
    void itSaysDeniedWhateverTheTexts() {
        for (int i = 0; i < ROUNDS; i++) {
            Denial denial = denial();
            JsonNode message = opened(messages.encode(denial));
            boolean explicit = denial.decided().decision() instanceof Decision.ExplicitlyDenied;

            assertFalse(message.path("allowed").asBoolean(true));
            assertEquals(explicit, message.path("explicitDeny").asBoolean(!explicit));
            assertEquals(
                    explicit ? 1 : 0,
                    message.path("matchedStatements").path("items").size());
        }
    }

    @Test
    void everyMessageIsAnother() {
        Denial denial = denial();
        List<String> encoded =
                IntStream.range(0, 50).mapToObj(i -> messages.encode(denial)).toList();

        assertEquals(50, encoded.stream().distinct().count());
        assertEquals(
                1,
                encoded.stream()
                        .map(one -> messages.decode(one, World.ACCOUNT))
                        .distinct()
                        .count());
    }

    @Test
    void aChangedMessageIsNoOther() {
        for (int i = 0; i < 20; i++) {
            String encoded = messages.encode(denial());
            Optional<String> text = messages.decode(encoded, World.ACCOUNT);
            for (int at = 0; at < encoded.length(); at += 1 + random.nextInt(7)) {
                char other = ALPHABET.charAt(random.nextInt(64));
                String changed = encoded.substring(0, at) + other + encoded.substring(at + 1);
                Optional<String> opened = messages.decode(changed, World.ACCOUNT);
                // The last character has bits that stand for nothing.
                assertTrue(opened.isEmpty() || opened.equals(text), changed);
                assertTrue(opened.isEmpty() || changed.equals(encoded) || at == encoded.length() - 1, changed);
            }
        }
    }

    @Test
    void aShortenedOrLengthenedMessageIsNone() {
        String encoded = messages.encode(denial());
        for (int length = 0; length < encoded.length(); length++) {
            assertEquals(Optional.empty(), messages.decode(encoded.substring(0, length), World.ACCOUNT));
        }
        for (int i = 0; i < ROUNDS; i++) {
            String more = String.valueOf(ALPHABET.charAt(random.nextInt(64))).repeat(1 + random.nextInt(8));
            assertEquals(Optional.empty(), messages.decode(encoded + more, World.ACCOUNT));
            assertEquals(Optional.empty(), messages.decode(more + encoded, World.ACCOUNT));
        }
    }

    @Test
    void twoMessagesMakeNoThird() {
        String one = messages.encode(denial());
        String two = messages.encode(denial());
        for (int at = 1; at < Math.min(one.length(), two.length()) - 1; at++) {
            String mixed = one.substring(0, at) + two.substring(at);
            Optional<String> opened = messages.decode(mixed, World.ACCOUNT);
            assertTrue(opened.isEmpty() || mixed.equals(one) || mixed.equals(two), mixed);
        }
    }

    @Test
    void whateverSomebodyMakesUpIsNone() {
        for (int i = 0; i < 2_000; i++) {
            StringBuilder made = new StringBuilder();
            for (int length = random.nextInt(200); length > 0; length--) {
                made.append(ALPHABET.charAt(random.nextInt(64)));
            }
            assertEquals(Optional.empty(), messages.decode(made.toString(), World.ACCOUNT));
            assertEquals(Optional.empty(), messages.decode(text(), World.ACCOUNT));
        }
    }

    @Test
    void nobodyElseOpensIt() {
        for (int i = 0; i < 50; i++) {
            String encoded = messages.encode(denial());
            String stranger = "%012d".formatted(random.nextLong(1_000_000_000_000L));

            assertEquals(
                    stranger.equals(World.ACCOUNT),
                    messages.decode(encoded, stranger).isPresent());
        }
    }

    @Test
    void anotherServersKeysDoNotOpenIt() {
        String encoded = messages.encode(denial());
        try (World other = new World()) {
            Seal theirs = new Seal(other.state, new signet.identity.Ids(new Random(99)::nextBytes), World.clock());

            assertEquals(Optional.empty(), new AuthorizationMessages(theirs).decode(encoded, World.ACCOUNT));
        }
        assertTrue(messages.decode(encoded, World.ACCOUNT).isPresent());
    }

    @Test
    void whatIsSealedForOtherPurposesIsNone() {
        String text = messages.decode(messages.encode(denial()), World.ACCOUNT).orElseThrow();
        for (String purpose : List.of("session", "authorization-message", "authorization-message/", World.ACCOUNT)) {
            String sealed = seal.seal(purpose, text);
            assertEquals(Optional.empty(), messages.decode(sealed, World.ACCOUNT), purpose);
        }
    }

    static Stream<Access> kinds() {
        return Stream.of(
                RUN,
                Access.to("iam:PassRole", "arn:aws:iam::123456789012:role/App")
                        .with("iam:PassedToService", "ec2.amazonaws.com"),
                Access.to("ec2:DescribeInstances", "*"),
                World.get(World.OTHER),
                World.get(World.ACCOUNT).guardedBy(World.bucketPolicy("Deny", "\"*\"", "s3:*")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everySortOfAccessHasAMessage(Access access) {
        Denial denial = world.denial(world.caller(), access);
        JsonNode context = opened(messages.encode(denial)).path("context");

        assertEquals(access.action(), context.path("action").asString());
        assertEquals(access.resource(), context.path("resource").asString());
        assertNotEquals("", messages.encode(denial));
    }

    @Test
    void aServiceControlPolicysStatementIsShown() {
        Company company = new Company(world);
        company.control(Company.Level.TOP, World.deny("ec2:*"));
        Denial denial = world.denial(world.caller(World.allow("*")), RUN);
        JsonNode statement = opened(messages.encode(denial))
                .path("matchedStatements")
                .path("items")
                .path(0);

        assertEquals("S1", statement.path("statementId").asString());
        assertEquals("DENY", statement.path("effect").asString());
        assertEquals(List.of("ec2:*"), values(statement.path("actions")));
    }
}
