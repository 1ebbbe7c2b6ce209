package signet.identity;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns sessions into session tokens and back. A token that opens is one that this installation made, unchanged. */
public final class Sessions {
    private static final String PURPOSE = "session-token";

    private final Seal seal;

    /** A session that lacks a member, or has one that this node does not know, might lack a limit: it is refused. */
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Sessions whose tokens are sealed by the given seal. */
    public Sessions(Seal seal) {
        this.seal = seal;
    }

    /** The session token that holds a session. */
    public String tokenOf(Session session) {
        return seal.seal(PURPOSE, mapper.writeValueAsString(session));
    }

    /** The session in a token; empty for text that is no token of ours. It may have expired. */
    public Optional<Session> open(String token) {
        return seal.open(PURPOSE, token).flatMap(this::parse);
    }

    private Optional<Session> parse(String json) {
        try {
            return Optional.ofNullable(mapper.readValue(json, Session.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
