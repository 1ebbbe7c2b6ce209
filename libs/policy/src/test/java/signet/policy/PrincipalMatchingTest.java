package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a principal against every caller. d: directly, v: through role or user, a: through the account. */
class PrincipalMatchingTest {
    private static final List<String> CALLERS =
            List.of("root", "user", "session", "federated", "linked", "web", "service", "anonymous");

    private static int levels(String element, String effect, Principal caller, boolean boundary) {
        Policy policy = Policies.parse(
                PolicyKind.RESOURCE,
                "{'Version':'2012-10-17','Statement':{'Effect':'" + effect + "'," + element
                        + ",'Action':'*','Resource':'*'}}");
        return policy.statements().getFirst().principalLevels(new Query(Policies.getObject(caller), boundary));
    }

    private static String letters(int levels) {
        String letters = ((levels & Principals.ACCOUNT) == 0 ? "" : "a")
                + ((levels & Principals.VIA) == 0 ? "" : "v")
                + ((levels & Principals.DIRECT) == 0 ? "" : "d");
        return letters.isEmpty() ? "-" : letters;
    }

    private static String row(String element, String effect, boolean boundary) {
        return String.join(
                " ",
                CALLERS.stream()
                        .map(name -> letters(levels(element, effect, Cast.caller(name), boundary)))
                        .toList());
    }

