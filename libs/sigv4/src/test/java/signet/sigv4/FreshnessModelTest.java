package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times against their definition in plain seconds, most of them at an edge. */
class FreshnessModelTest {
    private static final CredentialScope SCOPE = new CredentialScope("20260102", "r", "s3", "aws4_request");

    private static PresentedSignature header(Instant time) {
        return new PresentedSignature.InHeader("AKID", SCOPE, List.of("host"), "00", time, null);
    }

    private static PresentedSignature link(Instant time, @Nullable Long expires) {
        return new PresentedSignature.InQuery("AKID", SCOPE, List.of("host"), "00", time, expires, null);
    }

    private static ScopeRules rules(long skew, long longest, boolean expiresRequired) {
        return new ScopeRules(
                "s3", any -> true, null, PathStyle.AS_SENT, true, expiresRequired, Duration.ofSeconds(skew), longest);
    }

    private static String answer(PresentedSignature signature, ScopeRules rules, Instant now) {
        try {
            new SignatureVerifier(Clock.fixed(now, ZoneOffset.UTC)).checkFresh(signature, rules);
            return "fresh";
        } catch (SignatureException e) {
            return e.fault().getClass().getSimpleName();
        }
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
    }

    /** How much later now is than the signature, in seconds. */
    private static BigDecimal age(Instant time, Instant now) {
        return seconds(now).subtract(seconds(time));
    }

    private static String expectedOfHeader(BigDecimal age, long skew) {
        if (age.compareTo(BigDecimal.valueOf(skew)) > 0) {
            return "Expired";
        }
        return age.compareTo(BigDecimal.valueOf(-skew)) < 0 ? "NotYetCurrent" : "fresh";
    }

    private static String expectedOfLink(BigDecimal age, @Nullable Long expires, ScopeRules rules) {
        if (expires == null && rules.expiresRequired()) {
            return "MissingQueryParameters";
        }
        long life = expires == null ? rules.maxSkew().toSeconds() : expires;
        if (expires != null && (life < 1 || life > rules.maxPresignSeconds())) {
            return "InvalidExpires";
        }
        if (age.compareTo(BigDecimal.valueOf(-rules.maxSkew().toSeconds())) < 0) {
            return "PresignedNotYetValid";
        }
        return age.compareTo(BigDecimal.valueOf(life)) >= 0 ? "PresignedExpired" : "fresh";
    }

    /** A time near one of the edges, before or after it by some nanoseconds or seconds, or on it. */
    private static Instant near(Instant time, long edge, Random random) {
        long[] off = {0, 0, 1, -1, 1_000_000_000, -1_000_000_000, random.nextLong(1_000_000_000_000L)};
        return time.plusSeconds(edge).plusNanos(off[random.nextInt(off.length)]);
    }

    @Test
    void aHeaderIsFreshWithinTheToleranceAndOnItsEdges() {
        Random random = new Random(1);
        Map<String, Integer> seen = new TreeMap<>();
        for (int round = 0; round < 8_000; round++) {
            long skew = random.nextInt(4) == 0 ? random.nextInt(3) : 900;
            Instant time = Instant.ofEpochSecond(random.nextLong(4_102_444_800L));
            Instant now = near(time, random.nextBoolean() ? skew : -skew, random);
            String expected = expectedOfHeader(age(time, now), skew);
            assertEquals(expected, answer(header(time), rules(skew, 604_800, true), now), time + " at " + now);
            seen.merge(expected, 1, Integer::sum);
        }
        assertEquals(List.of("Expired", "NotYetCurrent", "fresh"), List.copyOf(seen.keySet()));
        assertTrue(seen.values().stream().allMatch(count -> count > 200), seen::toString);
    }

    @Test
    void aLinkIsFreshFromTheToleranceToTheEndOfItsLife() {
        Random random = new Random(2);
        Map<String, Integer> seen = new TreeMap<>();
        for (int round = 0; round < 15_000; round++) {
            ScopeRules rules = rules(random.nextInt(3) * 450L, 1 + random.nextInt(604_800), random.nextBoolean());
            long[] lives = {-1, 0, 1, rules.maxPresignSeconds(), rules.maxPresignSeconds() + 1, 1 + random.nextInt(1000)
            };
            Long expires = random.nextInt(5) == 0 ? null : lives[random.nextInt(lives.length)];
            long life = expires == null ? rules.maxSkew().toSeconds() : expires;
            Instant time = Instant.ofEpochSecond(random.nextLong(4_102_444_800L));
            Instant now =
                    near(time, random.nextBoolean() ? life : -rules.maxSkew().toSeconds(), random);
            String expected = expectedOfLink(age(time, now), expires, rules);
            assertEquals(expected, answer(link(time, expires), rules, now), expires + " from " + time + " at " + now);
            seen.merge(expected, 1, Integer::sum);
        }
        assertEquals(5, seen.size(), seen::toString);
        assertTrue(seen.values().stream().allMatch(count -> count > 200), seen::toString);
    }

    /** A clock that stands wherever it may: no request, however dated, makes anything but a fault. */
    @ParameterizedTest
    @ValueSource(strings = {"00000101T000000Z", "00010101T000000Z", "19700101T000000Z", "99991231T235959Z"})
    void theEndsOfTheCalendarAreTimesLikeOthers(String date) {
        Instant time = AmzDate.parse(date).orElseThrow();
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        ScopeRules s3 = ScopeRules.s3(any -> true, null);
        boolean past = time.isBefore(now);
        assertEquals(past ? "Expired" : "NotYetCurrent", answer(header(time), s3, now));
        assertEquals(past ? "PresignedExpired" : "PresignedNotYetValid", answer(link(time, 604_800L), s3, now));
        assertEquals("fresh", answer(header(time), s3, time));
        assertEquals("fresh", answer(link(time, 604_800L), s3, time));
        assertEquals("InvalidExpires", answer(link(time, Long.MAX_VALUE), s3, now));
        assertEquals("InvalidExpires", answer(link(time, Long.MIN_VALUE), s3, now));
    }

    @ParameterizedTest
    @CsvSource({
        "2016-12-31T23:59:59Z,2017-01-01T00:14:59Z,fresh",
        "2016-12-31T23:59:59Z,2017-01-01T00:15:00Z,Expired",
        "2024-02-29T23:50:00Z,2024-03-01T00:05:00Z,fresh",
        "2023-02-28T23:50:00Z,2023-03-01T00:05:01Z,Expired",
        "2026-03-29T00:59:59Z,2026-03-29T01:14:59Z,fresh",
        "2026-03-29T00:59:59Z,2026-03-29T01:15:00Z,Expired",
        "1999-12-31T23:59:59Z,1999-12-31T23:44:58Z,NotYetCurrent",
        "1999-12-31T23:59:59Z,1999-12-31T23:44:59Z,fresh",
    })
    void neitherNewYearNorLeapDayNorSummerTimeMovesTheEdge(Instant time, Instant now, String expected) {
        assertEquals(expected, answer(header(time), ScopeRules.s3(any -> true, null), now));
    }
}
