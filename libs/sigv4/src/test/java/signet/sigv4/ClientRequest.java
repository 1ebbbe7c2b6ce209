package signet.sigv4;

import java.util.List;

/**
 * A request as a program means it: nothing signed yet, and its query not yet encoded.
 *
 * @param port 443 is https's own, which a client leaves out of {@code Host}
 * @param path encoded
 * @param query in the order meant; a name may come again
 * @param headers besides {@code Host} and what a signer adds; a name may come again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClientRequest(
        String method, String host, int port, String path, List<Pair> query, List<Pair> headers, byte[] body) {
    ClientRequest {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
    }

    /** A name and its value. */
    record Pair(String name, String value) {}

    ClientRequest withBody(byte[] other) {
        return new ClientRequest(method, host, port, path, query, headers, other);
    }

    ClientRequest withPath(String other) {
        return new ClientRequest(method, host, port, other, query, headers, body);
    }

    ClientRequest withQuery(List<Pair> other) {
        return new ClientRequest(method, host, port, path, other, headers, body);
    }

    ClientRequest withHeaders(List<Pair> other) {
        return new ClientRequest(method, host, port, path, query, other, body);
    }

    static ClientRequest simple(String method, String path) {
        return new ClientRequest(method, "example.amazonaws.com", 443, path, List.of(), List.of(), new byte[0]);
    }
}
