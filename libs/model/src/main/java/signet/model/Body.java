package signet.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that stream: an S3 object's content, or a request's body. A body read from a socket can be opened once. */
public interface Body {
    /** The body of no bytes. */
    Body EMPTY = of(new byte[0]);

    /** Opens the bytes; the caller closes them. */
    InputStream open() throws IOException;

    /** How many bytes there are, or -1 when that is known only at the end. */
    long length();

    /** A body held in memory, which can be opened again and again. */
    static Body of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Body() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(copy);
            }

            @Override
            public long length() {
                return copy.length;
            }
        };
    }
}
