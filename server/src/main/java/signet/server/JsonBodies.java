package signet.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import signet.model.AwsError;

/** Reads the bodies of Lambda's requests, which carry functions' code and payloads (Lambda Developer Guide, "Quotas"). */
final class JsonBodies {
    private static final int USUAL = 1 << 20;
    private static final int PAYLOAD = 6_291_456;
    private static final int NEW_CODE = 69_905_067;
    private static final int OTHER_CODE = 70_167_211;

    private JsonBodies() {}

    /**
     * @throws AwsError if the body is larger than its operation's may be; when it says so itself, it is not read
     */
    static byte[] read(Exchange exchange) {
        int largest = largest(exchange.method(), exchange.rawPath());
        if (exchange.body().length() > largest) {
            throw tooLarge(largest);
        }
        try (InputStream in = exchange.body().open()) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw tooLarge(largest);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int largest(String method, String rawPath) {
        String path = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
        if (method.equals("POST") && path.endsWith("/functions")) {
            return NEW_CODE;
        }
        if (method.equals("PUT") && path.endsWith("/code")) {
            return OTHER_CODE;
        }
        return method.equals("POST") && path.endsWith("/invocations") ? PAYLOAD : USUAL;
    }

    private static AwsError tooLarge(int largest) {
        String operation = switch (largest) {
            case NEW_CODE -> " for the CreateFunction operation";
            case OTHER_CODE -> " for the UpdateFunctionCode operation";
            case PAYLOAD -> " for the InvokeFunction operation";
            default -> "";
        };
        return AwsError.of(
                "RequestEntityTooLargeException",
                413,
                "Request must be smaller than " + largest + " bytes" + operation);
    }
}
