package signet.sigv4;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import signet.sigv4.SignatureFault.MissingHeaderParts.Part;

/** Reads {@code Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}. */
final class AuthorizationHeader {
    private static final Map<String, Part> PARTS =
            Map.of("Credential", Part.CREDENTIAL, "Signature", Part.SIGNATURE, "SignedHeaders", Part.SIGNED_HEADERS);

    private AuthorizationHeader() {}

    static PresentedSignature parse(SignedMessage message, String authorization) throws SignatureException {
        String algorithm = Words.firstWord(authorization);
        if (algorithm.equals("AWS")) {
            throw new SignatureException(new SignatureFault.SignatureVersion2());
        }
        if (!algorithm.startsWith("AWS4-")) {
            throw new SignatureException(new SignatureFault.UnsupportedAuthorizationType(authorization));
        }
        SignatureParser.checkAlgorithm(algorithm);
        Map<Part, String> parts = parts(authorization, authorization.substring(algorithm.length()));
        Optional<Instant> time = time(message);
        List<Part> missing = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part == Part.DATE
                    ? time.isEmpty()
                    : parts.getOrDefault(part, "").isEmpty()) {
                missing.add(part);
            }
        }
        if (!missing.isEmpty()) {
            throw new SignatureException(new SignatureFault.MissingHeaderParts(missing, authorization));
        }
        CredentialText.Parsed credential = CredentialText.parse(parts.getOrDefault(Part.CREDENTIAL, ""), false);
        return new PresentedSignature.InHeader(
                credential.accessKeyId(),
                credential.scope(),
                CredentialText.signedHeaders(parts.getOrDefault(Part.SIGNED_HEADERS, "")),
                parts.getOrDefault(Part.SIGNATURE, ""),
                time.orElseThrow(),
                CredentialText.single(message, "X-Amz-Security-Token").orElse(null));
    }

    private static Map<Part, String> parts(String authorization, String text) throws SignatureException {
        Map<Part, String> found = new EnumMap<>(Part.class);
        for (String piece : text.split(",", -1)) {
            String pair = piece.strip();
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            Part part = equals < 0 ? null : PARTS.get(pair.substring(0, equals));
            if (part == null) {
                throw new SignatureException(new SignatureFault.InvalidAuthorizationPart(pair, authorization));
            }
            if (found.put(part, pair.substring(equals + 1)) != null) {
                throw new SignatureException(new SignatureFault.DuplicateParameter(pair.substring(0, equals)));
            }
        }
        return found;
    }

    private static Optional<Instant> time(SignedMessage message) throws SignatureException {
        Optional<String> amzDate = CredentialText.single(message, "X-Amz-Date");
        Optional<String> text = amzDate.isPresent() ? amzDate : CredentialText.single(message, "Date");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> basic = AmzDate.parse(text.get());
        Optional<Instant> time = basic.isPresent() || amzDate.isPresent() ? basic : AmzDate.parseHttpDate(text.get());
        if (time.isEmpty()) {
            throw new SignatureException(new SignatureFault.InvalidDate(text.get()));
        }
        return time;
    }
}
