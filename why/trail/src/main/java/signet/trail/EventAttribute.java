package signet.trail;

import java.util.Arrays;
import java.util.Optional;

/** By what events are found. A value is compared whole and by case; the first eight are LookupEvents'. */
public enum EventAttribute {
    /** The key that signed the request. */
    ACCESS_KEY_ID("AccessKeyId"),
    /** CloudTrail's {@code eventID}. */
    EVENT_ID("EventId"),
    /** The operation. */
    EVENT_NAME("EventName"),
    /** The service: {@code iam.amazonaws.com}. */
    EVENT_SOURCE("EventSource"),
    /** {@code true} or {@code false}. */
    READ_ONLY("ReadOnly"),
    /** The name of a resource that the event is about. */
    RESOURCE_NAME("ResourceName"),
    /** The type of a resource that the event is about. */
    RESOURCE_TYPE("ResourceType"),
    /** A user's name, or a role session's. */
    USERNAME("Username"),
    /** Who asked: a user's ARN, a role's (of all its sessions), a session's, or a service's name. */
    PRINCIPAL_ARN("PrincipalArn"),
    /** An action that was decided: {@code iam:PassRole}. */
    ACTION("Action"),
    /** The ARN on which an action was decided. */
    RESOURCE_ARN("ResourceArn"),
    /**
     * {@code Allowed}, or {@code Denied} for what was refused explicitly or implicitly, or one of these two by its name; of
     * an access that the request depended on.
     */
    DECISION("Decision"),
    /** The error's code as CloudTrail writes it; {@code *} for any error. */
    ERROR_CODE("ErrorCode"),
    /** The id that the client got. */
    REQUEST_ID("RequestId"),
    /** The id in a denial's message. */
    AUTHORIZATION_ID("AuthorizationId");

    private final String text;

    EventAttribute(String text) {
        this.text = text;
    }

    /** The name, as LookupEvents has it for its own eight. */
    public String text() {
        return text;
    }

    /** Whether LookupEvents has it. */
    public boolean isLookup() {
        return compareTo(USERNAME) <= 0;
    }

    /** The attribute of a name. */
    public static Optional<EventAttribute> named(String text) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.text.equals(text))
                .findFirst();
    }
}
