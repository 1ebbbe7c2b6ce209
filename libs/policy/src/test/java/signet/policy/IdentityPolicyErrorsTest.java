package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The literal texts of IAM for identity policies, each with documents that cause it. */
class IdentityPolicyErrorsTest {
    private static final String SYNTAX = "Syntax errors in policy.";
    private static final String LEGACY = "The policy failed legacy parsing";

    private static String message(String document) {
        return assertThrows(
                        MalformedPolicyException.class,
                        () -> Policy.parse(PolicyKind.IDENTITY, Policies.json(document)),
                        document)
                .getMessage();
    }

    private static String statement(String body) {
        return "{'Version':'2012-10-17','Statement':{" + body + "}}";
    }

    private static String resource(String resource) {
        return statement("'Effect':'Allow','Action':'s3:GetObject','Resource':'" + resource + "'");
    }

    private static String action(String action) {
        return statement("'Effect':'Allow','Action':'" + action + "','Resource':'*'");
    }

    private static String condition(String condition) {
        return statement("'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':" + condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "[]",
                "'text'",
                "{",
                "{}",
                "{'Version':'2012-10-17'}",
                "{'Version':'2012-10-17','Statement':[]}",
                "{'Version':'2012-10-17','Statement':'x'}",
                "{'Version':'2012-10-17','Statement':[1]}",
                "{'Version':'2012-10-17','Statement':[[]]}",
                "{'Version':2012,'Statement':[]}",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'},'Version':'2012-10-17'}x",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'},'Version':'2011-10-17'}",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'},'Version':'2012-10-17','Extra':1}",
                "{'Version':'2012-10-17','Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Id':1,'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
            })
    void aDocumentOfTheWrongShapeIsASyntaxError(String document) {
        assertEquals(SYNTAX, message(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'*','Resource':'*'",
                "'Effect':'Permit','Action':'*','Resource':'*'",
                "'Effect':1,'Action':'*','Resource':'*'",
                "'effect':'Allow','Action':'*','Resource':'*'",
                "'Effect':'Allow','Action':'*','NotAction':'s3:*','Resource':'*'",
                "'Effect':'Allow','Action':'*','Resource':'*','NotResource':'*'",
                "'Effect':'Allow','Action':{},'Resource':'*'",
                "'Effect':'Allow','Action':[1],'Resource':'*'",
                "'Effect':'Allow','Action':[['s3:*']],'Resource':'*'",
                "'Effect':'Allow','Action':null,'Resource':'*'",
                "'Effect':'Allow','Action':'*','Resource':{}",
                "'Effect':'Allow','Action':'*','Resource':['*',{}]",
                "'Effect':'Allow','Action':'*','Resource':'*','Sid':1",
                "'Effect':'Allow','Action':'*','Resource':'*','Sid':['a']",
                "'Effect':'Allow','Action':'*','Resource':'*','Extra':'x'",
                "'Effect':'Allow','Effect':'Allow','Action':'*','Resource':'*'",
            })
    void aStatementOfTheWrongShapeIsASyntaxError(String body) {
        assertEquals(SYNTAX, message(statement(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "'x'",
                "{'StringEquals':'x'}",
                "{'StringEquals':{'k':{}}}",
                "{'StringEquals':{'k':[['v']]}}",
                "{'StringEquals':{'k':null}}",
                "{'stringEquals':{'k':'v'}}",
                "{'StringMatches':{'k':'v'}}",
                "{'NullIfExists':{'k':'true'}}",
                "{'ForAnyValue::StringEquals':{'k':'v'}}",
                "{'ForSomeValues:StringEquals':{'k':'v'}}",
                "{'StringEqualsIfExistsIfExists':{'k':'v'}}",
            })
    void aConditionOfTheWrongShapeOrOperatorIsASyntaxError(String condition) {
        assertEquals(SYNTAX, message(condition(condition)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'x','Resource':'y'}}",
            })
    void theVersionMustBeTheCurrentOne(String document) {
        assertEquals("Policy document must be version 2012-10-17 or greater.", message(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'allow','Action':'*','Resource':'*'",
                "'Effect':'denY','Action':'*','Resource':'*'",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3::bucket'",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws::::bucket'",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:'",
                "'Effect':'Allow','Action':'*','NotResource':['*','arn:aws:s3::bucket']",
            })
    void whatTheOlderParserRefusesFailsLegacyParsing(String body) {
        assertEquals(LEGACY, message(statement(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "",
                "2026-13-01",
                "2026-01-32",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01T00:00:00.1234567890Z",
                "2026-01-01T00:00:00+24:00",
                "292278994-01-01",
                "-292275055-01-01",
                "9223372036854775808",
                "2026-01-01-01",
            })
    void aBadDateFailsLegacyParsing(String date) {
        assertEquals(LEGACY, message(condition("{'DateLessThan':{'aws:CurrentTime':'" + date + "'}}")));
    }

    @Test
    void sidsMustBeUniqueUnlessTheyAreEmpty() throws MalformedPolicyException {
        String with = "{'Version':'2012-10-17','Statement':[{'Sid':'S','Effect':'Allow','Action':'*','Resource':'*'},"
                + "{'Sid':'S','Effect':'Allow','Action':'*','Resource':'*'}]}";
        assertEquals("Statement IDs (SID) in a single policy must be unique.", message(with));
        assertEquals(
                2,
                Policy.parse(PolicyKind.IDENTITY, Policies.json(with.replace("'S'", "''")))
                        .statements()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Effect':'Allow','Resource':'*'", "'Effect':'Allow','Action':[],'Resource':'x'"})
    void aStatementNeedsActions(String body) {
        assertEquals("Policy statement must contain actions.", message(statement(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','Action':'*'",
                "'Effect':'Allow','Action':'*','Resource':[]",
                "'Effect':'Allow','Action':'invalid'",
            })
    void aStatementNeedsResourcesAndThisIsSaidBeforeABadAction(String body) {
        assertEquals("Policy statement must contain resources.", message(statement(body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text | Resource text must be in ARN format or \"*\".",
                "`` | Resource  must be in ARN format or \"*\".",
                "arn:nowhere | Partition \"nowhere\" is not valid for resource \"arn:nowhere:*:*:*:*\".",
                "arn:n:s3 | Partition \"n\" is not valid for resource \"arn:n:s3:*:*:*\".",
                "arn:n:a:b:c:d:e | Partition \"n\" is not valid for resource \"arn:n:a:b:c:d:e\".",
                "arn:s3:::bucket:* | Partition \"s3\" is not valid for resource \"arn:s3:::bucket:*\".",
                "arn:aws | Resource vendor must be fully qualified and cannot contain regexes.",
                "arn:aws:iam:eu-west-1::x | IAM resource arn:aws:iam:eu-west-1::x cannot contain region information.",
                "arn:aws:s3:eu-west-1::b | Resource arn:aws:s3:eu-west-1::b can not contain region information.",
            })
    void aResourceMustBeAnArn(String resource, String expected) {
        assertEquals(expected, message(resource(resource)));
    }

    @Test
    void anIamResourceNeedsAKnownType() {
        assertEquals(
                "IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/, "
                        + "instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, "
                        + "oidc-provider/, report/, access-report/.",
                message(resource("arn:aws:iam::111111111111:users/alice")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"['adf','zdf']", "['zdf','adf']", "['*','zdf','adf','arn:aws:s3:::b']"})
    void ofSeveralFaultyResourcesTheSmallestIsNamed(String resources) {
        String body = "'Effect':'Allow','Action':'*','Resource':" + resources;
        assertEquals("Resource adf must be in ARN format or \"*\".", message(statement(body)));
    }

    /** The fault of form is kept until the Sids and the contents are checked; the older parser's refusal is not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['adf','arn:aws:s3::b'] | Resource adf must be in ARN format or \"*\".",
                "['arn:aws:s3::b','*'] | The policy failed legacy parsing",
                "'arn:aws:iam::user/alice' | IAM resource path must either be \"*\", root, or start with user/, federated-user/,"
                        + " role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/,"
                        + " oidc-provider/, report/, access-report/.",
                "'arn:s3:::b' | Partition \"s3\" is not valid for resource \"arn:s3:::b:*\".",
                "'arn:aws:' | The policy failed legacy parsing",
            })
    void aFaultOfFormGoesBeforeARefusalByTheOlderParser(String resource, String expected) {
        assertEquals(expected, message(statement("'Effect':'Allow','Action':'*','Resource':" + resource)));
    }

    @Test
    void faultsOfResourcesComeBeforeThoseOfExceptionsAndAfterThoseOfContents() {
        String exception = "{'Effect':'Allow','Action':'*','NotResource':'aaa'}";
        String resource = "{'Effect':'Allow','Action':'*','Resource':'zzz'}";
        String empty = "{'Effect':'Allow','Action':'*','Resource':[]}";
        String list = "{'Version':'2012-10-17','Statement':[%s]}";
        assertEquals(
                "Resource zzz must be in ARN format or \"*\".", message(list.formatted(exception + "," + resource)));
        assertEquals(
                "Policy statement must contain resources.",
                message(list.formatted(exception + "," + resource + "," + empty)));
        String same = "{'Sid':'S','Effect':'Allow','Action':'*','Resource':'zzz'}";
        assertEquals(
                "Statement IDs (SID) in a single policy must be unique.", message(list.formatted(same + "," + same)));
    }

    /** Recorded: AWS accepts null in a list of resources; it stands for nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"[null]", "['*',null]", "[null,null]", "['']", "['arn:aws:s3:::b',null]"})
    void nullAndEmptyEntriesOfAListOfResourcesAreNoFault(String resources) throws MalformedPolicyException {
        String body = "'Effect':'Allow','Action':'s3:*','Resource':" + resources;
        Policy policy = Policy.parse(PolicyKind.IDENTITY, Policies.json(statement(body)));
        PolicySet set = PolicySet.builder()
                .identity(java.util.List.of(new SourcedPolicy("p", true, policy)))
                .build();
        boolean everything = resources.contains("*");
        assertEquals(
                everything,
                Evaluator.decide(Policies.getObject(Policies.ALICE), set).allowed());
    }

    @Test
    void theLastOfThreePartsIsTakenForMissingWhenItIsEmpty() {
        assertEquals("Partition \"b\" is not valid for resource \"arn:b:*:*:*:*\".", message(resource("arn:b:")));
        assertEquals("Partition \"b\" is not valid for resource \"arn:b:::*:*\".", message(resource("arn:b::")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GetObject | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "`` | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "s3:Get:Object | Actions/Condition can contain only one colon.",
                ":: | Actions/Condition can contain only one colon.",
                "a a:b | Vendor a a is not valid",
                "s*:Get | Vendor s* is not valid",
                ":Get | Vendor  is not valid",
            })
    void anActionNeedsAVendorAndOneColon(String action, String expected) {
        assertEquals(expected, message(action(action)));
    }

    @Test
    void aPrincipalIsProhibited() {
        assertEquals(
                "Policy document should not specify a principal.",
                message(statement("'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','Action':'*','Resource':'*'",
                "'Effect':'Deny','NotAction':['iam:*','sts:GetCallerIdentity'],'NotResource':'arn:aws:s3:::b'",
                "'Effect':'Allow','Action':'iam: asdf x','Resource':'*'",
                "'Effect':'Allow','Action':'*:*','Resource':'*'",
                "'Effect':'Allow','NotAction':['*:Get*'],'Resource':'*'",
                "'Effect':'Allow','Action':'made.up-service:Thing','Resource':'arn:aws:made-up:::x'",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:short'",
                "'Effect':'Allow','Action':'*','Resource':['*',null]",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:eu-west-1:111111111111:accesspoint/p'",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:*:*:access-grants/default/*'",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:iam::111111111111:root'",
                "'Effect':'Allow','Action':'*','Resource':'arn:*:iam::*:role/${aws:username}'",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'whatever':{}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'k':[]}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'k':true},'NumericEquals':{'n':[1,2.5]}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'ForAllValues:StringLikeIfExists':{'k':'v'}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateLessThan':{'k':'2026-01-01t00:00:00.5z'}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateLessThan':{'k':'-292275054-12-31'}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateLessThan':{'k':9223372036854775807}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateLessThan':{'k':'2026-01-01T00:00:00+09'}}",
            })
    void whatAwsAcceptsIsAccepted(String body) throws MalformedPolicyException {
        assertEquals(
                1,
                Policy.parse(PolicyKind.IDENTITY, Policies.json(statement(body)))
                        .statements()
                        .size());
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"IDENTITY", "BOUNDARY", "SESSION"})
    void kindsAttachedToIdentitiesShareTheTexts(PolicyKind kind) {
        MalformedPolicyException e =
                assertThrows(MalformedPolicyException.class, () -> Policy.parse(kind, "{\n \"Statement\": []}"));
        assertEquals(SYNTAX, e.getMessage());
        assertEquals(2, e.line());
        assertTrue(e.column() > 1);
    }

    @Test
    void aSessionPolicyMayHaveTheOldVersion() throws MalformedPolicyException {
        String old = Policies.json("{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}");
        assertEquals(1, Policy.parse(PolicyKind.SESSION, old).statements().size());
    }
}
