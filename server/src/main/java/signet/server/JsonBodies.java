package signet.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import signet.model.AwsError;
import signet.model.Body;

/** Reads the bodies of Lambda's requests, which carry functions' code and payloads (Lambda Developer Guide, "Quotas"). */
final class JsonBodies {
    private static final int USUAL = 1 << 20;
    private static final int PAYLOAD = 6_291_456;
    /** 20 MiB in base 64. Amazon takes 50; what is sent has to fit into the server's memory several times. */
    private static final int CODE = 27_962_027;

    private JsonBodies() {}

    /**
     * @throws AwsError if the body is larger than its operation's may be; when it says so itself, it is not read
     */
    static byte[] read(Exchange exchange) {
        int largest = largest(exchange.method(), exchange.rawPath());
        if (exchange.body().length() > largest) {
            throw tooLarge(largest, exchange.method());
        }
        try (InputStream in = exchange.body().open()) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw tooLarge(largest, exchange.method());
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int largest(String method, String rawPath) {
        String path = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
        if (isCode(method, path)) {
            return CODE;
        }
        return method.equals("POST") && path.endsWith("/invocations") ? PAYLOAD : USUAL;
    }

    private static boolean isCode(String method, String path) {
        return (method.equals("POST") && path.endsWith("/functions"))
                || (method.equals("PUT") && path.endsWith("/code"));
    }

    /** Whether a request is so large, or may be, that only few are taken at a time. */
    static boolean isHeavy(Exchange exchange) {
        long length = exchange.body().length();
        return largest(exchange.method(), exchange.rawPath()) == CODE && (length < 0 || length > USUAL);
    }

    /** The body of bytes that nobody else changes. */
    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long length() {
                return bytes.length;
            }
        };
    }

    private static AwsError tooLarge(int largest, String method) {
        String operation = switch (largest) {
            case CODE -> " for the " + (method.equals("POST") ? "CreateFunction" : "UpdateFunctionCode") + " operation";
            case PAYLOAD -> " for the InvokeFunction operation";
            default -> "";
        };
        return AwsError.of(
                "RequestEntityTooLargeException",
                413,
                "Request must be smaller than " + largest + " bytes" + operation);
    }
}
