package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Principal or NotPrincipal element, read with the checks and texts of its kind of policy. */
record PrincipalElement(
        boolean everyone,
        List<Json.Text> aws,
        List<Json.Text> services,
        List<Json.Text> federated,
        List<Json.Text> canonicalUsers) {
    PrincipalElement {
        aws = List.copyOf(aws);
        services = List.copyOf(services);
        federated = List.copyOf(federated);
        canonicalUsers = List.copyOf(canonicalUsers);
    }

    static final String INVALID = "Invalid principal in policy";

    private static final String CANONICAL = "CanonicalUser";
    private static final Set<String> NAMES = Set.of("AWS", "Service", "Federated");

    /** Texts of the two APIs that take principals: IAM names the principal, S3 doesn't. */
    private static String invalid(PolicyKind kind, String detail) {
        return kind == PolicyKind.TRUST ? INVALID + ": " + detail : INVALID;
    }

    static PrincipalElement read(PolicyKind kind, Json value) throws MalformedPolicyException {
        if (value instanceof Json.Text text && text.value().equals("*")) {
            return new PrincipalElement(true, List.of(), List.of(), List.of(), List.of());
        }
        if (!(value instanceof Json.Struct object)) {
            throw notAnObject(kind, value);
        }
        PrincipalElement element = new PrincipalElement(
                false,
                values(kind, object, "AWS"),
                values(kind, object, "Service"),
                values(kind, object, "Federated"),
                mayBeCanonical(kind) ? values(kind, object, CANONICAL) : List.of());
        refuseOtherKeys(kind, object);
        if (element.isEmpty()) {
            throw new MalformedPolicyException("Missing required field Principal cannot be empty!", value.at());
        }
        return element;
    }

    /** Policies of S3 alone know canonical users; {@link ResourceRules} checks that the statement is S3's. */
    private static boolean mayBeCanonical(PolicyKind kind) {
        return kind == PolicyKind.RESOURCE;
    }

    List<String> entries() {
        if (everyone) {
            return List.of("*");
        }
        return Stream.of(aws, services, federated, canonicalUsers)
                .flatMap(List::stream)
                .map(Json.Text::value)
                .toList();
    }

    private boolean isEmpty() {
        return aws.isEmpty() && services.isEmpty() && federated.isEmpty() && canonicalUsers.isEmpty();
    }

    private static void refuseOtherKeys(PolicyKind kind, Json.Struct object) throws MalformedPolicyException {
        for (Json.Member member : object.members()) {
            boolean canonical = mayBeCanonical(kind) && member.name().equals(CANONICAL);
            if (!canonical && !NAMES.contains(member.name())) {
                throw unexpected(kind, member.value());
            }
        }
    }

    private static MalformedPolicyException unexpected(PolicyKind kind, Json value) {
        String message = kind == PolicyKind.TRUST ? Wording.syntaxErrorIn(value.at()) : INVALID;
        return new MalformedPolicyException(message, value.at());
    }

    private static MalformedPolicyException notAnObject(PolicyKind kind, Json value) {
        return kind == PolicyKind.TRUST && value instanceof Json.Text
                ? new MalformedPolicyException("Principal must be a JSON object.", value.at())
                : unexpected(kind, value);
    }

    private static List<Json.Text> values(PolicyKind kind, Json.Struct object, String key)
            throws MalformedPolicyException {
        @Nullable Json value = object.get(key);
        if (value == null) {
            return List.of();
        }
        List<Json.Text> texts = new ArrayList<>();
        for (Json item : value instanceof Json.Array array ? array.items() : List.of(value)) {
            if (!(item instanceof Json.Text text) || !isValid(key, text.value())) {
                String shown = item instanceof Json.Text text ? text.value() : "";
                throw new MalformedPolicyException(
                        invalid(kind, "\"" + key.toUpperCase(Locale.ROOT) + "\":\"" + shown + "\""), item.at());
            }
            texts.add(text);
        }
        return texts;
    }

    private static boolean isValid(String key, String value) {
        return switch (key) {
            case "AWS" -> PrincipalNames.isValid(value);
            case CANONICAL -> PrincipalNames.isCanonicalUser(value);
            default -> !value.isBlank() && !Glob.hasWildcard(value);
        };
    }
}
