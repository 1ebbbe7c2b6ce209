package signet.sigv4;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which headers must be signed, and that the signed ones are there. */
final class SignedHeaderRules {
    private static final String TOKEN = "x-amz-security-token";

    private SignedHeaderRules() {}

    static void check(PresentedSignature signature, SignedMessage message, ScopeRules rules) throws SignatureException {
        List<String> signed = signature.signedHeaders();
        if (!signed.contains("host")) {
            throw new SignatureException(new SignatureFault.HostNotSigned());
        }
        if (message.values("host").size() > 1) {
            throw new SignatureException(new SignatureFault.DuplicateParameter("Host"));
        }
        Set<String> present = message.headers().stream().map(Header::lowerName).collect(Collectors.toSet());
        List<String> unsigned = present.stream()
                .filter(name -> name.equals(TOKEN) || (rules.amzHeadersSigned() && name.startsWith("x-amz-")))
                .filter(name -> !signed.contains(name))
                .sorted()
                .toList();
        if (!unsigned.isEmpty()) {
            throw new SignatureException(new SignatureFault.HeadersNotSigned(unsigned));
        }
        List<String> absent =
                signed.stream().filter(name -> !present.contains(name)).toList();
        if (!absent.isEmpty()) {
            throw new SignatureException(new SignatureFault.SignedHeadersAbsent(absent));
        }
    }
}
