package signet.oidc;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of issuers, kept as long as the issuers allow. A token with an unknown key makes an issuer be asked once more, for
 * it may have new keys; but whatever tokens come, an issuer is asked seldom, by one request at a time, and the others wait
 * for its answer.
 */
final class KeyCache {
    private static final int MOST_ISSUERS = 1_000;
    private static final int PATIENCE_SECONDS = 15;

    /** Keys are believed at least so long, whatever the issuer says. */
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    /** So long an issuer is not asked again because of unknown keys. */
    private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(30);

    /** So long an issuer that failed is not asked again. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final KeySource source;
    private final InstantSource clock;
    private final Map<Issuer, Shelf> shelves = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Issuer, Shelf> eldest) {
            return size() > MOST_ISSUERS;
        }
    };

    /** An issuer and whom to take for it: with other thumbprints it is to be asked anew. */
    record Issuer(String url, List<String> thumbprints) {
        Issuer {
            thumbprints = List.copyOf(thumbprints);
        }
    }

    KeyCache(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** An issuer's keys. */
    SigningKeys keys(Issuer issuer) throws IOException {
        Shelf shelf = shelf(issuer);
        shelf.enter();
        try {
            Instant now = clock.instant();
            SigningKeys keys = shelf.keys;
            return keys != null && now.isBefore(shelf.goodUntil) ? keys : shelf.ask(issuer, now);
        } finally {
            shelf.lock.unlock();
        }
    }

    /** Newer keys than the given ones if the issuer may be asked for them; else the same. */
    SigningKeys newer(Issuer issuer, SigningKeys seen) throws IOException {
        Shelf shelf = shelf(issuer);
        shelf.enter();
        try {
            Instant now = clock.instant();
            SigningKeys keys = shelf.keys;
            if (keys == null || !keys.equals(seen) || now.isBefore(shelf.notRefreshedUntil)) {
                return keys == null ? seen : keys;
            }
            shelf.notRefreshedUntil = now.plus(BETWEEN_REFRESHES);
            return shelf.ask(issuer, now);
        } finally {
            shelf.lock.unlock();
        }
    }

    private Shelf shelf(Issuer issuer) {
        synchronized (shelves) {
            return shelves.computeIfAbsent(issuer, key -> new Shelf());
        }
    }

    /** What is known of one issuer. */
    private final class Shelf {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable SigningKeys keys;
        private Instant goodUntil = Instant.MIN;
        private Instant notRefreshedUntil = Instant.MIN;
        private Instant notAskedUntil = Instant.MIN;
        private @Nullable IOException failure;

        private void enter() throws IOException {
            try {
                if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("the issuer is slow to answer others");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        private SigningKeys ask(Issuer issuer, Instant now) throws IOException {
            IOException last = failure;
            if (last != null && now.isBefore(notAskedUntil)) {
                throw last;
            }
            try {
                KeySource.Fetched fetched = source.fetch(issuer.url(), issuer.thumbprints());
                Duration fresh = fetched.fresh().compareTo(SHORTEST) < 0 ? SHORTEST : fetched.fresh();
                keys = fetched.keys();
                goodUntil = now.plus(fresh);
                failure = null;
                return fetched.keys();
            } catch (IOException e) {
                failure = e;
                notAskedUntil = now.plus(AFTER_FAILURE);
                throw e;
            }
        }
    }
}
