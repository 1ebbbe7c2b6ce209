package signet.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An output whose failures can be told from those of an input, such as a reader that went away. */
final class AnswerStream extends FilterOutputStream {

    /** The output can't be written. */
    static final class Failure extends IOException {
        private static final long serialVersionUID = 1L;

        private Failure(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    AnswerStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        try {
            out.write(value);
        } catch (IOException e) {
            throw new Failure(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new Failure(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw new Failure(e);
        }
    }
}
