package signet.sigv4;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code X-Amz-*} query parameters of a pre-signed request. */
final class AuthorizationQuery {
    private static final List<String> REQUIRED =
            List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders");
    private static final String EXPIRES = "X-Amz-Expires";
    private static final String TOKEN = "X-Amz-Security-Token";
    private static final Set<String> VERSION_4 = Set.of("x-amz-algorithm", "x-amz-credential", "x-amz-signature");
    private static final Set<String> VERSION_2 = Set.of("AWSAccessKeyId", "Signature");
    private static final int LONGEST_NUMBER = 18;

    private AuthorizationQuery() {}

    /** In any letter case, so that a misspelt signature is refused and not taken for none. */
    static boolean marksVersion4(String name) {
        return VERSION_4.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean marksVersion2(String name) {
        return VERSION_2.contains(name);
    }

    static PresentedSignature parse(SignedMessage message, List<QueryParameter> query) throws SignatureException {
        Map<String, String> values = values(query);
        String algorithm = values.get("X-Amz-Algorithm");
        if (algorithm != null) {
            SignatureParser.checkAlgorithm(algorithm);
        }
        List<String> missing = REQUIRED.stream()
                .filter(name -> values.getOrDefault(name, "").isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new SignatureException(new SignatureFault.MissingQueryParameters(missing));
        }
        Instant time = time(values.getOrDefault("X-Amz-Date", ""));
        CredentialText.Parsed credential = CredentialText.parse(values.getOrDefault("X-Amz-Credential", ""), true);
        return new PresentedSignature.InQuery(
                credential.accessKeyId(),
                credential.scope(),
                CredentialText.signedHeaders(values.getOrDefault("X-Amz-SignedHeaders", "")),
                values.getOrDefault("X-Amz-Signature", ""),
                time,
                expires(values.get(EXPIRES)),
                token(message, values.get(TOKEN)));
    }

    private static Map<String, String> values(List<QueryParameter> query) throws SignatureException {
        Map<String, String> values = new HashMap<>();
        for (QueryParameter parameter : query) {
            String name = parameter.name();
            if (!REQUIRED.contains(name) && !name.equals(EXPIRES) && !name.equals(TOKEN)) {
                continue;
            }
            if (values.put(name, UriEncoding.decodeText(parameter.value())) != null) {
                throw new SignatureException(new SignatureFault.DuplicateParameter(name));
            }
        }
        return values;
    }

    private static Instant time(String text) throws SignatureException {
        Optional<Instant> time = AmzDate.parse(text);
        if (time.isEmpty()) {
            throw new SignatureException(new SignatureFault.InvalidDate(text));
        }
        return time.get();
    }

    private static @Nullable Long expires(@Nullable String text) throws SignatureException {
        if (text == null) {
            return null;
        }
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid(text, SignatureFault.InvalidExpires.Problem.NOT_A_NUMBER);
        }
        if (text.startsWith("-")) {
            throw invalid(text, SignatureFault.InvalidExpires.Problem.NEGATIVE);
        }
        if (digits.length() > LONGEST_NUMBER) {
            throw invalid(text, SignatureFault.InvalidExpires.Problem.TOO_LARGE);
        }
        return Long.valueOf(digits);
    }

    private static SignatureException invalid(String text, SignatureFault.InvalidExpires.Problem problem) {
        return new SignatureException(new SignatureFault.InvalidExpires(text, problem, ScopeRules.MAX_PRESIGN_SECONDS));
    }

    private static @Nullable String token(SignedMessage message, @Nullable String inQuery) throws SignatureException {
        Optional<String> inHeader = CredentialText.single(message, TOKEN);
        if (inQuery != null && inHeader.isPresent()) {
            throw new SignatureException(new SignatureFault.DuplicateParameter(TOKEN));
        }
        return inQuery != null ? inQuery : inHeader.orElse(null);
    }
}
