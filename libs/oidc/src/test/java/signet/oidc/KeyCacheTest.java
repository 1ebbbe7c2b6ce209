package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often issuers are asked. */
class KeyCacheTest {
    private static final KeyCache.Issuer ISSUER = new KeyCache.Issuer("https://a.example", List.of());

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private Duration fresh = Duration.ofMinutes(5);
    private boolean broken;
    private final AtomicInteger asked = new AtomicInteger();
    private final KeyCache cache = new KeyCache(this::fetch, () -> now);

    private KeySource.Fetched fetch(String issuer, List<String> thumbprints) throws IOException {
        asked.incrementAndGet();
        if (broken) {
            throw new IOException("broken");
        }
        return new KeySource.Fetched(SigningKeys.read("{\"keys\":[]}".getBytes(StandardCharsets.UTF_8)), fresh);
    }

    @Test
    void keysAreKeptAsLongAsTheIssuerSays() throws IOException {
        SigningKeys first = cache.keys(ISSUER);
        now = now.plusSeconds(299);
        assertSame(first, cache.keys(ISSUER));
        now = now.plusSeconds(1);
        assertNotSame(first, cache.keys(ISSUER));
        assertEquals(2, asked.get());
    }

    @Test
    void whateverTheIssuerSaysTheyAreKeptForHalfAMinute() throws IOException {
        fresh = Duration.ZERO;
        cache.keys(ISSUER);
        now = now.plusSeconds(29);
        cache.keys(ISSUER);
        assertEquals(1, asked.get());
    }

    @Test
    void anUnknownKeyMakesItAskOnceInHalfAMinute() throws IOException {
        SigningKeys first = cache.keys(ISSUER);

        SigningKeys second = cache.newer(ISSUER, first);

        assertNotSame(first, second);
        for (int i = 0; i < 100; i++) {
            assertSame(second, cache.newer(ISSUER, second));
        }
        assertEquals(2, asked.get());
        now = now.plusSeconds(30);
        assertNotSame(second, cache.newer(ISSUER, second));
        assertEquals(3, asked.get());
    }

    @Test
    void whoSawOlderKeysGetsTheNewerOnesWithoutAsking() throws IOException {
        SigningKeys first = cache.keys(ISSUER);
        SigningKeys second = cache.newer(ISSUER, first);

        assertSame(second, cache.newer(ISSUER, first));
        assertEquals(2, asked.get());
    }

    @Test
    void anIssuerThatFailsIsLeftInPeaceForAWhile() throws IOException {
        broken = true;
        for (int i = 0; i < 10; i++) {
            assertThrows(IOException.class, () -> cache.keys(ISSUER));
        }
        assertEquals(1, asked.get());
        broken = false;
        now = now.plusSeconds(5);
        cache.keys(ISSUER);
        assertEquals(2, asked.get());
    }

    @Test
    void oldKeysAreNotBelievedWhenTheIssuerFails() throws IOException {
        cache.keys(ISSUER);
        broken = true;
        now = now.plusSeconds(300);

        assertThrows(IOException.class, () -> cache.keys(ISSUER));
    }

    @Test
    void otherThumbprintsAreAnotherIssuer() throws IOException {
        cache.keys(ISSUER);
        cache.keys(new KeyCache.Issuer("https://a.example", List.of("x")));
        cache.keys(new KeyCache.Issuer("https://b.example", List.of()));
        assertEquals(3, asked.get());
    }

    @Test
    void manyAtOnceAskOnce() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        KeyCache slow = new KeyCache(
                (issuer, thumbprints) -> {
                    try {
                        started.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return fetch(issuer, thumbprints);
                },
                () -> now);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SigningKeys>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit(() -> slow.keys(ISSUER)));
            }
            started.countDown();
            SigningKeys keys = all.getFirst().get();
            for (Future<SigningKeys> each : all) {
                assertSame(keys, each.get());
            }
        }
        assertEquals(1, asked.get());
    }
}
