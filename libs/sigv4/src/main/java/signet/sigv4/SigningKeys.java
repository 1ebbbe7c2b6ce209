package signet.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Derives signing keys, and keeps the ones lately used: deriving one takes four HMACs, a request one more. */
final class SigningKeys {
    private final Map<Id, byte[]> kept;

    SigningKeys(int capacity) {
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Id, byte[]> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The secret is part of the identity, so a secret that changed can't be served by the key of the old one. */
    private record Id(String secret, String date, String region, String service) {
        static Id of(String secret, CredentialScope scope) {
            return new Id(secret, scope.date(), scope.region(), scope.service());
        }

        @Override
        public String toString() {
            return date + '/' + region + '/' + service;
        }
    }

    static byte[] derive(String secret, CredentialScope scope) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        key = Hashes.hmac(key, scope.date());
        key = Hashes.hmac(key, scope.region());
        key = Hashes.hmac(key, scope.service());
        return Hashes.hmac(key, CredentialScope.TERMINATOR);
    }

    Optional<byte[]> find(String secret, CredentialScope scope) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(Id.of(secret, scope)));
        }
    }

    void keep(String secret, CredentialScope scope, byte[] key) {
        synchronized (kept) {
            kept.put(Id.of(secret, scope), key);
        }
    }

    int size() {
        synchronized (kept) {
            return kept.size();
        }
    }
}
