package signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/** The lines of an input in UTF-8, without their ends, in bounded memory. */
final class CaseLines {
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final InputStream input;
    private final int limit;
    private final Flushable beforeWaiting;
    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int from;
    private int to;
    private boolean first = true;
    private boolean tooLong;

    /**
     * Starts before the first line.
     *
     * @param limit the longest line in bytes; the rest of a longer one is skipped
     * @param beforeWaiting flushed before the input is asked for more, so that whoever waits for an answer gets it
     */
    CaseLines(InputStream input, int limit, Flushable beforeWaiting) {
        this.input = input;
        this.limit = limit;
        this.beforeWaiting = beforeWaiting;
    }

    /**
     * The next line, or null at the end of the input.
     *
     * @throws CaseFault when it is too long or not UTF-8; the line after it can be read
     */
    @Nullable
    String next() throws IOException, CaseFault {
        line.reset();
        tooLong = false;
        boolean any = false;
        while (from < to || fill()) {
            any = true;
            int end = endOfLine();
            take(end);
            from = Math.min(end + 1, to);
            if (end < to) {
                return text();
            }
        }
        return any ? text() : null;
    }

    private boolean fill() throws IOException {
        beforeWaiting.flush();
        from = 0;
        to = Math.max(0, input.read(buffer));
        return to > 0;
    }

    private int endOfLine() {
        int at = from;
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void take(int end) {
        if (line.size() + (end - from) > limit) {
            tooLong = true;
            line.reset();
        }
        if (!tooLong) {
            line.write(buffer, from, end - from);
        }
    }

    private String text() throws CaseFault {
        boolean start = first;
        first = false;
        if (tooLong) {
            throw new CaseFault("the line is longer than " + limit + " bytes");
        }
        try {
            String text = decoder.decode(ByteBuffer.wrap(line.toByteArray())).toString();
            return start && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new CaseFault("the line is not UTF-8", e);
        }
    }
}
