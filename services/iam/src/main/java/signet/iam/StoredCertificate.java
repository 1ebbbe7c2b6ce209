package signet.iam;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.identity.Tables;

/**
 * A server certificate with its private key.
 *
 * @param path begins and ends with a slash
 * @param name unique in the account, ignoring case
 * @param id {@code ASCA…}
 * @param body in PEM, as it was uploaded
 * @param chain in PEM, as it was uploaded
 * @param key in PEM; it never leaves the server
 * @param tags in the order in which they were set
 */
record StoredCertificate(
        String account,
        String path,
        String name,
        String id,
        String body,
        @Nullable String chain,
        String key,
        Instant uploaded,
        Instant expires,
        Map<String, String> tags) {

    StoredCertificate {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String arn() {
        return "arn:aws:iam::" + account + ":server-certificate" + path + name;
    }

    String tableKey() {
        return Tables.key(account, name);
    }

    StoredCertificate renamed(String newPath, String newName) {
        return new StoredCertificate(account, newPath, newName, id, body, chain, key, uploaded, expires, tags);
    }

    StoredCertificate withTags(Map<String, String> changed) {
        return new StoredCertificate(account, path, name, id, body, chain, key, uploaded, expires, changed);
    }

    @Override
    public String toString() {
        return "StoredCertificate[" + arn() + "]";
    }
}