    /** Columns: root, user, session, federated, linked, web, service, anonymous. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                '*'                                                                     | d d d d d d d d
                {'AWS':'*'}                                                             | d d d d d d d d
                {'AWS':['*','222222222222']}                                            | d d d d d d d d
                {'AWS':'111111111111'}                                                  | a a a a a - - -
                {'AWS':['111111111111']}                                                | a a a a a - - -
                {'AWS':'arn:aws:iam::111111111111:root'}                                | a a a a a - - -
                {'AWS':'arn:aws-cn:iam::111111111111:root'}                             | a a a a a - - -
                {'AWS':'222222222222'}                                                  | - - - - - - - -
                {'AWS':'arn:aws:iam::222222222222:root'}                                | - - - - - - - -
                {'AWS':'arn:aws:iam::111111111111:user/team/alice'}                     | - d - v - - - -
                {'AWS':'arn:aws:iam::111111111111:user/alice'}                          | - - - - - - - -
                {'AWS':'arn:aws:iam::111111111111:user/team/Alice'}                     | - - - - - - - -
                {'AWS':'arn:aws:iam::222222222222:user/team/alice'}                     | - - - - - - - -
                {'AWS':'AIDAALICEALICEALICE1'}                                          | - d - v - - - -
                {'AWS':'AIDAALICEALICEALICE2'}                                          | - - - - - - - -
                {'AWS':'arn:aws:iam::111111111111:role/app/Reader'}                     | - - v - - - - -
                {'AWS':'arn:aws:iam::111111111111:role/Reader'}                         | - - - - - - - -
                {'AWS':'arn:aws:iam::111111111111:role/app/reader'}                     | - - - - - - - -
                {'AWS':'AROAREADERREADERREAD'}                                          | - - v - - - - -
                {'AWS':'arn:aws:sts::111111111111:assumed-role/Reader/s1'}              | - - d - - - - -
                {'AWS':'arn:aws:sts::111111111111:assumed-role/Reader/s2'}              | - - - - - - - -
                {'AWS':'arn:aws:sts::222222222222:assumed-role/Reader/s1'}              | - - - - - - - -
                {'AWS':'arn:aws:sts::111111111111:federated-user/bob'}                  | - - - d - - - -
                {'AWS':'arn:aws:sts::111111111111:federated-user/alice'}                | - - - - - - - -
                {'AWS':'AROALINKEDLINKEDLINK'}                                          | - - - - v - - -
                {'AWS':['AROAREADERREADERREAD','111111111111']}                         | a a av a a - - -
                {'AWS':['111111111111','arn:aws:sts::111111111111:assumed-role/Reader/s1']} | a a ad a a - - -
                {'AWS':['AIDAALICEALICEALICE1','arn:aws:sts::111111111111:federated-user/bob']} | - d - vd - - - -
                {'Service':'ec2.amazonaws.com'}                                         | - - - - - - d -
                {'Service':['lambda.amazonaws.com','ec2.amazonaws.com']}                | - - - - - - d -
                {'Service':'lambda.amazonaws.com'}                                      | - - - - - - - -
                {'Service':'EC2.amazonaws.com'}                                         | - - - - - - - -
                {'Federated':'accounts.example.com'}                                    | - - - - - d - -
                {'Federated':'other.example.com'}                                       | - - - - - - - -
                {'AWS':'111111111111','Federated':'accounts.example.com'}               | a a a a a d - -
                {'AWS':'111111111111','Service':'ec2.amazonaws.com'}                    | a a a a a - d -
                {'Federated':'accounts.example.com','Service':'ec2.amazonaws.com'}      | - - - - - d d -
                """)
    void aPrincipalCoversWhomItNames(String principal, String expected) {
        for (boolean boundary : new boolean[] {false, true}) {
            assertEquals(expected, row("'Principal':" + principal, "Allow", boundary));
            assertEquals(expected, row("'Principal':" + principal, "Deny", boundary));
        }
    }

    /** An Allow with NotPrincipal covers, directly, whom the list names at no level. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                '*'                                                        | - - - - - - - -
                {'AWS':'*'}                                                | - - - - - - - -
                {'AWS':'111111111111'}                                     | - - - - - d d d
                {'AWS':'222222222222'}                                     | d d d d d d d d
                {'AWS':'arn:aws:iam::111111111111:user/team/alice'}        | d - d - d d d d
                {'AWS':'AIDAALICEALICEALICE1'}                             | d - d - d d d d
                {'AWS':'arn:aws:iam::111111111111:role/app/Reader'}        | d d - d d d d d
                {'AWS':'arn:aws:sts::111111111111:assumed-role/Reader/s1'} | d d - d d d d d
                {'AWS':'arn:aws:sts::111111111111:assumed-role/Reader/s2'} | d d d d d d d d
                {'Service':'ec2.amazonaws.com'}                            | d d d d d d - d
                {'Federated':'accounts.example.com'}                       | d d d d d - d d
                """)
    void anAllowWithNotPrincipalCoversTheOthers(String listed, String expected) {
        assertEquals(expected, row("'NotPrincipal':" + listed, "Allow", false));
        assertEquals(expected, row("'NotPrincipal':" + listed, "Allow", true));
    }

    /** A Deny with NotPrincipal spares (-) only whom the list names at each of the caller's levels. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                '*'                                                                               | -   -   -   -   -   -   -   -
                {'AWS':'*'}                                                                       | -   -   -   -   -   -   -   -
                {'AWS':'222222222222'}                                                            | avd avd avd avd avd avd avd avd
                {'AWS':'111111111111'}                                                            | -   avd avd avd avd avd avd avd
                {'AWS':'AIDAALICEALICEALICE1'}                                                    | avd avd avd avd avd avd avd avd
                {'AWS':['111111111111','AIDAALICEALICEALICE1']}                                   | -   -   avd avd avd avd avd avd
                {'AWS':['arn:aws:iam::111111111111:root','arn:aws:iam::111111111111:user/team/alice']} | -   -   avd avd avd avd avd avd
                {'AWS':['111111111111','AROAREADERREADERREAD']}                                   | -   avd avd avd avd avd avd avd
                {'AWS':['AROAREADERREADERREAD','arn:aws:sts::111111111111:assumed-role/Reader/s1']} | avd avd avd avd avd avd avd avd
                {'AWS':['111111111111','AROAREADERREADERREAD','arn:aws:sts::111111111111:assumed-role/Reader/s1']} | -   avd -   avd avd avd avd avd
                {'AWS':['111111111111','AROAREADERREADERREAD','arn:aws:sts::111111111111:assumed-role/Reader/s2']} | -   avd avd avd avd avd avd avd
                {'AWS':['111111111111','AIDAALICEALICEALICE1','arn:aws:sts::111111111111:federated-user/bob']} | -   -   avd -   avd avd avd avd
                {'Service':'ec2.amazonaws.com'}                                                   | avd avd avd avd avd avd -   avd
                {'Federated':'accounts.example.com'}                                              | avd avd avd avd avd -   avd avd
                """)
    void aDenyWithNotPrincipalSparesWhoIsListedCompletely(String listed, String expected) {
        assertEquals(expected.replaceAll(" +", " "), row("'NotPrincipal':" + listed, "Deny", false));
        assertEquals("avd avd avd avd avd avd avd avd", row("'NotPrincipal':" + listed, "Deny", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'alice'",
                "''",
                "' *'",
                "'**'",
                "null",
                "true",
                "[]",
                "['*']",
                "{}",
                "{'AWS':[]}",
                "{'AWS':{}}",
                "{'AWS':null}",
                "{'AWS':['*',1]}",
                "{'AWS':''}",
                "{'AWS':'1111111111111'}",
                "{'AWS':'11111111111'}",
                "{'AWS':'arn:aws:iam::111111111111:user/*'}",
                "{'AWS':'arn:aws:iam::111111111111:user/a?'}",
                "{'AWS':'arn:aws:iam::*:root'}",
                "{'AWS':'arn:aws:iam::111111111111:*'}",
                "{'AWS':'arn:aws:iam::111111111111:group/g'}",
                "{'AWS':'arn:aws:iam::111111111111:user/'}",
                "{'AWS':'arn:aws:iam::111111111111:policy/p'}",
                "{'AWS':'arn:aws:iam:us-east-1:111111111111:user/a'}",
                "{'AWS':'arn:aws:sts::111111111111:assumed-role/r'}",
                "{'AWS':'arn:aws:sts::111111111111:assumed-role/r/*'}",
                "{'AWS':'arn:aws:sts::111111111111:assumed-role/p/r/s'}",
                "{'AWS':'arn:aws:s3:::bucket'}",
                "{'AWS':'aidaalicealicealice1'}",
                "{'AWS':'AIDASHORT'}",
                "{'Service':''}",
                "{'Service':' '}",
                "{'Service':'*'}",
                "{'Service':'*.amazonaws.com'}",
                "{'Federated':'*'}",
                "{'Federated':[]}",
                "{'aws':'*'}",
                "{'Aws':'*'}",
                "{'service':'ec2.amazonaws.com'}",
                "{'AWS':'*','Canonical':'x'}",
                "{'CanonicalUser':'79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'}"
            })
    void whatIsNoPrincipalIsRefused(String principal) {
        for (PolicyKind kind : List.of(PolicyKind.RESOURCE, PolicyKind.ENDPOINT, PolicyKind.TRUST)) {
            String resource = kind == PolicyKind.TRUST ? "" : ",'Resource':'*'";
            String document = "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':" + principal
                    + ",'Action':'sts:AssumeRole'" + resource + "}}";
            MalformedPolicyException e =
                    assertThrows(MalformedPolicyException.class, () -> Policy.parse(kind, Policies.json(document)));
            assertFalse(e.getMessage().isEmpty());
        }
    }
}
