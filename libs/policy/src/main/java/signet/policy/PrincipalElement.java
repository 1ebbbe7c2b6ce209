package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Principal or NotPrincipal element, read with the checks and texts of its kind of policy. */
record PrincipalElement(boolean everyone, List<Json.Text> aws, List<Json.Text> services, List<Json.Text> federated) {
    PrincipalElement {
        aws = List.copyOf(aws);
        services = List.copyOf(services);
        federated = List.copyOf(federated);
    }

    private static final String INVALID = "Invalid principal in policy";

    /** Texts of the two APIs that take principals: IAM names the principal, S3 doesn't. */
    private static String invalid(PolicyKind kind, String detail) {
        return kind == PolicyKind.TRUST ? INVALID + ": " + detail : INVALID;
    }

    static PrincipalElement read(PolicyKind kind, Json value) throws MalformedPolicyException {
        if (value instanceof Json.Text text && text.value().equals("*")) {
            return new PrincipalElement(true, List.of(), List.of(), List.of());
        }
        if (!(value instanceof Json.Struct object)) {
            throw unexpected(kind, value);
        }
        List<Json.Text> aws = values(kind, object, "AWS");
        List<Json.Text> services = values(kind, object, "Service");
        List<Json.Text> federated = values(kind, object, "Federated");
        refuseOtherKeys(kind, object);
        if (aws.isEmpty() && services.isEmpty() && federated.isEmpty()) {
            throw new MalformedPolicyException("Missing required field Principal cannot be empty!", value.at());
        }
        return new PrincipalElement(false, aws, services, federated);
    }

    private static void refuseOtherKeys(PolicyKind kind, Json.Struct object) throws MalformedPolicyException {
        for (Json.Member member : object.members()) {
            String key = member.name();
            if (!key.equals("AWS") && !key.equals("Service") && !key.equals("Federated")) {
                throw unexpected(kind, member.value());
            }
        }
    }

    private static MalformedPolicyException unexpected(PolicyKind kind, Json value) {
        String message = kind == PolicyKind.TRUST ? Wording.syntaxErrorIn(value.at()) : INVALID;
        return new MalformedPolicyException(message, value.at());
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
        return key.equals("AWS") ? PrincipalNames.isValid(value) : !value.isBlank() && !Glob.hasWildcard(value);
    }
}
