package signet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code signet account list}: every account, the first one first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List the accounts: id, when it was made, alias, address of the root user and name; what an account"
                        + " has not is a dash.",
        footer = {"", "Exit status 1: the server refused. 2: a bad option, or no server answers."})
final class ListAccounts implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("id", "created", "alias", "email", "name");

    @Mixin
    private Operator operator = new Operator();

    @Override
    public Integer call() {
        return OperatorErrors.reported(
                () -> System.out.print(table(operator.client().ask("GET", ""))));
    }

    static String table(JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS.stream().map(column -> column.toUpperCase(Locale.ROOT)).toList());
        answer.path("accounts")
                .forEach(account -> rows.add(COLUMNS.stream()
                        .map(column -> text(account.path(column)))
                        .toList()));
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column))
                        .append(" "
                                .repeat(2
                                        + width(rows, column)
                                        - row.get(column).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : "-";
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
