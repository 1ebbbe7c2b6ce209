package signet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationModel;
import signet.wire.Codec;
import signet.wire.Headers;
import signet.wire.OperationResolver;
import signet.wire.Resolution;
import signet.wire.WireRequest;

/**
 * Requests of services that speak JSON. Line 1: the signature's service and the method; line 2: path and query, then a space and
 * the X-Amz-Target; the rest: the document. What is no input is refused with an error of Amazon's kind, which can be written; what
 * is one reads the same twice.
 */
final class JsonTarget {
    private static final OperationResolver RESOLVER = new OperationResolver();
    private static final List<String> SERVICES = List.of("lambda", "cloudtrail", "iam");
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD");

    private JsonTarget() {}

    static void run(byte[] data) {
        Input input = Input.of(data, 3);
        String[] first = input.line(0).split(" ", 2);
        String[] second = latin(input.line(1)).split(" ", 2);
        if (first.length < 2 || !SERVICES.contains(first[0]) || !METHODS.contains(first[1])) {
            return;
        }
        String[] target = second[0].split("\\?", 2);
        if (second[0].chars().anyMatch(c -> c <= ' ')) {
            return;
        }
        WireRequest request = new WireRequest(
                first[1],
                "/" + target[0],
                target.length > 1 ? target[1] : null,
                second.length > 1 ? Headers.of("X-Amz-Target", second[1]) : Headers.NONE,
                "127.0.0.1",
                Body.of(input.line(2).getBytes(StandardCharsets.UTF_8)));
        try {
            if (RESOLVER.resolve(request, first[0]) instanceof Resolution.Known known) {
                check(known, known.operation());
            }
        } catch (AwsError e) {
            if (e.httpStatus() < 300 || e.httpStatus() > 599 || e.code().isEmpty()) {
                throw new AssertionError("no error of Amazon's kind", e);
            }
            Codec.of(RESOLVER.service(request, first[0])).encodeError(e, "id", false);
        }
    }

    private static <I> void check(Resolution.Known known, OperationModel<I, ?> operation) {
        String once = String.valueOf(known.input(operation));
        String twice = String.valueOf(known.input(operation));
        if (!once.contains("@") && !once.equals(twice)) {
            throw new AssertionError(once + " and " + twice);
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
