package signet.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.imds.World.ONE;
import static signet.imds.World.OTHER;
import static signet.imds.World.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.Ids;
import signet.identity.Seal;

/** The rules of IMDSv2's session tokens. */
class TokensTest {
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String SECONDS = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String PATH = "/latest/api/token";
    private static final String DATA = "/latest/meta-data/instance-id";

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

    @Test
    void aTokenIsGivenForAnInstancesOwnUse() {
        MetadataResponse response = world.send(ONE, "PUT", PATH, SECONDS, "21600");

        assertEquals(200, response.status());
        assertEquals("text/plain", response.headers().get("Content-Type"));
        assertEquals("21600", response.headers().get("X-Aws-Ec2-Metadata-Token-Ttl-Seconds"));
        assertTrue(text(response).matches("[A-Za-z0-9_-]+=*"), text(response));
        MetadataResponse read = world.get(DATA, TOKEN, text(response));
        assertEquals(ONE, text(read));
        assertEquals("21600", read.headers().get("X-Aws-Ec2-Metadata-Token-Ttl-Seconds"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "60", "21600", "00060"})
    void itMayLiveForASecondToSixHours(String seconds) {
        assertEquals(200, world.send(ONE, "PUT", PATH, SECONDS, seconds).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "21601",
                "-1",
                "+60",
                "60.0",
                "1e3",
                "abc",
                "0x10",
                " ",
                "60 ",
                "99999",
                "2147483648",
                "\u0661",
                "60,60",
                "999999999999999999999"
            })
    void anyOtherLifeIsABadRequest(String seconds) {
        MetadataResponse response = world.send(ONE, "PUT", PATH, SECONDS, seconds);

        assertEquals(400, response.status());
        assertTrue(text(response).contains("400 - Bad Request"));
    }

    @Test
    void aLifeHasToBeAskedFor() {
        assertEquals(400, world.send(ONE, "PUT", PATH).status());
    }

    @Test
    void headerNamesAreTakenInAnyCase() {
        String token = text(world.send(ONE, "PUT", PATH, SECONDS.toUpperCase(java.util.Locale.ROOT), "60"));

        assertEquals(200, world.get(DATA, "x-AWS-ec2-METADATA-token", token).status());
    }

    @Test
    void aRequestThatWasForwardedGetsNone() {
        assertEquals(
                403,
                world.send(ONE, "PUT", PATH, SECONDS, "60", "X-Forwarded-For", "10.0.0.1")
                        .status());
        assertEquals(
                403,
                world.send(ONE, "PUT", PATH, SECONDS, "60", "x-forwarded-for", "")
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "DELETE", "put"})
    void tokensAreGivenForPutOnly(String method) {
        MetadataResponse response = world.send(ONE, method, PATH, SECONDS, "60");

        assertEquals(405, response.status());
        assertEquals("OPTIONS, PUT", response.headers().get("Allow"));
        assertEquals("0", response.headers().get("Content-Length"));
    }

    @Test
    void optionsTellsTheMethods() {
        MetadataResponse response = world.send(ONE, "OPTIONS", PATH);

        assertEquals(200, response.status());
        assertEquals("OPTIONS, PUT", response.headers().get("Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/2021-03-23/api/token", "/1.0/api/token", "/never/api/token"})
    void tokensAreGivenUnderLatestOnly(String path) {
        assertEquals(403, world.send(ONE, "PUT", path, SECONDS, "60").status());
        assertEquals(403, world.get(path).status());
    }

    @Test
    void aTokenEndsWithItsLife() {
        String token = world.token(ONE, 60);

        world.clock.move(Duration.ofSeconds(59));
        assertEquals(200, world.get(DATA, TOKEN, token).status());
        world.clock.move(Duration.ofSeconds(1));
        assertEquals(401, world.get(DATA, TOKEN, token).status());
    }

    @Test
    void aTokenFromTheFutureIsNotBelieved() {
        world.clock.move(Duration.ofHours(1));
        String token = world.token(ONE, 60);
        world.clock.move(Duration.ofHours(-1));

        assertEquals(401, world.get(DATA, TOKEN, token).status());
    }

    @Test
    void aNeighboursTokenIsRefused() {
        String token = world.token(OTHER, 21_600);

        assertEquals(OTHER, text(world.send(OTHER, "GET", DATA, TOKEN, token)));
        assertEquals(401, world.get(DATA, TOKEN, token).status());
    }

    @Test
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded() {
        assertEquals(200, world.get(DATA).status());
        assertEquals(401, world.get(DATA, TOKEN, "").status());
        assertEquals(401, world.get(DATA, TOKEN, "AQAAAGxvbmcgYW5kIG9wYXF1ZQ==").status());
        assertEquals(401, world.get("/latest/nothing", TOKEN, "x").status());
    }

    @Test
    void noChangedTokenIsBelieved() {
        String token = world.token(ONE, 60);
        Random random = new Random(5);
        for (int i = 0; i < token.length() - 4; i++) {
            char[] changed = token.toCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            String text = new String(changed);
            assertEquals(401, world.get(DATA, TOKEN, text).status(), text);
        }
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            String text = new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertEquals(401, world.get(DATA, TOKEN, text).status());
        }
        assertEquals(
                401,
                world.get(DATA, TOKEN, token.substring(0, token.length() / 2)).status());
        assertEquals(401, world.get(DATA, TOKEN, token + token).status());
    }

    @Test
    void otherSealedTextIsNoToken() {
        Seal seal = new Seal(world.state, new Ids(new Random(3)::nextBytes), world.clock);
        String purpose = "session-token";
        String end = Long.toString(world.clock.instant().plusSeconds(60).toEpochMilli());

        assertEquals(
                401, world.get(DATA, TOKEN, seal.seal(purpose, "60 " + end)).status());
        assertEquals(
                401,
                world.get(DATA, TOKEN, seal.seal("metadata-token/" + OTHER, "60 " + end))
                        .status());
    }

    @Test
    void aTokenMayBeUsedAgainAndThereMayBeMany() {
        String first = world.token(ONE, 60);
        String second = world.token(ONE, 60);

        assertNotEquals(first, second);
        for (String token : new String[] {first, second, first}) {
            assertEquals(200, world.get(DATA, TOKEN, token).status());
        }
    }

    @Test
    void whereTokensAreRequiredNothingIsReadWithoutOne() {
        String token = world.token(ONE, 60);
        world.options(ONE, true, true, false);

        for (String path : new String[] {DATA, "/", "/latest/", "/latest/user-data", "/latest/none", "/%zz"}) {
            MetadataResponse response = world.get(path);
            assertEquals(401, response.status(), path);
            assertTrue(text(response).contains("401 - Unauthorized"));
        }
        assertEquals(200, world.get(DATA, TOKEN, token).status(), "issued before the change");
        assertEquals(200, world.get(DATA, TOKEN, world.token(ONE, 60)).status());
        assertEquals(404, world.get("/latest/none", TOKEN, token).status());
    }
}
