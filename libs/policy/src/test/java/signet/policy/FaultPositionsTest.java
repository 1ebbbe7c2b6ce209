package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where each fault is said to be. The line and column must be of the place marked by {@code ^} in the row, which is taken
 * out before the document is parsed; {@code ~} is a line break.
 */
class FaultPositionsTest {
    private static void assertFault(PolicyKind kind, String marked, String message) {
        String document = marked.replace('\'', '"').replace('~', '\n');
        int mark = document.indexOf('^');
        String before = document.substring(0, mark);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = mark - before.lastIndexOf('\n');
        MalformedPolicyException e = assertThrows(
                MalformedPolicyException.class, () -> Policy.parse(kind, document.replace("^", "")), marked);
        assertEquals(message, e.getMessage());
        assertEquals(line + ":" + column, e.line() + ":" + e.column(), marked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ^[]                                                                                  | Syntax errors in policy.
                ~~  ^'text'                                                                          | Syntax errors in policy.
                ^{}                                                                                  | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':^[]}                                             | Syntax errors in policy.
                {'Version':'2012-10-17',~'Statement':^'x'}                                           | Syntax errors in policy.
                {'Version':'2012-10-17',~'Statement':[~^5]}                                          | Syntax errors in policy.
                {'Version':^2012}                                                                    | Syntax errors in policy.
                {'Id':^{},'Version':'2012-10-17'}                                                    | Syntax errors in policy.
                {'Extra':^1}                                                                         | Syntax errors in policy.
                {'Version':^'2011-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}} | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':[~ ^{'Action':'*','Resource':'*'}]}              | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':[~ {'Effect':^'No','Action':'*','Resource':'*'}]} | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Effect':^1}}                                   | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Sid':^[]}}                                     | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Action':^null}}                                | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Action':['a:b',~^7]}}                          | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Resource':['*',~^{}]}}                         | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Condition':^'x'}}                              | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Condition':{'Bool':^'x'}}}                     | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Condition':{'Bool':{'k':~^null}}}}             | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Condition':{'Bool':{'k':['true',^[]]}}}}       | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Condition':{'Bool':{'k':[~^{}]}}}}             | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'X':{'k':^'v'}}}} | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','NotAction':^'*','Resource':'*'}} | Syntax errors in policy.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','NotResource':^'*','Resource':'*'}} | Syntax errors in policy.
                """)
    void aSyntaxErrorIsWhereTheUnexpectedValueIs(String marked, String message) {
        assertFault(PolicyKind.IDENTITY, marked, message);
        assertFault(PolicyKind.BOUNDARY, marked, message);
        assertFault(PolicyKind.SESSION, marked, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ^{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}} | Policy document must be version 2012-10-17 or greater.
                ~{'Version':^'2008-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}} | Policy document must be version 2012-10-17 or greater.
                {'Version':'2012-10-17','Statement':~{'Effect':'Allow','Principal':^'*','Action':'*','Resource':'*'}} | Policy document should not specify a principal.
                {'Version':'2012-10-17','Statement':~{'Effect':'Allow','NotPrincipal':^'*','Action':'*','Resource':'*'}} | Policy document should not specify a principal.
                {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'},~{'Effect':^'allow','Action':'*','Resource':'*'}]} | The policy failed legacy parsing
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':^'arn:aws:s3::b'}} | The policy failed legacy parsing
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','NotResource':['*',^'arn:aws::::b']}} | The policy failed legacy parsing
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateEquals':{'k':^'x'}}}} | The policy failed legacy parsing
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateEquals':{'k':['2026-01-01',^'x']}}}} | The policy failed legacy parsing
                {'Version':'2012-10-17','Statement':[{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'},{'Sid':^'a','Effect':'Allow','Action':'*','Resource':'*'}]} | Statement IDs (SID) in a single policy must be unique.
                {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'},^{'Effect':'Allow','Resource':'*'}]} | Policy statement must contain actions.
                {'Version':'2012-10-17','Statement':^{'Effect':'Allow','Action':[],'Resource':'*'}} | Policy statement must contain actions.
                {'Version':'2012-10-17','Statement':^{'Effect':'Allow','NotAction':[],'Resource':'*'}} | Policy statement must contain actions.
                {'Version':'2012-10-17','Statement':[~^{'Effect':'Allow','Action':'x'}]} | Policy statement must contain resources.
                {'Version':'2012-10-17','Statement':[~^{'Effect':'Allow','Action':'x','NotResource':[]}]} | Policy statement must contain resources.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'x','Resource':['b',^'a']}} | Resource a must be in ARN format or "*".
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':^'arn:x:s3'}} | Partition "x" is not valid for resource "arn:x:s3:*:*:*".
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':^'arn:aws'}} | Resource vendor must be fully qualified and cannot contain regexes.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','NotResource':^'arn:aws:iam:x::root'}} | IAM resource arn:aws:iam:x::root cannot contain region information.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':['*',^'arn:aws:s3:x::b']}} | Resource arn:aws:s3:x::b can not contain region information.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':['a:b',^'ab'],'Resource':'*'}} | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','NotAction':^'a:b:c','Resource':'*'}} | Actions/Condition can contain only one colon.
                {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':~^'a_b:c','Resource':'*'}} | Vendor a_b is not valid
                """)
    void anIdentityPolicysFaultIsInTheEntryOrStatement(String marked, String message) {
        assertFault(PolicyKind.IDENTITY, marked, message);
        assertFault(PolicyKind.BOUNDARY, marked, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ^[]                                                                                    | This policy contains invalid Json
                ^{}                                                                                    | Syntax error at position (1,3)
                ^{~}                                                                                   | Syntax error at position (2,2)
                {'Statement':^[]}                                                                      | Could not parse the policy: Statement is empty!
                {'Statement':^'x'}                                                                     | Syntax error at position (1,15)
                {'Statement':[~^'x']}                                                                  | Syntax error at position (2,2)
                {'Extra':^'x'}                                                                         | Unknown field Extra
                {'Version':^'2012','Statement':{}}                                                     | The policy must contain a valid version string
                {'Statement':[~^{'Principal':'*','Action':'sts:AssumeRole'}]}                          | Missing required field Effect
                {'Statement':{'Effect':~^'ALLOW'}}                                                     | Invalid effect: ALLOW
                {'Statement':~^{'Effect':'Allow','Action':'sts:AssumeRole'}}                           | Missing required field Principal
                {'Statement':{'Effect':'Allow','Principal':~^{},'Action':'sts:AssumeRole'}}            | Missing required field Principal cannot be empty!
                {'Statement':{'Effect':'Allow','Principal':{'AWS':['111111111111',~^'x']}}}            | Invalid principal in policy: "AWS":"x"
                {'Statement':{'Effect':'Allow','Principal':{'AWS':[~^5]}}}                             | Invalid principal in policy: "AWS":""
                {'Statement':{'Effect':'Allow','Principal':{'Service':^''}}}                           | Invalid principal in policy: "SERVICE":""
                {'Statement':{'Effect':'Allow','Principal':{'Federated':~^'*'}}}                       | Invalid principal in policy: "FEDERATED":"*"
                {'Statement':{'Effect':'Allow','Principal':{'X':^'x'}}}                                | Syntax error at position (1,50)
                {'Statement':^{'Effect':'Allow','Principal':'*'}}                                      | Missing required field Action
                {'Statement':{'Effect':'Allow','Principal':'*','Action':['sts:AssumeRole',~^'iam:*']}} | AssumeRole policy may only specify STS AssumeRole actions.
                {'Statement':{'Effect':'Allow','Principal':'*','NotAction':^'iam:*'}}                  | AssumeRole policy may only specify STS AssumeRole actions.
                {'Statement':~{'Effect':'Allow','Principal':'*','Action':'sts:*','Resource':^'*'}}     | Has prohibited field Resource
                {'Statement':~{'Effect':'Allow','Principal':'*','Action':'sts:*','NotResource':^'*'}}  | AssumeRole policy must not contain resources.
                {'Statement':~{'Effect':'Allow','NotPrincipal':^'*','Action':'sts:*'}}                 | Allow with NotPrincipal is not allowed.
                {'Statement':~{'Effect':'Deny','NotPrincipal':^'*','Action':'sts:*'}}                  | AssumeRole policy must not contain NotPrincipal field.
                {'Statement':{'Effect':'Allow','Principal':'*','Action':'sts:*','Condition':{'X':{'k':^'v'}}}} | Invalid Condition type : X
                {'Statement':[{'Sid':'a','Effect':'Allow','Principal':'*','Action':'sts:*'},{'Sid':^'a','Effect':'Deny','Principal':'*','Action':'sts:*'}]} | The Statement Ids in the policy are not unique
                """)
    void aTrustPolicysFault(String marked, String message) {
        assertFault(PolicyKind.TRUST, marked, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ~^{}                                                                                             | Missing required field Statement
                {'Statement':^[]}                                                                                | Could not parse the policy: Statement is empty!
                {'Statement':^5}                                                                                 | This policy contains invalid Json
                {'Statement':{'Effect':^{}}}                                                                     | This policy contains invalid Json
                {'Extra':^[]}                                                                                    | Unknown field Extra
                {'Version':^'1','Statement':{}}                                                                  | The policy must contain a valid version string
                {'Statement':^{'Principal':'*','Action':'s3:*','Resource':'*'}}                                  | Missing required field Effect
                {'Statement':{'Effect':^'deny','Principal':'*','Action':'s3:*','Resource':'*'}}                  | Invalid effect: deny
                {'Statement':~^{'Effect':'Deny','Action':'s3:*','Resource':'*'}}                                 | Missing required field Principal
                {'Statement':{'Effect':'Deny','Principal':^{},'Action':'s3:*','Resource':'*'}}                   | Missing required field Principal cannot be empty!
                {'Statement':{'Effect':'Deny','Principal':^'x','Action':'s3:*','Resource':'*'}}                  | Invalid principal in policy
                {'Statement':{'Effect':'Deny','Principal':{'AWS':^'x'},'Action':'s3:*','Resource':'*'}}          | Invalid principal in policy
                {'Statement':{'Effect':'Deny','NotPrincipal':{'AWS':^'x'},'Action':'s3:*','Resource':'*'}}       | Invalid principal in policy
                {'Statement':{'Effect':'Deny','Principal':'*','NotPrincipal':^'*','Action':'s3:*','Resource':'*'}} | Invalid principal in policy
                {'Statement':^{'Effect':'Deny','Principal':'*','Resource':'*'}}                                  | Missing required field Action
                {'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','NotAction':^'s3:*','Resource':'*'}} | Policy has invalid action
                {'Statement':{'Effect':'Deny','Principal':'*','Action':['s3:*',~^'x'],'Resource':'*'}}           | Policy has invalid action
                {'Statement':^{'Effect':'Deny','Principal':'*','Action':'s3:*'}}                                 | Missing required field Resource
                {'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','NotResource':^'*'}} | Policy has invalid resource
                {'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['*',~^'x']}}           | Policy has invalid resource
                {'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','NotResource':^'arn:x:s3:::b'}}    | Policy has invalid resource
                {'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'X':{'k':~^'v'}}}} | Invalid Condition type : X
                {'Statement':[{'Sid':'a','Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'},{'Sid':^'a','Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}]} | The Statement Ids in the policy are not unique
                """)
    void aResourcePolicysFault(String marked, String message) {
        assertFault(PolicyKind.RESOURCE, marked, message);
        assertFault(PolicyKind.ENDPOINT, marked, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                SERVICE_CONTROL  | ^{}
                SERVICE_CONTROL  | ^{'Statement':{'Effect':'Deny','Action':'s3:*','Resource':'*'}}
                SERVICE_CONTROL  | {'Version':^'2008-10-17','Statement':{'Effect':'Deny','Action':'s3:*','Resource':'*'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':~{'Effect':^'deny','Action':'s3:*','Resource':'*'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':~{'Effect':'Deny','Principal':^'*','Action':'s3:*','Resource':'*'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':~{'Effect':'Deny','NotPrincipal':^'*','Action':'s3:*','Resource':'*'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':~^{'Effect':'Deny','Resource':'*'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':~^{'Effect':'Deny','Action':'s3:*'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':['s3:*',~^'x'],'Resource':'*'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':{'Effect':'Deny','NotAction':^'x','Resource':'*'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*','Resource':^'arn:aws:s3'}}
                SERVICE_CONTROL  | {'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'X':{'k':^'v'}}}}
                RESOURCE_CONTROL | {'Version':'2012-10-17','Statement':~^{'Effect':'Deny','Action':'s3:*','Resource':'*'}}
                RESOURCE_CONTROL | {'Version':'2012-10-17','Statement':~^{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}}
                RESOURCE_CONTROL | {'Version':'2012-10-17','Statement':~^{'Effect':'Allow','Principal':'*','Action':'*','Resource':'arn:aws:s3:::b'}}
                RESOURCE_CONTROL | {'Version':'2012-10-17','Statement':~^{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'Bool':{'k':'true'}}}}
                RESOURCE_CONTROL | {'Version':'2012-10-17','Statement':~{'Effect':'Deny','Principal':^{'AWS':'*'},'Action':'s3:*','Resource':'*'}}
                RESOURCE_CONTROL | {'Version':'2012-10-17','Statement':~^{'Effect':'Deny','Principal':'*','NotAction':'s3:*','Resource':'*'}}
                RESOURCE_CONTROL | {'Version':'2012-10-17','Statement':{'Effect':'Deny','Principal':'*','Action':['s3:*',~^'*'],'Resource':'*'}}
                RESOURCE_CONTROL | {'Version':'2012-10-17','Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':~^'arn:aws:s3*'}}
                """)
    void anOrganizationPolicysFaultHasOneTextAndItsPlace(PolicyKind kind, String marked) {
        assertFault(
                kind,
                marked,
                "The provided policy document does not meet the requirements of the specified policy type.");
    }
}
