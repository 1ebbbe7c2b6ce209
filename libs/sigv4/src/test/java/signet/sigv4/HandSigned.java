package signet.sigv4;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests signed by hand with the slow and obvious signer, in forms that AWS takes and few libraries send.
 *
 * @param timestamp in the form that is signed, whatever the header says
 */
record HandSigned(String secret, String timestamp, String region, String service) {
    String scope() {
        return timestamp.substring(0, 8) + '/' + region + '/' + service + "/aws4_request";
    }

    private String signature(SignedMessage message, List<String> signed, String payload) {
        String canonical = ReferenceCanonical.canonical(message, signed, payload, service.equals("s3"));
        return ReferenceCanonical.signature(secret, timestamp, scope(), canonical);
    }

    /** The request with an {@code Authorization} header over exactly these headers; nothing else is added. */
    SignedMessage inHeader(SignedMessage message, List<String> signed, String payload) {
        return Changed.add(
                message,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKID/%s,SignedHeaders=%s,Signature=%s"
                        .formatted(scope(), String.join(";", signed), signature(message, signed, payload)));
    }

    /**
     * The request with a signature in its query.
     *
     * @param more parameters that are signed as well, encoded
     */
    SignedMessage inQuery(SignedMessage message, List<String> signed, String payload, String... more) {
        List<String> parameters = new ArrayList<>(List.of(
                "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Credential=" + ReferenceCanonical.encode("AKID/" + scope(), ""),
                "X-Amz-Date=" + timestamp,
                "X-Amz-SignedHeaders=" + ReferenceCanonical.encode(String.join(";", signed), "")));
        parameters.addAll(List.of(more));
        SignedMessage unsigned = Changed.moreQuery(message, String.join("&", parameters));
        return Changed.moreQuery(unsigned, "X-Amz-Signature=" + signature(unsigned, signed, payload));
    }
}
