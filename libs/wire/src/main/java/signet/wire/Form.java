package signet.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import signet.model.AwsError;

/** The parameters of a query-protocol request: those of the query string and those of the form in the body. */
final class Form {
    /** Amazon publishes no limit; this holds the largest valid request (a simulation of several 128 KiB policies). */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_PARAMETERS = 20_000;
    private static final int MAX_DEPTH = 24;

    private final FormNode root = new FormNode();
    private int parameters;

    private Form() {}

    /**
     * @throws AwsError {@code MalformedQueryString} if a name or value isn't percent-encoded UTF-8, a name comes twice or is too
     *     deep; {@code RequestEntityTooLarge} if there is too much
     */
    static Form of(WireRequest request) {
        Form form = new Form();
        boolean readable = request.method().equals("GET") || request.method().equals("POST");
        if (readable && request.rawQuery() != null) {
            form.add(Percent.target(request.rawQuery()));
        }
        if (request.method().equals("POST")) {
            form.add(new String(read(request), StandardCharsets.ISO_8859_1));
        }
        return form;
    }

    FormNode root() {
        return root;
    }

    /** The value of a parameter without dots. */
    Optional<String> get(String name) {
        FormNode node = root.child(name);
        return node == null ? Optional.empty() : Optional.ofNullable(node.value());
    }

    private static byte[] read(WireRequest request) {
        try (InputStream in = request.body().open()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw AwsError.of(
                        "RequestEntityTooLarge", 413, "The request body is larger than " + MAX_BYTES + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw AwsError.of("IncompleteBody", 400, "The request body could not be read to its end.");
        }
    }

    private void add(String encoded) {
        int start = 0;
        while (start <= encoded.length()) {
            int end = encoded.indexOf('&', start);
            end = end < 0 ? encoded.length() : end;
            if (end > start) {
                addPair(encoded.substring(start, end));
            }
            start = end + 1;
        }
    }

    private void addPair(String pair) {
        if (++parameters > MAX_PARAMETERS) {
            throw AwsError.of(
                    "RequestEntityTooLarge", 413, "The request has more than " + MAX_PARAMETERS + " parameters.");
        }
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        FormNode node = root;
        int depth = 0;
        for (String part : name.split("\\.", -1)) {
            if (++depth > MAX_DEPTH) {
                throw malformed();
            }
            node = node.childToFill(part);
        }
        if (node.filled()) {
            throw malformed();
        }
        node.fill(value);
    }

    /** Form decoding: a plus is a space, percent escapes are UTF-8. */
    static String decode(String encoded) {
        String decoded = Percent.decode(encoded, true);
        if (decoded == null) {
            throw malformed();
        }
        return decoded;
    }

    private static AwsError malformed() {
        return AwsError.of("MalformedQueryString", 404, "The query string contains a syntax error.");
    }
}
