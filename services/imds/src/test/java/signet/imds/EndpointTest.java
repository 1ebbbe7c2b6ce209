package signet.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.imds.World.ONE;
import static signet.imds.World.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.fleet.Instance;

/** The two addresses of the service, how far it answers, and what requests may look like. */
class EndpointTest {
    private static final String DATA = "/latest/meta-data/instance-id";
    private static final String SECONDS = "X-aws-ec2-metadata-token-ttl-seconds";

    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"true, false, 200, 403", "true, true, 200, 200", "false, false, 403, 403", "false, true, 403, 403"})
    void theIpv6AddressAnswersOnlyWhereBothAreEnabled(boolean enabled, boolean ipv6, int four, int six) {
        world.change(ONE, instance -> instance.with(new Instance.MetadataOptions(false, 1, enabled, ipv6, false)));

        assertEquals(four, ask(MetadataEndpoint.IPV4, "GET", DATA).status());
        assertEquals(six, ask(MetadataEndpoint.IPV6, "GET", DATA).status());
        assertEquals(
                six,
                ask(MetadataEndpoint.IPV6, "PUT", "/latest/api/token", SECONDS, "60")
                        .status());
    }

    @Test
    void withoutIpv6ThereIsNoSuchAddress() {
        assertTrue(world.service.has(ONE, MetadataEndpoint.IPV4));
        assertFalse(world.service.has(ONE, MetadataEndpoint.IPV6));
        world.change(ONE, instance -> instance.with(new Instance.MetadataOptions(false, 1, false, true, false)));
        assertTrue(world.service.has(ONE, MetadataEndpoint.IPV6), "though it refuses everything");
        assertFalse(world.service.has("i-00000000000000009", MetadataEndpoint.IPV6));
    }

    @Test
    void aTokenIsGoodAtBothAddresses() {
        world.change(ONE, instance -> instance.with(new Instance.MetadataOptions(true, 1, true, true, false)));
        String token = text(ask(MetadataEndpoint.IPV6, "PUT", "/latest/api/token", SECONDS, "60"));

        assertEquals(401, ask(MetadataEndpoint.IPV6, "GET", DATA).status());
        for (MetadataEndpoint endpoint : MetadataEndpoint.values()) {
            assertEquals(ONE, text(ask(endpoint, "GET", DATA, "X-aws-ec2-metadata-token", token)));
        }
    }

    @Test
    void onlyTheAnswerToARequestForATokenIsLimited() {
        world.change(ONE, instance -> instance.with(new Instance.MetadataOptions(false, 3, true, false, false)));

        assertEquals(OptionalInt.of(3), hops(ONE, "PUT", "/latest/api/token"));
        assertEquals(OptionalInt.of(3), hops(ONE, "PUT", "/latest/api/token?x"));
        assertEquals(OptionalInt.of(3), hops(ONE, "PUT", "//latest/api//token"));
        assertEquals(OptionalInt.of(3), hops(ONE, "PUT", "/%6catest/api/token"));
        assertEquals(OptionalInt.empty(), hops(ONE, "GET", "/latest/api/token"));
        assertEquals(OptionalInt.empty(), hops(ONE, "PUT", DATA));
        assertEquals(OptionalInt.empty(), hops(ONE, "GET", DATA));
        assertEquals(OptionalInt.empty(), hops("i-00000000000000009", "PUT", "/latest/api/token"));
    }

    @Test
    void aChangedHopLimitHoldsForTheNextToken() {
        assertEquals(OptionalInt.of(1), hops(ONE, "PUT", "/latest/api/token"));
        world.change(ONE, instance -> instance.with(new Instance.MetadataOptions(false, 64, true, false, false)));
        assertEquals(OptionalInt.of(64), hops(ONE, "PUT", "/latest/api/token"));
    }

    /** Whatever gets a token has had its hop limit told before: there is no spelling of the path that gets around it. */
    @Test
    void noTokenIsGivenWithoutALimit() {
        Random random = new Random(17);
        String[] parts = {"/", "latest", "api", "token", "%61pi", "tok%65n", "?", "//", "%2F", "..", "PUT", "."};
        for (int i = 0; i < 20_000; i++) {
            world.clock.move(Duration.ofMillis(5));
            StringBuilder path = new StringBuilder("/");
            for (int n = random.nextInt(8); n > 0; n--) {
                path.append(parts[random.nextInt(parts.length)]);
            }
            boolean given = ask(MetadataEndpoint.IPV4, "PUT", path.toString(), SECONDS, "60")
                            .status()
                    == 200;
            assertTrue(!given || hops(ONE, "PUT", path.toString()).isPresent(), path::toString);
        }
    }

    /** Headers of any kind lead to an answer that the service knows, and never to data without a good token. */
    @Test
    void noHeadersBreakTheServiceOrOpenIt() {
        world.options(ONE, true, true, true);
        Random random = new Random(23);
        String good = world.token(ONE, 21_600);
        String[] names = {
            "X-aws-ec2-metadata-token",
            "x-aws-ec2-metadata-token-ttl-seconds",
            "X-Forwarded-For",
            "Host",
            "Range",
            "",
            ":"
        };
        String[] methods = {"GET", "PUT", "HEAD", "OPTIONS", "POST", "get"};
        List<Integer> known = List.of(200, 400, 401, 403, 404, 405);
        for (int i = 0; i < 10_000; i++) {
            world.clock.move(Duration.ofMillis(5));
            List<String> headers = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                headers.add(names[random.nextInt(names.length)]);
                headers.add(value(random, good));
            }
            String method = methods[random.nextInt(methods.length)];
            String path = random.nextBoolean() ? DATA : "/latest/api/token";
            MetadataResponse response = ask(MetadataEndpoint.IPV4, method, path, headers.toArray(String[]::new));
            assertTrue(known.contains(response.status()), () -> method + " " + path + " " + headers);
            boolean read = path.equals(DATA) && response.status() == 200;
            assertTrue(!read || headers.contains(good), () -> method + " " + headers);
        }
    }

    private static String value(Random random, String token) {
        return switch (random.nextInt(5)) {
            case 0 -> token;
            case 1 -> token.substring(random.nextInt(token.length()));
            case 2 -> Integer.toString(random.nextInt(30_000) - 100);
            case 3 -> "";
            default -> {
                byte[] noise = new byte[random.nextInt(60)];
                random.nextBytes(noise);
                yield new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1);
            }
        };
    }

    private OptionalInt hops(String instance, String method, String path) {
        return world.service.hopLimit(instance, new MetadataRequest(method, path, List.of()));
    }

    private MetadataResponse ask(MetadataEndpoint endpoint, String method, String path, String... headers) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(Map.entry(headers[i], headers[i + 1]));
        }
        return world.service.answer(ONE, endpoint, new MetadataRequest(method, path, lines));
    }
}
