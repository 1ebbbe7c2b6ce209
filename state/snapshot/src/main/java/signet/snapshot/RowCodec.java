package signet.snapshot;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as JSON, which anyone can read in the data directory: the components of records, and nothing that records tell of
 * themselves beside them. A row that lacks a member or has one that is not known is refused: a limit that got lost must not
 * widen anything.
 */
final class RowCodec {
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .build();

    byte[] encode(Object row) {
        return mapper.writeValueAsBytes(row);
    }

    <T> T decode(Table<T> table, String key, byte[] value) {
        try {
            @Nullable T row = mapper.readValue(value, table.type());
            if (row == null) {
                throw new StateUnavailableException(unreadable(key) + "it is null");
            }
            return row;
        } catch (JacksonException e) {
            String reason =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw new StateUnavailableException(unreadable(key) + reason, e);
        }
    }

    private static String unreadable(String key) {
        return "the record " + key + " of the data directory cannot be read: ";
    }
}
