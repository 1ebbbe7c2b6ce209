package signet.sigv4;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The values that both forms of a signature have, in text. */
final class CredentialText {
    private static final int PARTS = 5;

    private CredentialText() {}

    /** A {@code Credential} taken apart. */
    record Parsed(String accessKeyId, CredentialScope scope) {}

    static Parsed parse(String credential, boolean inQuery) throws SignatureException {
        String[] parts = credential.split("/", -1);
        if (parts.length != PARTS || Arrays.stream(parts).anyMatch(String::isEmpty)) {
            throw new SignatureException(new SignatureFault.InvalidCredential(credential, inQuery));
        }
        return new Parsed(parts[0], new CredentialScope(parts[1], parts[2], parts[3], parts[4]));
    }

    static List<String> signedHeaders(String text) throws SignatureException {
        List<String> names = List.of(text.split(";", -1));
        String before = "";
        for (String name : names) {
            if (!Tokens.isToken(name) || !name.equals(name.toLowerCase(Locale.ROOT)) || name.compareTo(before) <= 0) {
                throw new SignatureException(new SignatureFault.InvalidSignedHeaders(text));
            }
            before = name;
        }
        return names;
    }

    /** The value of a header that may come once at most. */
    static Optional<String> single(SignedMessage message, String header) throws SignatureException {
        List<String> values = message.values(header);
        if (values.size() > 1) {
            throw new SignatureException(new SignatureFault.DuplicateParameter(header));
        }
        return values.stream().map(String::strip).findFirst();
    }
}
