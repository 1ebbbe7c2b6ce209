package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the fault of a stored document is said to be, which of several is told, and that none is passed over. */
class StoredFaultsTest {
    private static MalformedPolicyException fault(PolicyKind kind, String document) {
        return assertThrows(MalformedPolicyException.class, () -> Policy.read(kind, Policies.json(document)), document);
    }

    private static boolean takesPrincipal(PolicyKind kind) {
        return switch (kind) {
            case RESOURCE, TRUST, ENDPOINT, RESOURCE_CONTROL -> true;
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> false;
        };
    }

    /** The character at which a fault is placed is marked with a caret before it; one line. */
    private static void assertPlaced(PolicyKind kind, String message, String marked) {
        String document = marked.replace("^", "");
        MalformedPolicyException fault = fault(kind, document);
        assertEquals(message, fault.getMessage());
        assertEquals(1, fault.line());
        assertEquals(marked.indexOf('^') + 1, fault.column(), () -> message + " in " + document);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                unknown Version "2020"                            | {'Version':^'2020','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}
                the statement has no Effect                       | {'Statement':^{'Action':'*','Resource':'*'}}
                Effect is "deny", neither Allow nor Deny          | {'Statement':{'Effect':^'deny','Action':'*','Resource':'*'}}
                Principal has no place here                       | {'Statement':{'Effect':'Deny','Principal':^'*','Action':'*','Resource':'*'}}
                Principal has no place here                       | {'Statement':{'Effect':'Deny','NotPrincipal':^{'AWS':'*'},'Action':'*','Resource':'*'}}
                the statement has no Action                       | {'Statement':^{'Effect':'Deny','Resource':'*'}}
                the statement's Action is empty                   | {'Statement':^{'Effect':'Deny','Action':[],'Resource':'*'}}
                the statement has both Action and NotAction       | {'Statement':^{'Effect':'Deny','NotAction':'a:b','Action':'*','Resource':'*'}}
                the statement has no Resource                     | {'Statement':^{'Effect':'Deny','Action':'*'}}
                the statement's Resource is empty                 | {'Statement':^{'Effect':'Deny','Action':'*','Resource':[]}}
                the statement has both Resource and NotResource   | {'Statement':^{'Effect':'Deny','Action':'*','NotResource':'*','Resource':'*'}}
                Actions/Condition can contain only one colon.     | {'Statement':{'Effect':'Deny','Action':['a:b',^'a:b:c'],'Resource':'*'}}
                Vendor a b is not valid                           | {'Statement':{'Effect':'Deny','NotAction':^'a b:c','Resource':'*'}}
                Resource b must be in ARN format or "*".          | {'Statement':{'Effect':'Deny','Action':'*','Resource':['*',^'b']}}
                Resource b* must be in ARN format or "*".         | {'Statement':{'Effect':'Deny','Action':'*','NotResource':^'b*'}}
                """)
    void aFaultIsAtTheElementThatHasIt(String message, String marked) {
        for (PolicyKind kind : List.of(PolicyKind.IDENTITY, PolicyKind.SESSION, PolicyKind.SERVICE_CONTROL)) {
            assertPlaced(kind, message, marked);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                a statement of this kind needs a Principal              | {'Statement':^{'Effect':'Allow','Action':'*','Resource':'*'}}
                the statement has both Principal and NotPrincipal       | {'Statement':^{'NotPrincipal':'*','Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}}
                Missing required field Principal cannot be empty!       | {'Statement':{'Effect':'Allow','Principal':^{},'Action':'*','Resource':'*'}}
                """)
    void aFaultOfAPrincipalIsAtThePrincipal(String message, String marked) {
        for (PolicyKind kind : PolicyKind.values()) {
            if (takesPrincipal(kind)) {
                assertPlaced(kind, message, marked);
            }
        }
    }

    /** Only policies of resources may name canonical users, by 64 hexadecimal digits. */
    @ParameterizedTest
    @EnumSource
    void aCanonicalUserStandsInPoliciesOfResourcesAlone(PolicyKind kind) throws MalformedPolicyException {
        String document = "{'Statement':{'Effect':'Allow','Principal':{'CanonicalUser':'" + "0a".repeat(32)
                + "'},'Action':'s3:GetObject','Resource':'*'}}";
        if (kind == PolicyKind.RESOURCE) {
            Policy policy = Policy.read(kind, Policies.json(document));
            assertEquals(
                    List.of("0a".repeat(32)), policy.statements().getFirst().principalEntries());
        } else {
            fault(kind, document);
        }
    }

    /** Of a document with a fault in each part the first in the order of reading is told. */
    @Test
    void theFirstFaultOfTheFirstStatementIsTold() {
        List<String> parts = new ArrayList<>(List.of(
                "'Effect':'allow'",
                "'Principal':'*'",
                "'Action':'s3'",
                "'Resource':'b'",
                "'Condition':{'Is':{'a':'b'}}"));
        List<String> sound = List.of(
                "'Effect':'Allow'", "'Sid':''", "'Action':'s3:*'", "'Resource':'*'", "'Condition':{'Bool':{'a':'b'}}");
        List<String> messages = List.of(
                "Effect is \"allow\", neither Allow nor Deny",
                "Principal has no place here",
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "Resource b must be in ARN format or \"*\".",
                "unknown condition operator \"Is\"");
        for (int i = 0; i < messages.size(); i++) {
            String document = "{'Statement':[{" + String.join(",", parts) + "}]}";
            assertEquals(messages.get(i), fault(PolicyKind.IDENTITY, document).getMessage());
            String second = "{'Statement':[{" + String.join(",", sound) + "},{" + String.join(",", parts) + "}]}";
            assertEquals(messages.get(i), fault(PolicyKind.IDENTITY, second).getMessage());
            assertEquals(
                    "unknown Version \"1\"",
                    fault(PolicyKind.IDENTITY, "{'Version':'1'," + document.substring(1))
                            .getMessage());
            parts.set(i, sound.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNoFaultIsReadForEveryKind(PolicyKind kind) throws MalformedPolicyException {
        String who = takesPrincipal(kind) ? "'Principal':{'AWS':'111111111111'}," : "";
        for (String version : List.of("", "'Version':'2008-10-17',", "'Version':'2012-10-17',")) {
            for (String what : List.of("'Action':'*'", "'NotAction':['a:b','c:d']", "'Action':['s3:*',' s3:x']")) {
                for (String on :
                        List.of("'Resource':'*'", "'NotResource':['arn:aws:s3:::b','x:y']", "'Resource':['']")) {
                    String document = "{" + version + "'Statement':{'Effect':'Deny'," + who + what + "," + on + "}}";
                    if (what.contains("' s3")) {
                        assertEquals(
                                "Vendor  s3 is not valid", fault(kind, document).getMessage());
                    } else {
                        Statement statement = Policy.read(kind, Policies.json(document))
                                .statements()
                                .getFirst();
                        assertEquals(Effect.DENY, statement.effect());
                        assertEquals(takesPrincipal(kind), statement.hasPrincipal());
                        assertEquals(version.contains("2012"), statement.hasVariables());
                    }
                }
            }
        }
    }

    /** Nothing in a statement may be of another type, for each kind that stands in the store. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'Effect':1,'Action':'*','Resource':'*'}
                {'Effect':'Allow','Action':1,'Resource':'*'}
                {'Effect':'Allow','Action':['*',{}],'Resource':'*'}
                {'Effect':'Allow','Action':'*','Resource':true}
                {'Effect':'Allow','Action':'*','Resource':[[]]}
                {'Effect':'Allow','Action':'*','Resource':'*','Sid':1}
                {'Effect':'Allow','Action':'*','Resource':'*','Condition':'x'}
                {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'a':{}}}}
                """)
    void aValueOfAnotherTypeIsAFault(String statement) {
        for (PolicyKind kind : PolicyKind.values()) {
            String who = takesPrincipal(kind) ? "{'Principal':'*'," : "{";
            assertEquals(
                    "a value of the wrong type",
                    fault(kind, "{'Statement':" + who + statement.substring(1) + "}")
                            .getMessage());
        }
    }
}
