package signet.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import signet.sigv4.ClientRequest.Pair;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Requests with everything awkward that a client may send, the same ones for the same seed. */
final class RandomRequests {
    private static final int[] AWKWARD =
            "abXY09-._~!$&'()*+,;=:@ %\"<>[]{}|\\^`#?/\u00e9\u00df\u20ac\u65e5\ud83d\ude00\u0001\u007f"
                    .codePoints()
                    .toArray();
    private static final int[] IN_A_HEADER = "abXY09-._~!$&'()*+,;=:@ %\"<>[]{}|\\^`#?/  \t\u00e9\u20ac"
            .codePoints()
            .toArray();
    private static final int[] BASE64 = "abcXYZ019/+=".codePoints().toArray();
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final List<String> NAMES = List.of(
            "x-amz-meta-a", "X-Amz-Meta-B", "X-AMZ-Acl", "Content-Type", "Range", "If-None-Match", "x-custom_1", "A.b");
    private static final List<Integer> PORTS = List.of(443, 80, 8443, 1);
    private final Random random;

    RandomRequests(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    Credentials credentials() {
        return new Credentials(
                "AKID" + random.nextInt(1_000_000),
                "s" + text(BASE64, 40),
                random.nextBoolean() ? "t/+==" + text(BASE64, 80) : null);
    }

    ClientRequest forService(String service) {
        return new ClientRequest(
                pick(METHODS),
                pick(List.of("example.com", "a-b.c.example", "127.0.0.1", "s3.eu-west-1.amazonaws.com")),
                pick(PORTS),
                service.equals("s3") ? keyPath() : dottedPath(),
                query(),
                headers(),
                body());
    }

    /** A key of S3, whose dots and empty parts are its own. */
    String keyPath() {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            path.append('/').append(SdkHttpUtils.urlEncode(random.nextInt(8) == 0 ? ".." : key()));
        }
        return path.toString();
    }

    private String key() {
        return text(AWKWARD, 6).replace("/", "");
    }

    /**
     * A path that normalising changes. It never climbs above the root, where Amazon's signer keeps the dots and its other
     * ones don't.
     */
    String dottedPath() {
        StringBuilder path = new StringBuilder();
        int depth = 0;
        for (int i = random.nextInt(6); i >= 0; i--) {
            int kind = random.nextInt(8);
            String segment = SdkHttpUtils.urlEncode(key());
            if (kind == 0) {
                path.append("/.");
            } else if (kind == 1 && depth > 0) {
                path.append("/..");
                depth--;
            } else if (segment.isEmpty() || kind == 2) {
                path.append('/');
            } else {
                path.append('/').append(kind == 3 ? "a!$&'()*+,;=:@b" : segment);
                depth += segment.equals(".") ? 0 : segment.equals("..") ? -1 : 1;
                if (depth < 0) {
                    return "/";
                }
            }
        }
        return path.toString();
    }

    /** Up to five parameters, some with the same name, some without a value. */
    List<Pair> query() {
        List<Pair> query = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = random.nextInt(3) == 0 ? pick(List.of("a", "B", "a-b", "a.b", "ab")) : "p" + text(AWKWARD, 4);
            query.add(new Pair(name, random.nextInt(4) == 0 ? "" : text(AWKWARD, 8)));
        }
        return query;
    }

    /** Up to four header lines, some with the same name, with blanks wherever blanks may stand. */
    List<Pair> headers() {
        List<Pair> headers = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            headers.add(new Pair(pick(NAMES), text(IN_A_HEADER, 12)));
        }
        if (random.nextInt(3) == 0) {
            headers.add(new Pair("User-Agent", "test/1.0"));
        }
        return headers;
    }

    byte[] body() {
        byte[] body = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(100)];
        random.nextBytes(body);
        return body;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String text(int[] alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
