package signet.cli;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows what would allow a request: numbered suggestions, each with its statements and what else it allows. */
record GrantsText(boolean colours) {
    private static final int STATEMENT = 7;
    private static final int LINE = 3;
    private static final JsonMapper JSON = new JsonMapper();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(LINES)
            .withArrayIndenter(LINES);

    /** The suggestions of an answer; empty for a request that is allowed. */
    String of(JsonNode answer) {
        String beyond = answer.path("beyond").asString("");
        if (!beyond.isEmpty()) {
            return "\n" + Colour.BOLD.in("No policy can allow it.", colours) + "\n" + Paragraph.of(0, beyond);
        }
        JsonNode suggestions = answer.path("suggestions");
        if (suggestions.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n")
                .append(Colour.BOLD.in(
                        suggestions.size() == 1 ? "This would allow it:" : "Each of these would allow it:", colours))
                .append('\n');
        int number = 1;
        for (JsonNode suggestion : suggestions) {
            text.append('\n').append(suggestion(number++, suggestion));
        }
        return text.toString();
    }

    private String suggestion(int number, JsonNode suggestion) {
        StringBuilder text = new StringBuilder();
        String first = number + ". ";
        for (JsonNode change : suggestion.path("changes")) {
            text.append(Paragraph.of(
                    first,
                    " ".repeat(LINE),
                    change.path("words").asString("")
                            + (change.path("statements").isEmpty() ? "" : ":")));
            change.path("statements").forEach(statement -> text.append(statement(statement)));
            first = "   and ";
        }
        JsonNode extra = suggestion.path("extra");
        if (extra.path("patterns").isEmpty()) {
            extra.path("words")
                    .forEach(words -> text.append(" ".repeat(LINE))
                            .append(Colour.GREEN.in("allows " + words.asString(""), colours))
                            .append('\n'));
        } else {
            text.append(" ".repeat(LINE))
                    .append(Colour.YELLOW.in("allows besides:", colours))
                    .append('\n');
            extra.path("words").forEach(words -> text.append(Paragraph.of("     ", "       ", words.asString(""))));
        }
        return text.toString();
    }

    private static String statement(JsonNode statement) {
        StringBuilder text = new StringBuilder();
        JSON.writer()
                .with(PRINTER.createInstance())
                .writeValueAsString(statement)
                .lines()
                .forEach(line -> text.append(" ".repeat(STATEMENT))
                        .append(Excerpt.printable(line))
                        .append('\n'));
        return text.toString();
    }
}
