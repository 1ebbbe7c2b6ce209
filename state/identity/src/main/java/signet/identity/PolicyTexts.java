package signet.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;

/**
 * Compiled policies by their text. A text is immutable and so is what it compiles to, so nothing here ever goes stale.
 */
public final class PolicyTexts {
    /** Characters of text. Session policies come from clients, so their number alone would not bound the memory. */
    private static final long LARGEST = 16_000_000;

    private static final int ENTRY = 500;

    private record Key(PolicyKind kind, String document) {}

    private final Cache<Key, Policy> compiled = Caffeine.newBuilder()
            .maximumWeight(LARGEST)
            .weigher((Key key, Policy policy) -> ENTRY + key.document().length())
            .build();

    /** An empty cache. */
    public PolicyTexts() {
        // nothing is compiled before it is needed
    }

    /**
     * The compiled form of a text that was accepted when it was written.
     *
     * @throws IllegalStateException if it cannot be compiled; whoever asks must then deny
     */
    public Policy compiled(PolicyKind kind, String document) {
        return compiled.get(new Key(kind, document), PolicyTexts::compile);
    }

    /** The compiled form of a text; empty if it cannot be compiled. */
    Optional<Policy> readable(PolicyKind kind, String document) {
        try {
            return Optional.of(compiled(kind, document));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** What was written here is read by today's rules of writing; what was imported may be older than those. */
    private static Policy compile(Key key) {
        try {
            return Policy.parse(key.kind(), key.document());
        } catch (MalformedPolicyException e) {
            return read(key);
        }
    }

    private static Policy read(Key key) {
        try {
            return Policy.read(key.kind(), key.document());
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("a stored policy cannot be read: " + e.getMessage(), e);
        }
    }
}
