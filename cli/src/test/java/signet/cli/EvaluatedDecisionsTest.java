package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code signet evaluate} answers: decision, kind of policy, AWS's clause and the statements that matched. */
class EvaluatedDecisionsTest {
    private static final String ALLOW = Runs.policy(Runs.ALLOW_ALL);
    private static final String DENY = Runs.policy("{'Sid':'No','Effect':'Deny','Action':'*','Resource':'*'}");
    private static final String OPEN = Runs.policy("{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}");
    private static final String CLOSED = Runs.policy("{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}");

    @Test
    void anAnswerHasTheseMembersInThisOrder() {
        assertEquals(
                Runs.json("{'decision':'ExplicitlyDenied','kind':'identity','because':'with an explicit deny in an"
                        + " identity-based policy','matched':[{'kind':'identity','policy':'identity[0]','statement':0,"
                        + "'sid':null,'effect':'Allow'},{'kind':'identity','policy':'identity[1]','statement':0,"
                        + "'sid':'No','effect':'Deny'}]}"),
                Runs.answer(Runs.line(Runs.ALICE, "'identity':[" + ALLOW + "," + DENY + "]"))
                        .toString());
    }

    @Test
    void anErrorHasOneMember() {
        assertEquals(
                "{\"error\":\"principal is missing\"}",
                Runs.answer("{'action':'s3:GetObject'}").toString());
    }

