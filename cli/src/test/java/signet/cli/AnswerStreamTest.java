package signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {
    private static final String CASE =
            "{\"principal\":\"*\",\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::b/k\",\"policies\":{}}\n";

    private static OutputStream gone() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() throws IOException {
                throw new IOException("Broken pipe");
            }
        };
    }

    @Test
    void aReaderThatWentAwayIsNoFaultOfTheInput() {
        InputStream input = new ByteArrayInputStream(CASE.repeat(3).getBytes(UTF_8));
        IOException failure = assertThrows(
                AnswerStream.Failure.class, () -> new EvaluationRun(false).run(input, new AnswerStream(gone())));
        assertEquals("Broken pipe", failure.getMessage());
    }

    @Test
    void everyWayOfWritingTellsOfTheFailure() {
        assertThrows(AnswerStream.Failure.class, () -> new AnswerStream(gone()).write(1));
        assertThrows(AnswerStream.Failure.class, () -> new AnswerStream(gone()).write(new byte[] {1}));
        assertThrows(AnswerStream.Failure.class, () -> new AnswerStream(gone()).flush());
    }

    @Test
    void whatIsWrittenArrivesUnchanged() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (AnswerStream answers = new AnswerStream(kept)) {
            answers.write('a');
            answers.write("bcd".getBytes(UTF_8), 1, 2);
        }
        assertEquals("acd", kept.toString(UTF_8));
    }

    @Test
    void aFaultOfTheInputIsNotTakenForOneOfTheOutput() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("no more");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("no more");
            }
        };
        IOException failure = assertThrows(
                IOException.class,
                () -> new EvaluationRun(false).run(broken, new AnswerStream(OutputStream.nullOutputStream())));
        assertEquals(IOException.class, failure.getClass());
    }
}
