package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edges of every period, to the second and to the nanosecond. */
class FreshnessEdgesTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Credentials KEY = new Credentials("AKIDEXAMPLE", "secret", null);
    private static final ScopeRules S3 = ScopeRules.s3("us-east-1"::equals, "us-east-1");
    private static final ScopeRules STS = ScopeRules.of("sts", "us-east-1"::equals, "us-east-1");

    private static SignedMessage request() {
        return new SignedMessage("GET", "/", null, List.of(new Header("Host", "example.com")));
    }

    private static SignedMessage signed(ScopeRules rules) {
        return new Signer(KEY, "us-east-1", rules.service()).sign(request(), PayloadHash.EMPTY, TIME);
    }

    private static SignedMessage presigned(ScopeRules rules, long seconds) {
        return new Signer(KEY, "us-east-1", rules.service())
                .presign(request(), PayloadHash.EMPTY, TIME, Duration.ofSeconds(seconds));
    }

    private static String answer(SignedMessage message, ScopeRules rules, Instant now) {
        SignatureVerifier verifier = new SignatureVerifier(Clock.fixed(now, ZoneOffset.UTC));
        try {
            PresentedSignature presented = SignatureParser.parse(message).orElseThrow();
            verifier.verify(presented, message, KEY.secretAccessKey(), PayloadHash.EMPTY, rules);
            return "accepted";
        } catch (SignatureException e) {
            return e.fault().getClass().getSimpleName();
        }
    }

    /** Our clock against the signature's time, in seconds. */
    @ParameterizedTest
    @CsvSource({
        "-86400,NotYetCurrent",
        "-901,NotYetCurrent",
        "-900,accepted",
        "-899,accepted",
        "-1,accepted",
        "0,accepted",
        "1,accepted",
        "899,accepted",
        "900,accepted",
        "901,Expired",
        "86400,Expired",
        "31536000,Expired",
    })
    void aSignedRequestIsGoodWithin15MinutesEitherWay(long offset, String expected) {
        assertEquals(expected, answer(signed(S3), S3, TIME.plusSeconds(offset)));
        assertEquals(expected, answer(signed(STS), STS, TIME.plusSeconds(offset)));
    }

    @Test
    void theEdgeIsExactToTheNanosecond() {
        assertEquals("accepted", answer(signed(S3), S3, TIME.plusSeconds(900)));
        assertEquals("Expired", answer(signed(S3), S3, TIME.plusSeconds(900).plusNanos(1)));
        assertEquals("accepted", answer(signed(S3), S3, TIME.minusSeconds(900)));
        assertEquals(
                "NotYetCurrent", answer(signed(S3), S3, TIME.minusSeconds(900).minusNanos(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "60,-901,PresignedNotYetValid",
        "60,-900,accepted",
        "60,-1,accepted",
        "60,0,accepted",
        "60,59,accepted",
        "60,60,PresignedExpired",
        "60,61,PresignedExpired",
        "1,0,accepted",
        "1,1,PresignedExpired",
        "900,899,accepted",
        "900,900,PresignedExpired",
        "901,900,accepted",
        "3600,3599,accepted",
        "3600,3600,PresignedExpired",
        "604800,604799,accepted",
        "604800,604800,PresignedExpired",
        "604800,-901,PresignedNotYetValid",
        "604800,-900,accepted",
    })
    void aPresignedRequestLivesFromItsTimeToItsEnd(long life, long offset, String expected) {
        assertEquals(expected, answer(presigned(S3, life), S3, TIME.plusSeconds(offset)));
        assertEquals(expected, answer(presigned(STS, life), STS, TIME.plusSeconds(offset)));
    }

    @Test
    void theLastNanosecondOfAPresignedRequestCounts() {
        assertEquals(
                "accepted", answer(presigned(S3, 60), S3, TIME.plusSeconds(60).minusNanos(1)));
        assertEquals("PresignedExpired", answer(presigned(S3, 60), S3, TIME.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 60, 604_799, 604_800})
    void aSignerPresignsForASecondToAWeek(long seconds) {
        assertDoesNotThrow(() -> presigned(S3, seconds));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 4, -604_800, -1, 0, 604_801, 31_536_000})
    void aSignerPresignsForNothingElse(long seconds) {
        assertThrows(IllegalArgumentException.class, () -> presigned(S3, seconds));
    }

    private static SignedMessage withExpires(String text) {
        SignedMessage url = presigned(S3, 60);
        return new SignedMessage(
                url.method(),
                url.rawPath(),
                String.valueOf(url.rawQuery()).replace("X-Amz-Expires=60", "X-Amz-Expires=" + text),
                url.headers());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                1                    | SignatureMismatch
                61                   | SignatureMismatch
                604800               | SignatureMismatch
                0060                 | SignatureMismatch
                %36%30               | accepted
                0                    | InvalidExpires
                00                   | InvalidExpires
                604801               | InvalidExpires
                999999999999999999   | InvalidExpires
                9999999999999999999  | InvalidExpires
                -1                   | InvalidExpires
                -0                   | InvalidExpires
                -999999999999999999  | InvalidExpires
                ``                   | InvalidExpires
                -                    | InvalidExpires
                x                    | InvalidExpires
                6x                   | InvalidExpires
                60.0                 | InvalidExpires
                6e1                  | InvalidExpires
                0x3c                 | InvalidExpires
                +60                  | InvalidExpires
                %2060                | InvalidExpires
                %D9%A6%D9%A0         | InvalidExpires
                60&X-Amz-Expires=60  | DuplicateParameter
                """)
    void anExpiryThatWasChangedIsRefused(String text, String expected) {
        assertEquals(expected, answer(withExpires(text), S3, TIME));
    }

    @Test
    void withoutExpiryS3RefusesAndOthersTake15Minutes() {
        SignedMessage url = presigned(S3, 60);
        String query = String.valueOf(url.rawQuery()).replace("&X-Amz-Expires=60", "");
        SignedMessage without = new SignedMessage(url.method(), url.rawPath(), query, url.headers());
        assertEquals("MissingQueryParameters", answer(without, S3, TIME));
        ScopeRules lenient = ScopeRules.of("s3", "us-east-1"::equals, "us-east-1");
        assertEquals("SignatureMismatch", answer(without, lenient, TIME));
        assertEquals("SignatureMismatch", answer(without, lenient, TIME.plusSeconds(899)));
        assertEquals("PresignedExpired", answer(without, lenient, TIME.plusSeconds(900)));
    }

    @ParameterizedTest
    @CsvSource({"1,1,accepted", "1,2,Expired", "0,0,accepted", "0,1,Expired", "300,300,accepted", "300,301,Expired"})
    void theToleranceIsTheRules(long skew, long offset, String expected) {
        ScopeRules rules = new ScopeRules(
                "sts",
                "us-east-1"::equals,
                null,
                PathStyle.NORMALIZED,
                false,
                false,
                Duration.ofSeconds(skew),
                ScopeRules.MAX_PRESIGN_SECONDS);
        assertEquals(expected, answer(signed(STS), rules, TIME.plusSeconds(offset)));
        String early = expected.equals("Expired") ? "NotYetCurrent" : expected;
        assertEquals(early, answer(signed(STS), rules, TIME.minusSeconds(offset)));
    }

    @ParameterizedTest
    @CsvSource({"10,10,accepted", "10,11,InvalidExpires", "1,1,accepted", "1,2,InvalidExpires"})
    void theLongestLifeIsTheRules(long longest, long life, String expected) {
        ScopeRules rules = new ScopeRules(
                "s3", "us-east-1"::equals, null, PathStyle.AS_SENT, true, true, ScopeRules.MAX_SKEW, longest);
        assertEquals(expected, answer(presigned(S3, life), rules, TIME));
    }

    @Test
    void rulesWithNegativeLimitsAreNoRules() {
        assertThrows(IllegalArgumentException.class, () -> rules(Duration.ofSeconds(-1), 1));
        assertThrows(IllegalArgumentException.class, () -> rules(Duration.ZERO, 0));
        assertThrows(IllegalArgumentException.class, () -> rules(Duration.ZERO, -1));
        assertEquals(Duration.ZERO, rules(Duration.ZERO, 1).maxSkew());
    }

    private static ScopeRules rules(Duration skew, long longest) {
        return new ScopeRules("s3", region -> true, null, PathStyle.AS_SENT, true, true, skew, longest);
    }

    @Test
    void aScopeOfTheDayBeforeIsRefusedEvenWithinTheTolerance() {
        Instant justAfterMidnight = Instant.parse("2026-01-02T00:00:01Z");
        SignedMessage message =
                new Signer(KEY, "us-east-1", "sts").sign(request(), PayloadHash.EMPTY, justAfterMidnight);
        assertEquals("accepted", answer(message, STS, justAfterMidnight.minusSeconds(10)));
        SignedMessage moved = new SignedMessage(
                message.method(),
                message.rawPath(),
                message.rawQuery(),
                message.headers().stream()
                        .map(header -> new Header(header.name(), header.value().replace("/20260102/", "/20260101/")))
                        .toList());
        assertEquals("WrongScope", answer(moved, STS, justAfterMidnight));
    }
}
