package signet.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;

/**
 * The honest answer to what Amazon has and Signet has not. For some operations {@code refused-operations.tsv} tells why;
 * one that is implemented has no line there.
 */
final class Refusals {
    private static final String FILE = "refused-operations.tsv";
    private static final int CELLS = 3;

    /** Reasons by {@code service:operation}. */
    private static final SortedMap<String, String> REASONS = read();

    private Refusals() {}

    /** The reasons why operations are refused, by {@code service:operation}. */
    static SortedMap<String, String> reasons() {
        return REASONS;
    }

    /** The error; only EC2 has a code of its own for it. */
    static AwsError of(String service, String operation) {
        String name = service + ":" + operation;
        boolean ec2 = service.equals("ec2");
        String because = Optional.ofNullable(REASONS.get(name))
                .map(reason -> ", because " + reason)
                .orElse("");
        return AwsError.of(
                ec2 ? "UnsupportedOperation" : "NotImplemented",
                ec2 ? 400 : 501,
                "Signet does not implement " + name + because + ".");
    }

    private static SortedMap<String, String> read() {
        SortedMap<String, String> reasons = new TreeMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Refusals.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8))) {
            in.readLine();
            for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split("\t", -1);
                if (cells.length != CELLS || reasons.put(cells[0] + ":" + cells[1], cells[2]) != null) {
                    throw new IllegalStateException(FILE + " is damaged: " + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableSortedMap(reasons);
    }
}
