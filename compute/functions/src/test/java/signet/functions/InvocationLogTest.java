package signet.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InvocationLogTest {
    private static final long FOREVER = 50_000;

    private final InvocationLog log = new InvocationLog();

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private void wrote(String output) {
        log.follow(new ByteArrayInputStream(output.getBytes(UTF_8)));
    }

    @Test
    void aCallsLogIsWhatWasWrittenBetweenItsBeginningAndItsEnd() {
        log.begin("id-1");
        wrote("hello ☃\n\u001eid-1\n");

        assertEquals("START RequestId: id-1 Version: $LATEST\nhello ☃\nEND\n", text(log.end("END\n", FOREVER)));
    }

    @Test
    void whatIsWrittenWhileTheProgramStartsBelongsToTheFirstCall() {
        wrote("loading\n");
        log.begin("id-1");

        assertTrue(text(log.end("", 0)).startsWith("loading\nSTART RequestId: id-1"));
    }

    @Test
    void eachCallHasALogOfItsOwn() {
        log.begin("id-1");
        wrote("one\n\u001eid-1\n");
        var _ = log.end("", FOREVER);
        log.begin("id-2");
        wrote("two\n\u001eid-2\n");

        String second = text(log.end("", FOREVER));
        assertTrue(second.contains("two"), second);
        assertFalse(second.contains("one"), second);
    }

    @Test
    void theLast4KilobytesAreKept() {
        log.begin("id-1");
        wrote("a".repeat(100_000) + "z\n\u001eid-1\n");

        byte[] tail = log.end("END\n", FOREVER);
        assertEquals(InvocationLog.TAIL, tail.length);
        assertTrue(text(tail).endsWith("aaz\nEND\n"));
    }

    @Test
    void theEndOfTheProgramIsTheEndOfTheLog() {
        log.begin("id-1");
        wrote("it breaks\n");

        assertTrue(text(log.end("", FOREVER)).endsWith("it breaks\n"));
    }

    @Test
    void theMarkOfAnotherCallEndsNothing() throws IOException {
        log.begin("id-1");
        try (PipedOutputStream out = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(out)) {
            Thread reader = Thread.ofVirtual().start(() -> log.follow(in));
            out.write("\u001eid-2\n".getBytes(UTF_8));
            out.flush();
            String early = text(log.end("", 20));
            assertTrue(early.startsWith("START RequestId: id-1"), early);
            assertTrue(reader.isAlive());
        }
    }
}