    /** ALLOW and DENY stand for policies without, OPEN and CLOSED for policies with a principal. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                                                                  | ImplicitlyDenied identity
                'identity':[]                                     | ImplicitlyDenied identity
                'identity':null                                   | ImplicitlyDenied identity
                'identity':[ALLOW]                                | Allowed identity
                'identity':[DENY,ALLOW]                           | ExplicitlyDenied identity
                'identity':[ALLOW],'boundary':[]                  | ImplicitlyDenied boundary
                'identity':[ALLOW],'boundary':null                | Allowed identity
                'identity':[ALLOW],'boundary':[ALLOW]             | Allowed identity
                'identity':[ALLOW],'boundary':[DENY]              | ExplicitlyDenied boundary
                'identity':[ALLOW],'session':[]                   | ImplicitlyDenied session
                'identity':[ALLOW],'session':[ALLOW]              | Allowed identity
                'identity':[ALLOW],'session':[ALLOW,DENY]         | ExplicitlyDenied session
                'resource':OPEN                                   | Allowed resource
                'identity':[ALLOW],'resource':CLOSED              | ExplicitlyDenied resource
                'identity':[ALLOW],'scp':[]                       | ImplicitlyDenied scp
                'identity':[ALLOW],'scp':[[]]                     | ImplicitlyDenied scp
                'identity':[ALLOW],'scp':[[ALLOW],[]]             | ImplicitlyDenied scp
                'identity':[ALLOW],'scp':[[ALLOW],[ALLOW]]        | Allowed identity
                'identity':[ALLOW],'scp':[[ALLOW],[ALLOW,DENY]]   | ExplicitlyDenied scp
                'identity':[ALLOW],'rcp':[]                       | ImplicitlyDenied rcp
                'identity':[ALLOW],'rcp':[[OPEN]]                 | Allowed identity
                'identity':[ALLOW],'rcp':[[OPEN,CLOSED]]          | ExplicitlyDenied rcp
                'identity':[ALLOW],'endpoint':[]                  | ImplicitlyDenied endpoint
                'identity':[ALLOW],'endpoint':[OPEN]              | Allowed identity
                'identity':[ALLOW],'endpoint':[OPEN,CLOSED]       | ExplicitlyDenied endpoint
                """)
    void anAbsentKindDoesNotApplyAndAnEmptyOneGrantsNothing(String policies, String verdict) {
        String members = policies == null
                ? ""
                : policies.replace("ALLOW", ALLOW)
                        .replace("DENY", DENY)
                        .replace("OPEN", OPEN)
                        .replace("CLOSED", CLOSED);
        assertEquals(verdict, Runs.verdict(Runs.line(Runs.ALICE, members)));
    }

    @Test
    void everyMatchedStatementIsListedWithItsPlace() {
        JsonNode answer = Runs.answer(Runs.line(
                Runs.ALICE,
                "'endpoint':[" + OPEN + "],'identity':[" + ALLOW + "],'scp':[[" + ALLOW + "],[" + ALLOW + "," + DENY
                        + "]],'resource':" + OPEN + ",'rcp':[[" + OPEN + "]],'boundary':[" + ALLOW + "],'session':["
                        + Runs.policy("{'Effect':'Allow','Action':'ec2:*','Resource':'*'}", Runs.ALLOW_ALL) + "]"));
        List<String> matched = answer.get("matched")
                .valueStream()
                .map(m -> m.get("policy").asString() + " " + m.get("statement").asInt() + " "
                        + m.get("effect").asString())
                .toList();
        assertEquals(
                List.of(
                        "scp[0][0] 0 Allow",
                        "scp[1][0] 0 Allow",
                        "scp[1][1] 0 Deny",
                        "rcp[0][0] 0 Allow",
                        "resource 0 Allow",
                        "identity[0] 0 Allow",
                        "boundary[0] 0 Allow",
                        "session[0] 1 Allow",
                        "endpoint[0] 0 Allow"),
                matched);
    }

    @Test
    void aPolicyMayBeAStringWithJson() {
        String text = ALLOW.replace("'", "\\'");
        assertEquals("Allowed identity", Runs.verdict(Runs.line(Runs.ALICE, "'identity':['" + text + "']")));
        assertEquals(
                "error: identity[0]: not a JSON object (line 1, column 1)",
                Runs.verdict(Runs.line(Runs.ALICE, "'identity':['']")));
    }

    @Test
    void rootAndGetCallerIdentityAreAllowedByNoPolicy() {
        JsonNode root = Runs.answer(Runs.line("arn:aws:iam::111111111111:root", ""));
        assertEquals("Allowed", root.get("decision").asString());
        assertEquals(true, root.get("kind").isNull());
        assertEquals(
                "because the caller is the root user of the account",
                root.get("because").asString());
        JsonNode who = Runs.answer("{'principal':'" + Runs.ALICE + "','action':'sts:GetCallerIdentity'}");
        assertEquals("Allowed", who.get("decision").asString());
        assertEquals(true, who.get("kind").isNull());
    }

    @Test
    void thePolicyOfARoleForStsIsItsTrustPolicyAndOfKindResource() {
        String trust =
                Runs.policy("{'Effect':'Allow','Principal':{'AWS':'" + Runs.ALICE + "'},'Action':'sts:AssumeRole'}");
        String role = "arn:aws:iam::111111111111:role/app/R";
        JsonNode answer = Runs.answer(Runs.line(Runs.ALICE, "sts:AssumeRole", role, "", "'resource':" + trust));
        assertEquals("resource", answer.get("kind").asString());
        assertEquals(
                "because the role trust policy allows the sts:AssumeRole action",
                answer.get("because").asString());
        String other = Runs.line(
                "arn:aws:iam::222222222222:user/eve",
                "sts:AssumeRole",
                role,
                "",
                "'identity':[" + ALLOW + "],'resource':" + trust);
        assertEquals(
                "because no role trust policy allows the sts:AssumeRole action",
                Runs.answer(other).get("because").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                arn:aws:s3:::bucket/key                          |                | Allowed identity
                arn:aws:s3:::bucket/key                          | 111111111111   | Allowed identity
                arn:aws:s3:::bucket/key                          | 222222222222   | ImplicitlyDenied resource
                arn:aws:dynamodb:eu-west-1:111111111111:table/t  |                | Allowed identity
                arn:aws:dynamodb:eu-west-1:222222222222:table/t  |                | ImplicitlyDenied resource
                arn:aws:dynamodb:eu-west-1:222222222222:table/t  | 111111111111   | Allowed identity
                arn:aws:iam::aws:policy/AdministratorAccess      |                | Allowed identity
                *                                                |                | Allowed identity
                *                                                | 222222222222   | ImplicitlyDenied resource
                """)
    void theResourcesAccountIsWhatIsSaidOrInItsArnOrTheCallers(String resource, String account, String verdict) {
        String line = "{'principal':'" + Runs.ALICE + "','action':'x:Do','resource':'" + resource + "',"
                + (account == null ? "" : "'resourceAccount':'" + account + "',") + "'policies':{'identity':[" + ALLOW
                + "]}}";
        assertEquals(verdict, Runs.verdict(line));
    }

    @Test
    void whatAwsHasInStoreIsEvaluatedByItsLanguage() {
        String old = "{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}";
        assertEquals("Allowed identity", Runs.verdict(Runs.line(Runs.ALICE, "'identity':[" + old + "]")));
        String none = "{'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}";
        assertEquals("Allowed identity", Runs.verdict(Runs.line(Runs.ALICE, "'identity':[" + none + "]")));
    }
}
