package signet.ec2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;
import signet.model.MemberSchema;
import signet.model.StructureSchema;
import signet.snapshot.Transaction;

/** Client tokens of RunInstances (EC2 API Reference, "Ensuring idempotency"). */
final class ClientTokens {
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private ClientTokens() {}

    /**
     * The instances that were launched with a token; empty if it is new.
     *
     * @throws signet.model.AwsError if it was used for another request
     */
    static Optional<List<Instance>> launched(Ec2Call call, String token, String request) {
        Optional<ClientTokenRecord> used = call.view().get(Tables.CLIENT_TOKENS, call.key(token));
        if (used.isEmpty()) {
            return Optional.empty();
        }
        if (!used.get().request().equals(request)) {
            throw Errors.of(
                    "IdempotentParameterMismatch",
                    "Arguments on this idempotent request are inconsistent with arguments used in previous"
                            + " request(s).");
        }
        List<Instance> launched = Instances.all(call).stream()
                .filter(instance ->
                        instance.launch().reservationId().equals(used.get().reservationId()))
                .sorted(Comparator.comparingInt(instance -> instance.launch().index()))
                .toList();
        if (launched.isEmpty()) {
            throw Errors.of(
                    "IdempotentInstanceTerminated",
                    "The client token you have provided is associated with a resource that is already deleted. Please"
                            + " use a different client token.");
        }
        return Optional.of(launched);
    }

    /** Remembers a token, and forgets those of the account that are older than a day. */
    static void remember(Transaction tx, Ec2Call call, ClientTokenRecord record) {
        Instant oldest = record.used().minus(REMEMBERED);
        tx.under(Tables.CLIENT_TOKENS, call.key("")).values().stream()
                .filter(old -> old.used().isBefore(oldest))
                .forEach(old -> tx.delete(Tables.CLIENT_TOKENS, old.key()));
        tx.put(Tables.CLIENT_TOKENS, record.key(), record);
    }

    /** What of a request has to be the same when its token is used again: all of it. */
    static <T> String digest(StructureSchema<T> schema, T input) {
        StringBuilder text = new StringBuilder();
        append(text, schema, input);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static <T> void append(StringBuilder text, StructureSchema<T> schema, T value) {
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            text.append(members.get(i).name())
                    .append('=')
                    .append(printed(schema.get(value, i)))
                    .append('\n');
        }
    }

    private static String printed(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }
}
