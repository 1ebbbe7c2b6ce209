package signet.snapshot;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rows as JSON, which anyone can read in the data directory. A row with a member that is not known is refused. */
final class RowCodec {
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    byte[] encode(Object row) {
        return mapper.writeValueAsBytes(row);
    }

    <T> T decode(Table<T> table, String key, byte[] value) {
        try {
            return mapper.readValue(value, table.type());
        } catch (JacksonException e) {
            throw new StateUnavailableException(
                    "the record " + key + " of the data directory cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
