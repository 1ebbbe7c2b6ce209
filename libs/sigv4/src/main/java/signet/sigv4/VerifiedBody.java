package signet.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request body that is verified while it is read. <b>Nothing read from it may be acted on before a read returned
 * −1</b>: only then are all hashes, signatures and checksums known to be right. If one is wrong, reading throws {@link
 * PayloadMismatchException}, then and ever after. Closing early verifies nothing.
 *
 * <p>Uses constant memory, however long the body. Not for use by several threads at once.
 */
public abstract sealed class VerifiedBody extends InputStream permits PlainBody, ChunkedBody {
    private final InputStream source;
    private final ChecksumClaims claims;
    private final long maxBytes;
    private final Map<ChecksumAlgorithm, RunningChecksum> running = new EnumMap<>(ChecksumAlgorithm.class);
    private final Map<ChecksumAlgorithm, byte[]> computed = new EnumMap<>(ChecksumAlgorithm.class);
    private @Nullable PayloadFault fault;
    private long length;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        COMPLETE,
        FAILED
    }

    VerifiedBody(InputStream source, ChecksumClaims claims, PayloadOptions options) {
        this.source = source;
        this.claims = claims;
        this.maxBytes = options.maxBytes();
        options.compute().forEach(a -> running.put(a, a.start()));
        claims.algorithms().forEach(a -> running.put(a, a.start()));
    }

    /** Reads up to {@code size} > 0 decoded bytes; −1 once the end is reached and everything but checksums is right. */
    abstract int pull(byte[] buffer, int offset, int size) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] buffer, int offset, int size) throws IOException {
        Objects.checkFromIndexSize(offset, size, buffer.length);
        switch (state) {
            case COMPLETE -> {
                return -1;
            }
            case FAILED -> throw failedBefore();
            case OPEN -> {}
        }
        if (size == 0) {
            return 0;
        }
        state = State.FAILED;
        try {
            int count = pull(buffer, offset, size);
            accept(buffer, offset, count);
            state = count < 0 ? State.COMPLETE : State.OPEN;
            return count;
        } catch (PayloadMismatchException e) {
            fault = e.fault();
            throw e;
        }
    }

    private void accept(byte[] buffer, int offset, int count) throws PayloadMismatchException {
        if (count < 0) {
            running.forEach((algorithm, checksum) -> computed.put(algorithm, checksum.value()));
            claims.verify(computed);
            return;
        }
        length += count;
        if (length > maxBytes) {
            throw new PayloadMismatchException(new PayloadFault.TooLarge(maxBytes));
        }
        running.values().forEach(checksum -> checksum.update(buffer, offset, count));
    }

    private IOException failedBefore() {
        return fault != null
                ? new PayloadMismatchException(fault)
                : new IOException("reading this body failed before its end");
    }

    /** Closes the connection's stream; verifies nothing. */
    @Override
    public final void close() throws IOException {
        source.close();
    }

    /** How many decoded bytes were read so far. */
    public final long length() {
        return length;
    }

    /** The checksum that the client chose to send, {@code Content-MD5} apart; empty if none. */
    public final Optional<ChecksumAlgorithm> chosenChecksum() {
        return claims.chosen();
    }

    /**
     * The computed checksums in Base64: those the client sent and those asked for.
     *
     * @throws IllegalStateException before the end was read
     */
    public final Map<ChecksumAlgorithm, String> checksums() {
        requireComplete();
        Map<ChecksumAlgorithm, String> base64 = new EnumMap<>(ChecksumAlgorithm.class);
        computed.forEach(
                (algorithm, value) -> base64.put(algorithm, Base64.getEncoder().encodeToString(value)));
        return base64;
    }

    /**
     * A computed checksum in lower-case hex, as ETags have it.
     *
     * @throws IllegalStateException before the end was read
     * @throws IllegalArgumentException if it was neither sent nor asked for
     */
    public final String hex(ChecksumAlgorithm algorithm) {
        requireComplete();
        byte[] value = computed.get(algorithm);
        if (value == null) {
            throw new IllegalArgumentException(algorithm + " isn't among "
                    + Arrays.toString(computed.keySet().toArray()));
        }
        return HexFormat.of().formatHex(value);
    }

    private void requireComplete() {
        if (state != State.COMPLETE) {
            throw new IllegalStateException("the body isn't read to its end");
        }
    }
}
