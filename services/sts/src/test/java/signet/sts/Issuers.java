package signet.sts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import signet.oidc.KeySource;
import signet.oidc.SigningKeys;
import signet.oidc.testing.TestIssuer;
import signet.oidc.testing.TestKey;

/** Issuers that answer without a network. */
final class Issuers implements KeySource {
    private final Map<String, SigningKeys> keys = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** An issuer with these keys. */
    void publish(String issuer, TestKey... published) {
        try {
            String set =
                    TestIssuer.set(Arrays.stream(published).map(TestKey::jwk).toList());
            keys.put(issuer, SigningKeys.read(set.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How often any of them was asked. */
    int timesAsked() {
        return asked.get();
    }

    @Override
    public Fetched fetch(String issuer, List<String> thumbprints) throws IOException {
        asked.incrementAndGet();
        SigningKeys found = keys.get(issuer);
        if (found == null) {
            throw new IOException("no such issuer");
        }
        return new Fetched(found, Duration.ofHours(1));
    }
}
