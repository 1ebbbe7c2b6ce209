package signet.microvm;

import java.io.IOException;
import java.io.InputStream;

/** The scripts that this module carries. */
final class Resource {

    private Resource() {}

    static byte[] read(String name) throws IOException {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("This build lacks " + name);
            }
            return in.readAllBytes();
        }
    }
}
