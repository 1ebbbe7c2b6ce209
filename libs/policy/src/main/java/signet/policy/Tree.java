package signet.policy;

import java.util.ArrayList;
import java.util.List;

/** An explanation as an indented text of at most 100 columns. */
final class Tree {
    private static final int COLUMNS = 100;
    private static final String SPACES = "  ";

    private final Explanation explanation;
    private final StringBuilder text = new StringBuilder();

    Tree(Explanation explanation) {
        this.explanation = explanation;
    }

    String text() {
        Request request = explanation.request();
        Decision decision = explanation.decision();
        add("", "", Phrases.printable(request.action()) + " on " + Phrases.printable(request.resource()));
        add("", "", "by " + Phrases.printable(request.principal().name()));
        add("", "", (decision.allowed() ? "is allowed " : "is denied ") + decision.because(request.action()));
        for (Explanation.PolicyReport policy : explanation.policies()) {
            add(
                    "",
                    "",
                    policy.kind().noun() + " " + Phrases.quoted(policy.policy().source()));
            statements(policy);
        }
        return text.toString();
    }

    private void statements(Explanation.PolicyReport policy) {
        List<Explanation.StatementReport> reports = policy.statements();
        List<Explanation.StatementReport> shown = reports.stream()
                .filter(report -> report.matched() || report.related())
                .toList();
        int others = reports.size() - shown.size();
        for (int i = 0; i < shown.size(); i++) {
            statement(policy.policy(), shown.get(i), others == 0 && i == shown.size() - 1);
        }
        if (others > 0) {
            add("└─ ", "   ", others + (others == 1 ? " statement" : " statements") + " for actions of other services");
        }
    }

    private void statement(SourcedPolicy policy, Explanation.StatementReport report, boolean last) {
        String next = last ? "   " : "│  ";
        add(
                last ? "└─ " : "├─ ",
                next,
                Phrases.statement(report.statement()) + " " + verdict(policy, report) + ", line "
                        + report.statement().startLine());
        for (Explanation.Obstacle obstacle : report.obstacles()) {
            add(next + SPACES, next + SPACES + SPACES, Phrases.obstacle(obstacle));
        }
    }

    private String verdict(SourcedPolicy policy, Explanation.StatementReport report) {
        boolean deny = report.statement().effect() == Effect.DENY;
        if (!report.matched()) {
            String miss = deny ? "would deny, does not match" : "would allow, does not match";
            return isNearest(policy, report) ? miss + " (the closest)" : miss;
        }
        if (report.delegates() && !deny) {
            return "allows the account, whose own policies decide";
        }
        return deny ? "denies" : "allows";
    }

    private boolean isNearest(SourcedPolicy policy, Explanation.StatementReport report) {
        return explanation
                .nearestMiss()
                .filter(miss -> miss.policy().equals(policy) && miss.report().equals(report))
                .isPresent();
    }

    /** Adds a text behind a first prefix, and what is too long for the line behind the other. */
    private void add(String first, String next, String line) {
        String prefix = first;
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        while (!words.isEmpty()) {
            StringBuilder row = new StringBuilder(prefix);
            boolean any = false;
            while (!words.isEmpty() && fits(row, any, words.getFirst())) {
                row.append(any ? " " : "").append(words.removeFirst());
                any = true;
            }
            if (!any) {
                String word = words.removeFirst();
                int cut = word.offsetByCodePoints(0, COLUMNS - row.codePointCount(0, row.length()));
                row.append(word, 0, cut);
                words.addFirst(word.substring(cut));
            }
            text.append(row.toString().stripTrailing()).append('\n');
            prefix = next;
        }
    }

    private static boolean fits(StringBuilder row, boolean any, String word) {
        return row.codePointCount(0, row.length()) + (any ? 1 : 0) + word.codePointCount(0, word.length()) <= COLUMNS;
    }
}
