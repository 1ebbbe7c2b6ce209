package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How paths and the PassRole map are told to people. */
class PathOutputTest {
    private static final String STEP = """
            {"who":"arn:aws:iam::123456789012:user/ann","action":"iam:PassRole","resource":"arn:aws:iam::123456789012:role/app",
             "statements":[{"kind":"identity","policy":"own","statement":0,"sid":"Pass","line":2},
                           {"kind":"scp","policy":"full","statement":1,"sid":null,"line":1}]}""";
    private static final String HOP = """
            {"method":"iam:PassRole + x:Y","from":"arn:aws:iam::123456789012:user/ann",
             "to":"arn:aws:iam::123456789012:role/app","what":"passes app","steps":[%s]}""".formatted(STEP);

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    @Test
    void aHopIsALineAndItsStepsStandUnderIt() {
        String text = new PathText(json("""
                        {"account":"123456789012","paths":[{"from":"arn:aws:iam::123456789012:user/ann",
                         "to":"arn:aws:iam::123456789012:role/app","administrator":true,"hops":[%s]}]}""".formatted(HOP))).text();

        assertEquals("""
                user/ann → role/app, an administrator then
                  user/ann passes app → role/app   [iam:PassRole + x:Y]
                    iam:PassRole on arn:aws:iam::123456789012:role/app: own (identity), Pass, line 2; full (scp), statement 2, line 1

                1 path.
                """, text);
    }

    @Test
    void noPathIsSaidInOneLine() {
        assertEquals(
                "No path was found in account 123456789012.\n",
                new PathText(json("{\"account\":\"123456789012\",\"paths\":[]}")).text());
    }

    private static JsonNode map() {
        return json("""
                {"administrators":["arn:aws:iam::123456789012:role/boss"],
                 "passes":[{"who":"arn:aws:iam::123456789012:user/ann","role":"arn:aws:iam::123456789012:role/app",
                            "service":"lambda.amazonaws.com","steps":[%s],"starts":[%s]},
                           {"who":"arn:aws:iam::123456789012:user/bob","role":"arn:aws:iam::123456789012:role/app",
                            "service":"lambda.amazonaws.com","steps":[],"starts":[]}],
                 "assumptions":[{"from":"arn:aws:iam::123456789012:role/app","to":"arn:aws:iam::123456789012:role/boss"}],
                 "roles":{"arn:aws:iam::123456789012:role/app":{"administrator":false,"toAdministrator":true,
                            "actions":["s3:GetObject"],"next":["arn:aws:iam::123456789012:role/boss"]},
                          "arn:aws:iam::123456789012:role/boss":{"administrator":true,"toAdministrator":true,"actions":["*"],
                            "next":[]}}}""".formatted(STEP, HOP));
    }

    @Test
    void thePassesAreToldWithWhatTheRoleCouldDo() {
        assertEquals("""
                Administrators, who can pass every role: role/boss

                user/ann can pass role/app to lambda.amazonaws.com (s3:GetObject; a path leads on to an administrator)
                    iam:PassRole on arn:aws:iam::123456789012:role/app: own (identity), Pass, line 2; full (scp), statement 2, line 1
                    and passes app   [iam:PassRole + x:Y]

                user/bob can pass role/app to lambda.amazonaws.com (s3:GetObject; a path leads on to an administrator)
                    and can start nothing with it that is known

                role/app can assume role/boss, an administrator
                2 passes, 1 assumption.
                """, MapText.text(map()));
    }

    @Test
    void theGraphHasAnEdgeForEachPassAndAssumption() {
        assertEquals("""
                digraph passrole {
                  rankdir=LR;
                  node [shape=box];
                  "role/boss" [peripheries=2];
                  "user/ann" -> "role/app" [label="lambda.amazonaws.com"];
                  "user/bob" -> "role/app" [label="lambda.amazonaws.com" style=dashed];
                  "role/app" -> "role/boss" [label="sts:AssumeRole"];
                }
                """, MapText.dot(map()));
    }
}
