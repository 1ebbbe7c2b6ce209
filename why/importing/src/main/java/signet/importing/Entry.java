package signet.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of a file, read member by member. What is missing or has another form is noted as a fault, and something of
 * the right type returned, so that one reading finds all faults.
 */
final class Entry {
    private final Place place;
    private final JsonNode node;
    private final Findings findings;
    private final Set<String> asked = new HashSet<>();

    Entry(Place place, JsonNode node, Findings findings) {
        this.place = place;
        this.node = node;
        this.findings = findings;
    }

    /** The same object under the name of the entity that it turned out to be. */
    Entry named(String entity) {
        Entry named = new Entry(new Place(place.file(), entity), node, findings);
        named.asked.addAll(asked);
        return named;
    }

    Place place() {
        return place;
    }

    Findings findings() {
        return findings;
    }

    boolean has(String member) {
        return node.hasNonNull(member);
    }

    /** A member as it stands; missing if there is none. */
    JsonNode get(String member) {
        asked.add(member);
        return node.path(member);
    }

    /** The text of a member that must be there. */
    String text(String member) {
        String text = optional(member);
        if (text == null) {
            if (!node.hasNonNull(member)) {
                findings.refuse(place, member + " is missing");
            }
            return "";
        }
        return text;
    }

    /** The text of a member that must be there, of a form. */
    String text(String member, Pattern form) {
        String text = text(member);
        if (!text.isEmpty() && !form.matcher(text).matches()) {
            findings.refuse(place, member + " \"" + text + "\" has not the form that AWS gives it");
        }
        return text;
    }

    /** The text of a member that need not be there. */
    @Nullable
    String optional(String member) {
        JsonNode value = get(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            findings.refuse(place, member + " is no text");
            return null;
        }
        return value.asString();
    }

    /** A whole number; the given one if there is none. */
    int number(String member, int otherwise) {
        JsonNode value = get(member);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt()) {
            findings.refuse(place, member + " is no whole number");
            return otherwise;
        }
        return value.asInt();
    }

    boolean flag(String member) {
        JsonNode value = get(member);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            findings.refuse(place, member + " is neither true nor false");
        }
        return value.asBoolean(false);
    }

    /** A time that must be there, such as {@code 2026-11-23T10:00:00+00:00}. */
    Instant time(String member) {
        String text = text(member);
        if (text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            findings.refuse(place, member + " \"" + text + "\" is no time such as 2026-11-23T10:00:00+00:00");
            return Instant.EPOCH;
        }
    }

    /** The objects of a list; none if the list is not there. */
    List<Entry> list(String member) {
        JsonNode list = get(member);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            findings.refuse(place, member + " is no list");
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (JsonNode item : list) {
            Place at = place.within(member + "[" + number++ + "]");
            if (item.isObject()) {
                entries.add(new Entry(at, item, findings));
            } else {
                findings.refuse(at, "is no object");
            }
        }
        return entries;
    }

    /** An object that need not be there. */
    @Nullable
    Entry object(String member) {
        JsonNode value = get(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            findings.refuse(place, member + " is no object");
            return null;
        }
        return new Entry(place.within(member), value, findings);
    }

    /** Tags, in their order. */
    Map<String, String> tags(String member) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Entry tag : list(member)) {
            String key = tag.text("Key");
            String value = tag.optional("Value");
            if (tags.putIfAbsent(key, value == null ? "" : value) != null) {
                findings.refuse(place, "the tag \"" + key + "\" is there twice");
            }
        }
        return Collections.unmodifiableMap(tags);
    }

    /** Says which members were not read: AWS may have added some that are not known here. */
    void end(String kind) {
        for (String member : node.propertyNames()) {
            if (!asked.contains(member)) {
                findings.note(place.file() + ": \"" + member + "\" of a " + kind + " is not known and left out");
            }
        }
    }
}
