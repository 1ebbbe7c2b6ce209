package signet.trail;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.policy.Policy;
import signet.policy.PolicySet;
import signet.policy.SourcedPolicy;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The sets of policies by which requests were decided, each kept once under a number, and the policies' texts, each kept once
 * under its hash. The sets that requests share are the same objects, so that one is rarely looked at twice. Writes on its
 * connection; used by one thread.
 */
final class PolicyShelf {
    private static final int SETS = 1024;
    private static final int HASHES = 4096;

    /** How late the last use of a set may stand in the file; so a request costs no write for it. */
    private static final long STALE_MILLIS = Duration.ofHours(1).toMillis();

    /** A set by the identity of what it is made of. */
    private static final class Key {
        private final List<PolicySet.Part> parts;
        private final @Nullable SourcedPolicy resource;

        Key(PolicySet set) {
            this.parts = set.callerParts();
            this.resource = set.resourcePolicy().orElse(null);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // requests share the list; to compare what is in it would take longer
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.parts == parts && Objects.equals(key.resource, resource);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(parts) + Objects.hashCode(resource);
        }
    }

    private record Known(long number, long used) {}

    private static final class Lru<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Lru(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    private final JsonFactory json;
    private final PreparedStatement find;
    private final PreparedStatement add;
    private final PreparedStatement use;
    private final PreparedStatement addText;
    private final PreparedStatement dropSets;
    private final PreparedStatement dropTexts;
    private final Map<Key, Known> sets = new Lru<>(SETS);
    private final Map<Policy, String> hashes = new Lru<>(HASHES);
    private long now;

    PolicyShelf(JsonFactory json, Connection connection) throws SQLException {
        this.json = json;
        find = connection.prepareStatement("SELECT number, used FROM policy_set WHERE hash = ?");
        add = connection.prepareStatement(
                "INSERT INTO policy_set (hash, layers, used) VALUES (?, ?, ?) RETURNING number");
        use = connection.prepareStatement("UPDATE policy_set SET used = ? WHERE number = ?");
        addText = connection.prepareStatement("INSERT OR IGNORE INTO policy (sha256, text) VALUES (?, ?)");
        dropSets = connection.prepareStatement("DELETE FROM policy_set WHERE used < ?");
        dropTexts = connection.prepareStatement("DELETE FROM policy WHERE sha256 NOT IN (SELECT p.value ->> 'sha256'"
                + " FROM policy_set s, json_each(s.layers) l, json_each(l.value -> 'policies') p)");
    }

    /** Sets the time of the events that come next, in milliseconds. */
    void at(long millis) {
        now = millis;
    }

    /** The number of a set, which is kept from now on if it was not. */
    long number(PolicySet set) {
        Key key = new Key(set);
        Known known = sets.get(key);
        if (known != null && now - known.used() < STALE_MILLIS) {
            return known.number();
        }
        try {
            Known kept = known == null ? keep(set) : known;
            if (now - kept.used() >= STALE_MILLIS) {
                use.setLong(1, now);
                use.setLong(2, kept.number());
                use.executeUpdate();
                kept = new Known(kept.number(), now);
            }
            sets.put(key, kept);
            return kept.number();
        } catch (SQLException e) {
            throw new FileFailure(e);
        }
    }

    /** Forgets the sets, and then the texts, that no event since that time can refer to. */
    void sweep(long oldestMillis) throws SQLException {
        dropSets.setLong(1, oldestMillis - STALE_MILLIS);
        if (dropSets.executeUpdate() > 0) {
            sets.clear();
            dropTexts.executeUpdate();
        }
    }

    private Known keep(PolicySet set) throws SQLException {
        String layers = layers(set);
        String hash = sha256(layers);
        find.setString(1, hash);
        try (ResultSet found = find.executeQuery()) {
            if (found.next()) {
                return new Known(found.getLong(1), found.getLong(2));
            }
        }
        for (PolicySet.Part part : DecisionCodec.parts(set)) {
            for (SourcedPolicy policy : part.policies()) {
                addText.setString(1, hash(policy.policy()));
                addText.setString(2, policy.policy().document());
                addText.executeUpdate();
            }
        }
        add.setString(1, hash);
        add.setString(2, layers);
        add.setLong(3, now);
        try (ResultSet added = add.executeQuery()) {
            added.next();
            return new Known(added.getLong(1), now);
        }
    }

    /** {@code [{kind, policies: [{source, inline, parsedAs, sha256}]}]}. */
    private String layers(PolicySet set) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartArray();
            for (PolicySet.Part part : DecisionCodec.parts(set)) {
                out.writeStartObject();
                out.writeStringProperty("kind", part.kind().name());
                out.writeArrayPropertyStart("policies");
                part.policies().forEach(policy -> reference(out, policy));
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        return text.toString();
    }

    private void reference(JsonGenerator out, SourcedPolicy policy) {
        out.writeStartObject();
        out.writeStringProperty("source", policy.source());
        out.writeBooleanProperty("inline", policy.inline());
        out.writeStringProperty("parsedAs", policy.policy().kind().name());
        out.writeStringProperty("sha256", hash(policy.policy()));
        out.writeEndObject();
    }

    private String hash(Policy policy) {
        return hashes.computeIfAbsent(policy, text -> sha256(text.document()));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
