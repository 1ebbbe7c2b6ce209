package signet.importing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import tools.jackson.databind.JsonNode;

/**
 * Policy documents in the forms in which they come: as objects from the AWS CLI, percent-encoded (RFC 3986) from the API and
 * most SDKs, and as JSON in a text.
 */
final class PolicyText {
    private PolicyText() {}

    /** The text of a document that must be there, and is to be of a kind. If it cannot be read everything is denied. */
    static String of(Entry entry, String member, PolicyKind kind) {
        JsonNode value = entry.get(member);
        if (value.isMissingNode() || value.isNull()) {
            entry.findings().refuse(entry.place(), member + " is missing");
            return "";
        }
        if (!value.isString() && !value.isObject()) {
            entry.findings().refuse(entry.place(), member + " is neither an object nor a text");
            return "";
        }
        String text = value.isObject() ? value.toString() : decoded(value.asString());
        check(text, kind, entry.place().within(member), entry.findings());
        return text;
    }

    /** Notes a fault if a text cannot be read as a policy. */
    static void check(String text, PolicyKind kind, Place place, Findings findings) {
        try {
            compile(text, kind);
        } catch (MalformedPolicyException e) {
            findings.denied(
                    place,
                    "cannot be read as " + kind.withArticle() + ": " + e.getMessage() + " (line " + e.line()
                            + ", column " + e.column() + " of the document)");
        }
    }

    /** The compiled form; empty if it cannot be read. */
    static Optional<Policy> compiled(String text, PolicyKind kind) {
        try {
            return Optional.of(compile(text, kind));
        } catch (MalformedPolicyException e) {
            return Optional.empty();
        }
    }

    /** As a decision will: by the rules of today, or those of when AWS took the document. */
    private static Policy compile(String text, PolicyKind kind) throws MalformedPolicyException {
        try {
            return Policy.parse(kind, text);
        } catch (MalformedPolicyException e) {
            return Policy.read(kind, text);
        }
    }

    /** A text that begins as JSON does is JSON; any other is percent-encoded, and if it is not, cannot be read later. */
    static String decoded(String text) {
        if (text.stripLeading().startsWith("{") || text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
            } else {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return text;
                }
                decoded.put((byte) (high * 16 + low));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }
}
