package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of an explanation, whole, for every kind of decision and obstacle: programs read it, so no member moves. */
class ExplanationJsonTest {
    private static final String REQUEST = "'request':{'principal':'%s','action':'%s','resource':'%s'},"
            .formatted(Policies.ALICE.arn(), "s3:GetObject", Policies.OBJECT);

    private static Explanation explain(Principal caller, Context context, PolicySet set) {
        return Evaluator.explain(Policies.request(caller, "s3:GetObject", Policies.OBJECT, context), set);
    }

    private static PolicySet identity(String... statements) {
        return PolicySet.builder().identity(Policies.identity(statements)).build();
    }

    /** The text itself, which must also be read back by the parser of policies. */
    private static void assertJson(String singleQuoted, Explanation explanation) {
        String json = explanation.json();
        assertEquals(Policies.json(singleQuoted), json);
        read(json);
    }

    private static Json.Struct read(String json) {
        try {
            return assertInstanceOf(Json.Struct.class, JsonReader.read(json, "not JSON"));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String text(Json.Struct struct, String name) {
        return assertInstanceOf(Json.Text.class, struct.get(name)).value();
    }

    @Test
    void allowedByAStatement() {
        assertJson(
                "{" + REQUEST + "'decision':'Allowed','kind':'identity',"
                        + "'because':'because an identity-based policy allows the s3:GetObject action',"
                        + "'nearest':null,"
                        + "'policies':[{'kind':'identity','policy':'inline','statements':["
                        + "{'statement':0,'sid':'Reads','effect':'Allow','line':1,'column':38,"
                        + "'matched':true,'delegates':false,'obstacles':[]}]}]}",
                explain(
                        Policies.ALICE,
                        Context.EMPTY,
                        identity("{'Sid':'Reads','Effect':'Allow','Action':'s3:Get*','Resource':'*'}")));
    }

    @Test
    void allowedToTheRootUserWithoutAnyPolicy() {
        assertJson(
                "{'request':{'principal':'arn:aws:iam::111111111111:root','action':'s3:GetObject',"
                        + "'resource':'arn:aws:s3:::bucket/key'},'decision':'Allowed','kind':null,"
                        + "'because':'because the caller is the root user of the account',"
                        + "'nearest':null,'policies':[]}",
                explain(Policies.ROOT, Context.EMPTY, PolicySet.EMPTY));
    }

    @Test
    void allowedToEveryoneWhoAsksWhoItIs() {
        Request who = Policies.request(Policies.SESSION, "sts:GetCallerIdentity", "*", Context.EMPTY);
        assertJson(
                "{'request':{'principal':'arn:aws:sts::111111111111:assumed-role/Reader/s1',"
                        + "'action':'sts:GetCallerIdentity','resource':'*'},'decision':'Allowed','kind':null,"
                        + "'because':'because no permissions are required to perform the sts:GetCallerIdentity action',"
                        + "'nearest':null,'policies':[]}",
                Evaluator.explain(who, PolicySet.EMPTY));
    }

    @Test
    void deniedByAStatementOfAManagedPolicy() {
        Policy policy = Policies.parse(PolicyKind.IDENTITY, """
                {'Version': '2012-10-17',
                 'Statement': [
                   {'Effect': 'Allow', 'Action': '*', 'Resource': '*'},
                   {'Sid': 'Closed', 'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*'}]}
                """);
        SourcedPolicy managed = new SourcedPolicy("arn:aws:iam::111111111111:policy/p", false, policy);
        assertJson(
                "{" + REQUEST + "'decision':'ExplicitlyDenied','kind':'identity',"
                        + "'because':'with an explicit deny in an identity-based policy: "
                        + "arn:aws:iam::111111111111:policy/p','nearest':null,"
                        + "'policies':[{'kind':'identity','policy':'arn:aws:iam::111111111111:policy/p','statements':["
                        + "{'statement':0,'sid':null,'effect':'Allow','line':3,'column':4,"
                        + "'matched':true,'delegates':false,'obstacles':[]},"
                        + "{'statement':1,'sid':'Closed','effect':'Deny','line':4,'column':4,"
                        + "'matched':true,'delegates':false,'obstacles':[]}]}]}",
                explain(
                        Policies.ALICE,
                        Context.EMPTY,
                        PolicySet.builder().identity(List.of(managed)).build()));
    }

    @Test
    void deniedForWantOfAnyPolicy() {
        assertJson(
                "{" + REQUEST + "'decision':'ImplicitlyDenied','kind':'identity',"
                        + "'because':'because no identity-based policy allows the s3:GetObject action',"
                        + "'nearest':null,'policies':[]}",
                explain(Policies.ALICE, Context.EMPTY, PolicySet.EMPTY));
    }

    @Test
    void deniedWithANearestMissInTheSecondPolicy() {
        SourcedPolicy far = Policies.policy(
                PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::other'}");
        SourcedPolicy near = new SourcedPolicy(
                "near",
                true,
                Policies.policy(
                                PolicyKind.IDENTITY,
                                "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}",
                                "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::other'}")
                        .policy());
        String head = "'effect':'Allow','line':1,'column':";
        String not = ",'matched':false,'delegates':false,'obstacles':[";
        String resource = "{'part':'resource','negated':false,'policy':['arn:aws:s3:::other'],"
                + "'request':'arn:aws:s3:::bucket/key','unresolved':[]}";
        assertJson(
                "{" + REQUEST + "'decision':'ImplicitlyDenied','kind':'identity',"
                        + "'because':'because no identity-based policy allows the s3:GetObject action',"
                        + "'nearest':{'kind':'identity','policy':'near','statement':1},"
                        + "'policies':[{'kind':'identity','policy':'inline','statements':["
                        + "{'statement':0,'sid':null," + head + "38" + not
                        + "{'part':'action','negated':false,'policy':['s3:PutObject'],'request':'s3:GetObject'},"
                        + resource + "]}]},"
                        + "{'kind':'identity','policy':'near','statements':["
                        + "{'statement':0,'sid':null," + head + "38" + not
                        + "{'part':'action','negated':false,'policy':['ec2:*'],'request':'s3:GetObject'}]},"
                        + "{'statement':1,'sid':null," + head + "89" + not + resource + "]}]}]}",
                explain(
                        Policies.ALICE,
                        Context.EMPTY,
                        PolicySet.builder().identity(List.of(far, near)).build()));
    }

    @Test
    void aGrantToTheAccountDelegates() {
        SourcedPolicy bucket = new SourcedPolicy(
                "bucket policy",
                true,
                Policies.policy(
                                PolicyKind.RESOURCE,
                                "{'Sid':'','Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'s3:*',"
                                        + "'Resource':'arn:aws:s3:::bucket/*'}")
                        .policy());
        assertJson(
                "{" + REQUEST + "'decision':'ImplicitlyDenied','kind':'identity',"
                        + "'because':'because no identity-based policy allows the s3:GetObject action',"
                        + "'nearest':null,"
                        + "'policies':[{'kind':'resource','policy':'bucket policy','statements':["
                        + "{'statement':0,'sid':'','effect':'Allow','line':1,'column':38,"
                        + "'matched':true,'delegates':true,'obstacles':[]}]}]}",
                explain(
                        Policies.ALICE,
                        Context.EMPTY,
                        PolicySet.builder().resource(bucket).build()));
    }

    /** The obstacles of the only statement, as JSON. */
    private static String obstacles(Explanation explanation) {
        String json = explanation.json();
        read(json);
        int from = json.indexOf("\"obstacles\":[") + "\"obstacles\":[".length();
        return json.substring(from, json.length() - "]}]}]}".length()).replace('"', '\'');
    }

    @Test
    void aPrincipalObstacleListsWhoIsNamed() {
        String statement = "{'Effect':'%s','%s':%s,'Action':'*','Resource':'*'}";
        SourcedPolicy others = Policies.policy(
                PolicyKind.RESOURCE,
                statement.formatted(
                        "Allow",
                        "Principal",
                        "{'AWS':['222222222222','AIDACAROLCAROLCAROL1'],'Service':'s3.amazonaws.com'}"));
        assertEquals(
                "{'part':'principal','negated':false,"
                        + "'policy':['222222222222','AIDACAROLCAROLCAROL1','s3.amazonaws.com'],"
                        + "'request':'" + Policies.ALICE.arn() + "'}",
                obstacles(explain(
                        Policies.ALICE,
                        Context.EMPTY,
                        PolicySet.builder().resource(others).build())));
        SourcedPolicy spared = Policies.policy(
                PolicyKind.RESOURCE, statement.formatted("Deny", "NotPrincipal", "{'AWS':'111111111111'}"));
        assertEquals(
                "{'part':'principal','negated':true,'policy':['111111111111'],"
                        + "'request':'arn:aws:iam::111111111111:root'}",
                obstacles(explain(
                        Policies.ROOT,
                        Context.EMPTY,
                        PolicySet.builder().resource(spared).build())));
    }

    @Test
    void complementsAreNegated() {
        assertEquals(
                "{'part':'action','negated':true,'policy':['s3:*','ec2:*'],'request':'s3:GetObject'},"
                        + "{'part':'resource','negated':true,'policy':['arn:aws:s3:::bucket/*'],"
                        + "'request':'arn:aws:s3:::bucket/key','unresolved':[]}",
                obstacles(explain(
                        Policies.ALICE,
                        Context.EMPTY,
                        identity("{'Effect':'Allow','NotAction':['s3:*','ec2:*'],"
                                + "'NotResource':'arn:aws:s3:::bucket/*'}"))));
    }

    @Test
    void variablesWithoutValueAreListedOnceInOrder() {
        assertEquals(
                "{'part':'resource','negated':false,'policy':['arn:aws:s3:::${x:b}/${x:A}','arn:aws:s3:::${x:b}'],"
                        + "'request':'arn:aws:s3:::bucket/key','unresolved':['x:b','x:A']},"
                        + "{'part':'condition','operator':'StringLike','key':'x:k','policy':['${x:A}/*','plain'],"
                        + "'request':['v'],'multiValued':false,'unresolved':['x:A']}",
                obstacles(explain(
                        Policies.ALICE,
                        Context.builder().put("x:k", "v").build(),
                        identity("{'Effect':'Allow','Action':'*','Resource':['arn:aws:s3:::${x:b}/${x:A}',"
                                + "'arn:aws:s3:::${x:b}'],'Condition':{'StringLike':{'x:k':['${x:A}/*','plain']}}}"))));
    }

    @Test
    void conditionsHaveBothSidesAndTheirShape() {
        String statement = "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{"
                + "'StringEquals':{'aws:TagKeys':'a'},'ForAllValues:StringLike':{'aws:TagKeys':['b*','c']},"
                + "'Bool':{'aws:SecureTransport':true},'NumericLessThanIfExists':{'S3:Max-Keys':[5,7.5]}}}";
        Context context = Context.builder()
                .put("aws:TagKeys", List.of("a", "z"))
                .put("s3:max-keys", "9")
                .build();
        assertEquals(
                "{'part':'condition','operator':'StringEquals','key':'aws:TagKeys','policy':['a'],"
                        + "'request':['a','z'],'multiValued':true,'unresolved':[]},"
                        + "{'part':'condition','operator':'ForAllValues:StringLike','key':'aws:TagKeys',"
                        + "'policy':['b*','c'],'request':['a','z'],'multiValued':true,'unresolved':[]},"
                        + "{'part':'condition','operator':'Bool','key':'aws:SecureTransport','policy':['true'],"
                        + "'request':[],'multiValued':false,'unresolved':[]},"
                        + "{'part':'condition','operator':'NumericLessThanIfExists','key':'S3:Max-Keys',"
                        + "'policy':['5','7.5'],'request':['9'],'multiValued':false,'unresolved':[]}",
                obstacles(explain(Policies.ALICE, context, identity(statement))));
    }

    /** Values are the client's: whatever they hold, the text stays JSON and says the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "\\\"",
                "\n\r\t\b\f",
                "\u0000\u001f\u007f",
                "\u2028\u2029",
                "é€",
                "\ud83d\ude00",
                "</script>",
                "{\"decision\":\"Allowed\"}",
                "','x':'"
            })
    void whateverARequestHoldsIsQuoted(String value) {
        Context context = Context.builder().put("x:key", value).build();
        Explanation explanation = Evaluator.explain(
                Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT + value, context),
                identity("{'Effect':'Allow','Action':'*','Resource':'*',"
                        + "'Condition':{'StringEquals':{'x:key':'none of these'}}}"));
        Json.Struct json = read(explanation.json());
        Json.Struct request = assertInstanceOf(Json.Struct.class, json.get("request"));
        assertEquals(Policies.OBJECT + value, text(request, "resource"));
        assertEquals("ImplicitlyDenied", text(json, "decision"));
        Json.Struct condition = first(first(first(json, "policies"), "statements"), "obstacles");
        Json.Array values = assertInstanceOf(Json.Array.class, condition.get("request"));
        assertEquals(
                value,
                assertInstanceOf(Json.Text.class, values.items().getFirst()).value());
        assertEquals(1, explanation.json().lines().count());
    }

    private static Json.Struct first(Json.Struct struct, String name) {
        Json.Array array = assertInstanceOf(Json.Array.class, struct.get(name));
        return assertInstanceOf(Json.Struct.class, array.items().getFirst());
    }

    @Test
    void everyKindHasItsWord() {
        String allow = "{'Effect':'Allow','Action':'*','Resource':'*'}";
        String toAll = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
        PolicySet.Builder set = PolicySet.builder().identity(Policies.identity(allow));
        for (PolicyKind kind : PolicyKind.values()) {
            if (kind != PolicyKind.TRUST) {
                boolean principal = List.of(PolicyKind.RESOURCE, PolicyKind.RESOURCE_CONTROL, PolicyKind.ENDPOINT)
                        .contains(kind);
                Slots.put(set, kind, Policies.policy(kind, principal ? toAll : allow));
            }
        }
        Json.Array policies = assertInstanceOf(
                Json.Array.class,
                read(explain(Policies.ALICE, Context.EMPTY, set.build()).json()).get("policies"));
        assertEquals(
                List.of("scp", "rcp", "resource", "identity", "boundary", "session", "endpoint"),
                policies.items().stream()
                        .map(policy -> text(assertInstanceOf(Json.Struct.class, policy), "kind"))
                        .toList());
    }
}
