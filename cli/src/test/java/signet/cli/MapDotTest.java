package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Names in the graph are data, never part of its language. */
class MapDotTest {
    private final ObjectNode map = new JsonMapper().createObjectNode();

    private void pass(String who, String role, String service) {
        map.withArray("passes").addObject().put("who", who).put("role", role).put("service", service);
    }

    @Test
    void quotesAndBackslashesOfNamesAreEscaped() {
        pass("arn:aws:iam::1:user/a\"b", "arn:aws:iam::1:role/c\\d", "x\"];evil[\"");

        assertTrue(
                MapText.dot(map)
                        .contains("  \"user/a\\\"b\" -> \"role/c\\\\d\" [label=\"x\\\"];evil[\\\"\" style=dashed];\n"),
                MapText.dot(map));
    }

    @Test
    void aBackslashAtTheEndDoesNotEscapeTheQuote() {
        map.putArray("administrators").add("arn:aws:iam::1:role/end\\");

        assertTrue(MapText.dot(map).contains("\"role/end\\\\\" [peripheries=2];"), MapText.dot(map));
    }

    @Test
    void theSameEdgeIsDrawnOnce() {
        pass("arn:aws:iam::1:user/a", "arn:aws:iam::1:role/r", "ec2.amazonaws.com");
        pass("arn:aws:iam::1:user/a", "arn:aws:iam::1:role/r", "ec2.amazonaws.com");

        assertEquals(
                1, MapText.dot(map).lines().filter(line -> line.contains("->")).count());
    }

    @Test
    void anEmptyMapIsStillAGraph() {
        String dot = MapText.dot(map);

        assertTrue(dot.startsWith("digraph passrole {\n") && dot.endsWith("}\n"), dot);
        assertFalse(dot.contains("->"), dot);
    }

    @Test
    void moreThanSixActionsOfARoleAreCounted() {
        pass("arn:aws:iam::1:user/a", "arn:aws:iam::1:role/r", "ec2.amazonaws.com");
        ObjectNode reach = map.putObject("roles").putObject("arn:aws:iam::1:role/r");
        for (int i = 0; i < 8; i++) {
            reach.withArray("actions").add("s3:A" + i);
        }

        assertTrue(
                MapText.text(map).contains(" (s3:A0, s3:A1, s3:A2, s3:A3, s3:A4, s3:A5 and 2 more)\n"),
                MapText.text(map));
    }

    @Test
    void aRoleThatCanDoNothingIsSaidSo() {
        pass("arn:aws:iam::1:user/a", "arn:aws:iam::1:role/r", "ec2.amazonaws.com");

        assertTrue(MapText.text(map).contains("to ec2.amazonaws.com (nothing)\n"), MapText.text(map));
    }
}
