package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import signet.policy.PolicyKind;

/**
 * One issue: a policy that has it once, at the place between the marks « and », and a small change that takes it away.
 *
 * @param path where in the document, such as {@code Statement[0].Action}
 * @param marked the policy, with the marks
 * @param from what the change replaces
 * @param to what it puts there
 */
record Rule(Issue issue, PolicyKind kind, String path, String marked, String from, String to) {

    static Rule document(Issue issue, PolicyKind kind, String path, String marked, String from, String to) {
        return new Rule(issue, kind, path, marked, from, to);
    }

    /** A policy of one statement; where the statement has no mark, its opening brace is meant. */
    static Rule statement(Issue issue, PolicyKind kind, String path, String members, String from, String to) {
        String brace = members.contains("«") ? "{" : "«{»";
        String marked = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    " + brace + "\n" + members.indent(6)
                + "    }\n  ]\n}\n";
        return new Rule(issue, kind, path, marked, from, to);
    }

    static Rule identity(Issue issue, String path, String members, String from, String to) {
        return statement(issue, PolicyKind.IDENTITY, "Statement[0]" + path, members, from, to);
    }

    static Rule resource(Issue issue, String path, String members, String from, String to) {
        return statement(issue, PolicyKind.RESOURCE, "Statement[0]" + path, members, from, to);
    }

    static Rule trust(Issue issue, String path, String members, String from, String to) {
        return statement(issue, PolicyKind.TRUST, "Statement[0]" + path, members, from, to);
    }

    /** A condition for listing a bucket. */
    static Rule condition(Issue issue, String path, String operators, String from, String to) {
        String members =
                "\"Effect\": \"Allow\",\n\"Action\": \"s3:ListBucket\",\n\"Resource\": \"arn:aws:s3:::notes\",\n"
                        + "\"Condition\": {\n" + operators.indent(2) + "}\n";
        return identity(issue, ".Condition" + path, members, from, to);
    }

    String text() {
        return marked.replace("«", "").replace("»", "");
    }

    /** Holds that the issue is found once, exactly where it is marked. */
    void isFoundWhereItIsMarked() {
        List<Finding> found = findings(text());
        assertEquals(1, found.size(), () -> issue + " in " + Lint.findings(kind, text()));
        Location location = found.getFirst().location();
        int start = marked.indexOf('«');
        int end = marked.indexOf('»') - 1;
        assertEquals(text().substring(start, end), substring(location), () -> found.toString());
        assertEquals(place(start), location.start());
        assertEquals(place(end), location.end());
        assertEquals(path, location.pathText());
    }

    /** Holds that the changed policy hasn't the issue. */
    void isNotFoundInTheNeighbour() {
        String neighbour = text().replace(from, to);
        assertNotEquals(text(), neighbour);
        assertEquals(List.of(), findings(neighbour), neighbour);
    }

    private List<Finding> findings(String document) {
        return Lint.findings(kind, document).stream()
                .filter(finding -> finding.issue() == issue)
                .toList();
    }

    private String substring(Location location) {
        return text().substring(location.start().offset(), location.end().offset());
    }

    private Position place(int offset) {
        String before = text().substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, offset - before.lastIndexOf('\n'), offset);
    }

    @Override
    public String toString() {
        return issue + " " + kind + " " + path;
    }
}
