package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.Principal;
import signet.policy.Request;

/** Who the principal of a line is, and which condition keys follow from it and from the resource. */
class ImpliedKeysTest {
    private static Request request(String principal, String action, String context) {
        try {
            return CaseRequest.of(CaseReader.read(Runs.json(Runs.line(principal, action, Runs.OBJECT, context, ""))));
        } catch (CaseFault e) {
            throw new AssertionError(e);
        }
    }

    private static String value(Request request, String key) {
        return request.context()
                .get(key)
                .map(values -> String.join(",", values))
                .orElse("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                arn:aws:iam::111111111111:root                  | Account       | 111111111111 | arn:aws:iam::111111111111:root                  | 111111111111      | -     | false
                111111111111                                    | Account       | 111111111111 | arn:aws:iam::111111111111:root                  | 111111111111      | -     | false
                arn:aws-cn:iam::111111111111:root               | Account       | 111111111111 | arn:aws-cn:iam::111111111111:root               | 111111111111      | -     | false
                arn:aws:iam::111111111111:user/team/alice       | User          | 111111111111 | arn:aws:iam::111111111111:user/team/alice       | -                 | alice | false
                arn:aws:iam::111111111111:role/app/R            | AssumedRole   | 111111111111 | arn:aws:iam::111111111111:role/app/R            | -                 | -     | false
                arn:aws:sts::111111111111:assumed-role/R/s      | AssumedRole   | 111111111111 | arn:aws:iam::111111111111:role/R                | -                 | -     | false
                arn:aws:sts::111111111111:federated-user/bob    | FederatedUser | 111111111111 | arn:aws:sts::111111111111:federated-user/bob    | 111111111111:bob  | -     | false
                ec2.amazonaws.com                               | -             | -            | -                                               | -                 | -     | true
                *                                               | Anonymous     | anonymous    | -                                               | -                 | -     | -
                arn:aws:iam::111111111111:saml-provider/Corp    | -             | -            | -                                               | -                 | -     | -
                """)
    void thePrincipalImpliesTheseKeysAndNoOthers(
            String principal, String type, String account, String arn, String id, String name, String service) {
        Request request = request(principal, "s3:GetObject", "");
        assertEquals(type, value(request, "aws:PrincipalType"));
        assertEquals(account, value(request, "aws:PrincipalAccount"));
        assertEquals(arn, value(request, "aws:PrincipalArn"));
        assertEquals(id, value(request, "aws:userid"));
        assertEquals(name, value(request, "aws:username"));
        assertEquals(service, value(request, "aws:PrincipalIsAWSService"));
    }

    @Test
    void aServiceIsNamedAndTheNamesAreAList() {
        Request request = request("ec2.amazonaws.com", "s3:GetObject", "");
        assertEquals(new Principal.Service("ec2.amazonaws.com"), request.principal());
        assertEquals("ec2.amazonaws.com", value(request, "aws:PrincipalServiceName"));
        assertEquals(true, request.context().isMultiValued("aws:PrincipalServiceNamesList"));
    }

    @Test
    void whatTheContextSaysStandsAndAnEmptyListSaysAbsent() {
        Request given = request(Runs.ALICE, "s3:GetObject", "'AWS:username':'bob','aws:PrincipalType':[]");
        assertEquals("bob", value(given, "aws:username"));
        assertEquals("-", value(given, "aws:PrincipalType"));
        assertEquals(Runs.ALICE, value(given, "aws:PrincipalArn"));
    }

    @Test
    void uniqueIdsComeFromTheContext() {
        Request user = request(Runs.ALICE, "s3:GetObject", "'aws:userid':'AIDAALICEALICEALICE1'");
        assertEquals(
                "AIDAALICEALICEALICE1",
                assertInstanceOf(Principal.User.class, user.principal()).id());
        Request role = request(
                "arn:aws:iam::111111111111:role/app/R", "s3:GetObject", "'aws:userid':'AROAXXXXXXXXXXXXXXXX:web'");
        Principal.RoleSession session = assertInstanceOf(Principal.RoleSession.class, role.principal());
        assertEquals("AROAXXXXXXXXXXXXXXXX", session.roleId());
        assertEquals("arn:aws:sts::111111111111:assumed-role/R/web", session.sessionArn());
        assertEquals("arn:aws:iam::111111111111:role/app/R", session.roleArn());
    }

    @Test
    void thePathOfASessionsRoleComesFromItsArnInTheContext() {
        String session = "arn:aws:sts::111111111111:assumed-role/R/s";
        String path = "'aws:PrincipalArn':'arn:aws:iam::111111111111:role/app/R'";
        assertEquals("arn:aws:iam::111111111111:role/app/R", roleArn(session, path));
        String other = "'aws:PrincipalArn':'arn:aws:iam::111111111111:role/app/Other'";
        assertEquals("arn:aws:iam::111111111111:role/R", roleArn(session, other));
        assertEquals("arn:aws:iam::111111111111:role/R", roleArn(session, ""));
    }

    private static String roleArn(String principal, String context) {
        return assertInstanceOf(
                        Principal.RoleSession.class,
                        request(principal, "s3:GetObject", context).principal())
                .roleArn();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111111111111:role/aws-service-role/ec2.amazonaws.com/Linked, true",
        "arn:aws:iam::111111111111:role/service-role/Plain, false",
        "arn:aws:iam::111111111111:role/Plain, false",
    })
    void aRoleUnderTheServicesPathIsServiceLinked(String role, boolean linked) {
        Principal principal = request(role, "s3:GetObject", "").principal();
        assertEquals(
                linked, assertInstanceOf(Principal.RoleSession.class, principal).serviceLinked());
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111111111111:oidc-provider/token.example.com/x, s3:GetObject",
        "accounts.google.com, sts:AssumeRoleWithWebIdentity",
        "cognito-identity.amazonaws.com, STS:assumerolewithwebidentity",
    })
    void aProviderIsFederated(String provider, String action) {
        assertEquals(
                new Principal.Federated(provider), request(provider, action, "").principal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "1234",
                "AIDAALICEALICEALICE1",
                "accounts.google.com",
                "arn:aws:iam::111111111111:group/g",
                "arn:aws:iam::111111111111:user/",
                "arn:aws:iam::111111111111:user/a*",
                "arn:aws:sts::111111111111:root",
                "arn:aws:sts::111111111111:assumed-role/R",
                "arn:aws:sts::111111111111:assumed-role/R/s/t",
                "arn:aws:iam::1:user/a",
                "arn:aws:s3:::bucket",
            })
    void anythingElseIsNobody(String principal) {
        CaseFault fault = assertThrows(
                CaseFault.class, () -> CaseRequest.of(CaseReader.read(Runs.json(Runs.line(principal, "")))));
        assertEquals(
                "principal is not the ARN of a root user, user, role, session or identity provider, nor an account, a"
                        + " service or *: " + principal,
                fault.getMessage());
    }

    @Test
    void theResourcesAccountIsAKeyWhereThereIsAResource() throws CaseFault {
        assertEquals("111111111111", value(request(Runs.ALICE, "s3:GetObject", ""), "aws:ResourceAccount"));
        String none = "{'principal':'" + Runs.ALICE + "','action':'s3:ListAllMyBuckets'}";
        assertEquals("-", value(CaseRequest.of(CaseReader.read(Runs.json(none))), "aws:ResourceAccount"));
        assertEquals("-", value(request("*", "s3:GetObject", ""), "aws:ResourceAccount"));
    }
}
