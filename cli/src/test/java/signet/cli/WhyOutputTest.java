package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person sees of the answers to explain, pass-check and who-can. */
class WhyOutputTest {
    private static final String ARN = "arn:aws:iam::123456789012:user/team/with-a-rather-long-name/dev";

    private static JsonNode json(String singleQuoted) {
        return new JsonMapper().readTree(singleQuoted.replace('\'', '"'));
    }

    private static void fits(String text) {
        text.lines().forEach(line -> assertTrue(line.length() <= 100, line));
    }

    @Test
    void anExplanationIsTheSentenceTheTreeAndNumberedSuggestions() {
        String text = Explain.text(
                json("{'sentence':'s3:GetObject on * is denied.','tree':'s3:GetObject on *\\nby ann\\n','beyond':null,"
                        + "'suggestions':[{'changes':[{'words':'add an identity-based policy','statements':["
                        + "{'Effect':'Allow','Action':['s3:GetObject','s3:ListBucket'],'Resource':'*'}]},"
                        + "{'words':'take away the session policy x','statements':[]}],"
                        + "'extra':{'patterns':[],'words':['this and nothing else (of 1 action and 3 resources)']}},"
                        + "{'changes':[{'words':'change the boundary Edge','statements':[{'Effect':'Allow'}]}],"
                        + "'extra':{'patterns':[{}],'words':['s3:* on arn:aws:s3:::b, also without aws:SourceIp']}}]}"),
                false);

        assertEquals("""
                s3:GetObject on * is denied.

                s3:GetObject on *
                by ann

                Each of these would allow it:

                1. add an identity-based policy:
                       {
                         "Effect": "Allow",
                         "Action": [
                           "s3:GetObject",
                           "s3:ListBucket"
                         ],
                         "Resource": "*"
                       }
                   and take away the session policy x
                   allows this and nothing else (of 1 action and 3 resources)

                2. change the boundary Edge:
                       {
                         "Effect": "Allow"
                       }
                   allows besides:
                     s3:* on arn:aws:s3:::b, also without aws:SourceIp
                """, text);
    }

    @Test
    void whatIsAllowedNeedsNoSuggestion() {
        assertEquals(
                "It is allowed.\n\ntree\n",
                Explain.text(
                        json("{'sentence':'It is allowed.','tree':'tree\\n','suggestions':[],'beyond':null}"), false));
    }

    @Test
    void whatNoPolicyCanAllowIsSaidInstead() {
        String text = Explain.text(
                json("{'sentence':'It is denied.','tree':'tree\\n','suggestions':[],'beyond':'A root user can not.'}"),
                false);

        assertTrue(text.endsWith("\nNo policy can allow it.\nA root user can not.\n"), text);
    }

    @Test
    void aPassCheckHasALineForEachPart() {
        String text = PassCheck.text(
                json("{'principal':'" + ARN
                        + "','role':'arn:aws:iam::123456789012:role/App','service':'ec2.amazonaws.com',"
                        + "'passes':false,'checks':[{'part':'permission','verdict':'allows','sentence':'it does.'},"
                        + "{'part':'boundary','verdict':'absent','sentence':'none limits the caller.'},"
                        + "{'part':'trust','verdict':'denies','sentence':'"
                        + "sts:AssumeRole on a role is denied because no role trust policy allows the sts:AssumeRole action."
                        + "'}]}"),
                false);

        assertEquals("""
                arn:aws:iam::123456789012:user/team/with-a-rather-long-name/dev can't pass
                arn:aws:iam::123456789012:role/App to ec2.amazonaws.com for use.

                ✓ permission              it does.
                – boundary                none limits the caller.
                ✗ trust                   sts:AssumeRole on a role is denied because no role trust policy allows the
                                          sts:AssumeRole action.
                """, text);
        fits(text);
    }

    @Test
    void whoCanListsEachWithItsStatement() {
        String text = WhoCan.text(
                json(
                        "{'account':'123456789012','action':'s3:GetObject','resource':'arn:aws:s3:::b/k','asked':7,'able':["
                                + "{'principal':'arn:aws:iam::123456789012:root','by':null},"
                                + "{'principal':'" + ARN
                                + "','by':{'kind':'identity','policy':'own','statement':1,'sid':'Read',"
                                + "'line':4}}],'through':[{'principal':'ec2.amazonaws.com','role':'arn:r','by':{'kind':'resource',"
                                + "'policy':'trust policy','statement':0,'sid':null,'line':1}}],'admitted':[{'principal':'*','needs':"
                                + "'nothing','by':{'kind':'resource','policy':'bucket policy','statement':0,'sid':null,'line':1}}]}"),
                false);

        assertEquals("""
                2 of 7 principals of account 123456789012 can s3:GetObject on arn:aws:s3:::b/k:
                  arn:aws:iam::123456789012:root
                      the root user of the account
                  arn:aws:iam::123456789012:user/team/with-a-rather-long-name/dev
                      identity policy own, statement 2 "Read", line 4

                By assuming a role:
                  ec2.amazonaws.com as arn:r
                      resource policy trust policy, statement 1, line 1

                From outside the account, by the resource's own policy:
                  * (everybody, also unsigned)
                      resource policy bucket policy, statement 1, line 1
                """, text);
    }

    @Test
    void nobodyIsNobody() {
        assertEquals(
                "0 of 3 principals of account 1 can s3:GetObject on *.\n",
                WhoCan.text(
                        json("{'account':'1','action':'s3:GetObject','resource':'*','asked':3,'able':[],'through':[],"
                                + "'admitted':[]}"),
                        false));
    }

    @Test
    void textsOfPoliciesCannotMoveTheCursor() {
        String text = Explain.text(
                json("{'sentence':'a\\u001b[2Jb','tree':'','suggestions':[{'changes':[{'words':'x\\u0007','statements':"
                        + "[{'Sid':'\\u009b'}]}],'extra':{'patterns':[],'words':[]}}]}"),
                false);

        assertFalse(text.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)), text);
    }

    @Test
    void noWordIsLostAndNoLineTooLong() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            StringBuilder words = new StringBuilder("w");
            for (int n = random.nextInt(60); n > 0; n--) {
                words.append(' ').append("x".repeat(1 + random.nextInt(20)));
            }
            String text = Paragraph.of("- ", "  ", words.toString());
            fits(text);
            assertEquals("- " + words, text.strip().replaceAll("\\n  ", " "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain --action s3:GetObject",
                "explain --user a --role b --action s3:GetObject",
                "explain --user a",
                "pass-check a b",
                "who-can",
                "who-can s3:GetObject * --context noequals",
                "can a s3:GetObject --context =x"
            })
    void aBadOptionIsStatusTwo(String arguments) {
        assertEquals(
                2,
                new CommandLine(new Main())
                        .setParameterExceptionHandler((failure, given) -> 2)
                        .execute(arguments.split(" ")));
    }
}
