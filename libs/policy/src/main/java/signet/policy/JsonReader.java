package signet.policy;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads one strict JSON value (RFC 8259): no duplicate names, nothing behind it, bounded depth and size. */
final class JsonReader {
    /** The deepest valid policy (a list of values of a condition) has 6 levels. */
    private static final int MAX_DEPTH = 16;
    /** Requests end at 131,072 characters; some of AWS's own managed policies are longer than that. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARACTERS)
                    .maxNameLength(MAX_CHARACTERS)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The value, or an exception with the given message at the place of the fault. */
    static Json read(String document, String faultMessage) throws MalformedPolicyException {
        if (document.length() > MAX_CHARACTERS) {
            throw new MalformedPolicyException(faultMessage, Span.DOCUMENT);
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            JsonReader reader = new JsonReader(parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedPolicyException(faultMessage, Span.DOCUMENT);
            }
            Json value = reader.value(first);
            if (parser.nextToken() != null) {
                throw new MalformedPolicyException(faultMessage, span(parser.currentTokenLocation()));
            }
            return value;
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw new MalformedPolicyException(faultMessage, location == null ? Span.DOCUMENT : span(location));
        }
    }

    private Json value(JsonToken token) {
        TokenStreamLocation start = parser.currentTokenLocation();
        return switch (token) {
            case START_OBJECT -> object(start);
            case START_ARRAY -> array(start);
            case VALUE_STRING -> {
                String text = parser.getString();
                yield new Json.Text(text, upToHere(start));
            }
            case VALUE_NULL -> new Json.Null(upToHere(start));
            default -> {
                String text = parser.getString();
                yield new Json.Scalar(text, upToHere(start));
            }
        };
    }

    private Json object(TokenStreamLocation start) {
        List<Json.Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            members.add(new Json.Member(name, value(parser.nextToken())));
        }
        return new Json.Struct(members, upToHere(start));
    }

    private Json array(TokenStreamLocation start) {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return new Json.Array(items, upToHere(start));
    }

    private Span upToHere(TokenStreamLocation start) {
        TokenStreamLocation end = parser.currentLocation();
        return new Span(
                (int) start.getCharOffset(),
                (int) end.getCharOffset(),
                start.getLineNr(),
                start.getColumnNr(),
                end.getLineNr(),
                end.getColumnNr());
    }

    private static Span span(TokenStreamLocation at) {
        int line = Math.max(1, at.getLineNr());
        int column = Math.max(1, at.getColumnNr());
        int offset = (int) Math.max(0, at.getCharOffset());
        return new Span(offset, offset, line, column, line, column);
    }
}
