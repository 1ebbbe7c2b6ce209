package signet.sigv4;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How the path enters the canonical request.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
public enum PathStyle {
    /**
     * S3: encoded once; slashes and dots are part of a key and stay. An encoded slash is a slash: Amazon's SDK for Java
     * sends the second of two that way, and signs it plain.
     */
    AS_SENT {
        @Override
        String canonical(String rawPath) throws SignatureException {
            return eachSegment(rawPath, segment -> UriEncoding.recode(segment, false))
                    .replace("%2F", "/");
        }
    },
    /** Every other service: dot segments and empty segments removed, then what was sent is encoded once more. */
    NORMALIZED {
        @Override
        String canonical(String rawPath) throws SignatureException {
            return eachSegment(withoutDots(rawPath), UriEncoding::encode);
        }
    };

    abstract String canonical(String rawPath) throws SignatureException;

    private interface SegmentEncoder {
        String encode(String segment) throws SignatureException;
    }

    private static String eachSegment(String path, SegmentEncoder encoder) throws SignatureException {
        if (path.isEmpty()) {
            return "/";
        }
        StringBuilder out = new StringBuilder(path.length() + 16);
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            out.append(encoder.encode(path.substring(start, slash))).append('/');
            start = slash + 1;
        }
        return out.append(encoder.encode(path.substring(start))).toString();
    }

    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String last = "";
        for (String segment : path.split("/", -1)) {
            last = segment;
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        boolean folder = last.isEmpty();
        return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
    }
}
