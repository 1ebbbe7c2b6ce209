package signet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Takes one line apart. What it doesn't know it refuses: a misspelt kind of policy must not go unnoticed. */
final class CaseReader {
    private static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    private static final Map<String, Integer> LEVELS_OF_LISTS =
            Map.of("identity", 1, "boundary", 1, "session", 1, "endpoint", 1, "resource", 0, "scp", 2, "rcp", 2);

    private final String line;
    private final JsonParser parser;
    private final Map<String, String> texts = new HashMap<>();
    private final Context.Builder context = Context.builder();
    private final Set<String> absent = new HashSet<>();
    private final Map<String, List<List<String>>> documents = new HashMap<>();

    private CaseReader(String line, JsonParser parser) {
        this.line = line;
        this.parser = parser;
    }

    static Case read(String line) throws CaseFault {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            return new CaseReader(line, parser).read();
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new CaseFault("the line is not JSON" + (at == null ? "" : ": see column " + at.getColumnNr()), e);
        }
    }

    private Case read() throws CaseFault {
        members("the line", parser.nextToken(), this::field);
        if (parser.nextToken() != null) {
            throw new CaseFault("the line has more than one JSON object");
        }
        return new Case(
                required("principal"),
                required("action"),
                texts.get("resource"),
                texts.get("resourceAccount"),
                context.build(),
                absent,
                documents);
    }

    private String required(String name) throws CaseFault {
        String text = texts.get(name);
        if (text == null) {
            throw new CaseFault(name + " is missing");
        }
        return text;
    }

    @FunctionalInterface
    private interface Member {
        void read(String name, JsonToken value) throws CaseFault;
    }

    private void members(String what, @Nullable JsonToken token, Member member) throws CaseFault {
        if (token != JsonToken.START_OBJECT) {
            throw new CaseFault(what + " is not a JSON object");
        }
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                throw new CaseFault(what + " has " + name + " twice");
            }
            member.read(name, parser.nextToken());
        }
    }

    private void field(String name, JsonToken value) throws CaseFault {
        switch (name) {
            case "principal", "action", "resource", "resourceAccount" -> text(name, value);
            case "context" -> {
                if (value != JsonToken.VALUE_NULL) {
                    Set<String> keys = new HashSet<>();
                    members(name, value, (key, of) -> contextKey(key, of, keys));
                }
            }
            case "policies" -> {
                if (value != JsonToken.VALUE_NULL) {
                    members(name, value, this::kind);
                }
            }
            default -> throw new CaseFault("the line has an unknown member " + name);
        }
    }

    private void text(String name, JsonToken value) throws CaseFault {
        if (value == JsonToken.VALUE_STRING) {
            texts.put(name, parser.getString());
        } else if (value != JsonToken.VALUE_NULL) {
            throw new CaseFault(name + " is not a string");
        }
    }

    private void contextKey(String key, JsonToken value, Set<String> keys) throws CaseFault {
        String lower = key.toLowerCase(Locale.ROOT);
        // Of tags that differ in case AWS has a rule, which is Context's.
        if (!keys.add(lower) && key.indexOf('/') < 0) {
            throw new CaseFault("context has " + key + " twice: its case doesn't count");
        }
        if (value != JsonToken.START_ARRAY) {
            context.put(key, contextValue(key, value));
            return;
        }
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(contextValue(key, parser.currentToken()));
        }
        if (values.isEmpty()) {
            absent.add(lower);
        }
        context.put(key, values);
    }

    /** Numbers and booleans stand for their text, as they do in a policy's conditions. */
    private String contextValue(String key, JsonToken value) throws CaseFault {
        if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
            throw new CaseFault("context: " + key + " is neither a string nor a list of strings");
        }
        return parser.getString();
    }

    private void kind(String name, JsonToken value) throws CaseFault {
        Integer lists = LEVELS_OF_LISTS.get(name);
        if (lists == null) {
            throw new CaseFault("policies: unknown kind " + name);
        }
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        documents.put(
                name,
                switch (lists) {
                    case 0 -> List.of(List.of(document(name, value)));
                    case 1 -> List.of(list(name, value));
                    default -> levels(name, value);
                });
    }

    private List<List<String>> levels(String place, JsonToken value) throws CaseFault {
        if (value != JsonToken.START_ARRAY) {
            throw new CaseFault(place + " is not a list of lists of policies, from the root down to the account");
        }
        List<List<String>> levels = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            levels.add(list(place + "[" + levels.size() + "]", parser.currentToken()));
        }
        return levels;
    }

    private List<String> list(String place, JsonToken value) throws CaseFault {
        if (value != JsonToken.START_ARRAY) {
            throw new CaseFault(place + " is not a list of policies");
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(document(place + "[" + texts.size() + "]", parser.currentToken()));
        }
        return texts;
    }

    /** An object's text as it stands in the line, or a string's value. */
    private String document(String place, JsonToken value) throws CaseFault {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (value != JsonToken.START_OBJECT) {
            throw new CaseFault(place + " is neither a policy nor a string with one");
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return line.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
