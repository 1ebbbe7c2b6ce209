package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS's documentation teaches about perimeters: who, through where, on whose behalf. In our own words. */
class PerimeterExamplesTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String OPEN = "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}";

    private static Request request(String caller, String action, String resource, String owner, String context) {
        String account = owner.equals("own") ? Policies.ACCOUNT : Policies.OTHER_ACCOUNT;
        return new Request(Cast.caller(caller), action, resource, account, Conditions.context(context));
    }

    private static String outcome(Request request, PolicySet.Builder set) {
        return Cast.outcome(Evaluator.decide(request, set.build()));
    }

    private static PolicySet.Builder bucket(String... statements) {
        return PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resource(Policies.policy(PolicyKind.RESOURCE, statements));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user      | own     | aws:SecureTransport=true  | allowed
                user      | own     | aws:SecureTransport=false | deny RESOURCE
                user      | own     | -                         | allowed
                root      | own     | aws:SecureTransport=false | deny RESOURCE
                anonymous | foreign | aws:SecureTransport=true  | allowed
                anonymous | foreign | aws:SecureTransport=false | deny RESOURCE
                service   | foreign | aws:SecureTransport=false | deny RESOURCE
                """)
    void aBucketMayBeClosedToPlainHttp(String caller, String owner, String context, String expected) {
        PolicySet.Builder set = bucket(
                OPEN,
                "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['arn:aws:s3:::bucket',"
                        + "'arn:aws:s3:::bucket/*'],'Condition':{'Bool':{'aws:SecureTransport':'false'}}}");
        assertEquals(expected, outcome(request(caller, "s3:GetObject", Policies.OBJECT, owner, context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                s3:x-amz-server-side-encryption=aws:kms                                          | allowed
                s3:x-amz-server-side-encryption=AES256                                           | deny RESOURCE
                s3:x-amz-server-side-encryption=AWS:KMS                                          | deny RESOURCE
                -                                                                                | deny RESOURCE
                s3:x-amz-server-side-encryption=aws:kms s3:x-amz-server-side-encryption-aws-kms-key-id=k1 | allowed
                s3:x-amz-server-side-encryption=aws:kms s3:x-amz-server-side-encryption-aws-kms-key-id=k2 | deny RESOURCE
                """)
    void anObjectMustBeEncryptedAsTheBucketWants(String context, String expected) {
        PolicySet.Builder set = bucket(
                OPEN,
                "{'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'*','Condition':"
                        + "{'StringNotEquals':{'s3:x-amz-server-side-encryption':'aws:kms'}}}",
                "{'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'*','Condition':"
                        + "{'StringNotEquals':{'s3:x-amz-server-side-encryption-aws-kms-key-id':'k1'},"
                        + "'Null':{'s3:x-amz-server-side-encryption-aws-kms-key-id':'false'}}}");
        assertEquals(expected, outcome(request("user", "s3:PutObject", Policies.OBJECT, "own", context), set));
        assertEquals("allowed", outcome(request("user", "s3:GetObject", Policies.OBJECT, "own", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aws:SourceVpce=vpce-1                          | allowed
                aws:SourceVpce=vpce-2                          | allowed
                aws:SourceVpce=vpce-3                          | deny RESOURCE
                aws:SourceIp=203.0.113.7                       | deny RESOURCE
                -                                              | deny RESOURCE
                aws:SourceVpce=vpce-3 aws:ViaAWSService=true   | allowed
                aws:SourceVpce=vpce-3 aws:ViaAWSService=false  | deny RESOURCE
                """)
    void aBucketMayBeReachedThroughItsEndpointsOnly(String context, String expected) {
        PolicySet.Builder set = bucket(
                OPEN,
                "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'StringNotEquals':"
                        + "{'aws:SourceVpce':['vpce-1','vpce-2']},'BoolIfExists':{'aws:ViaAWSService':'false'}}}");
        assertEquals(expected, outcome(request("user", "s3:GetObject", Policies.OBJECT, "own", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user      | aws:PrincipalOrgID=o-ours                          | allowed
                user      | aws:PrincipalOrgID=o-theirs                        | RESOURCE
                user      | -                                                  | RESOURCE
                session   | aws:PrincipalOrgID=o-ours                          | allowed
                session   | aws:PrincipalOrgID=O-OURS                          | RESOURCE
                root      | aws:PrincipalOrgID=o-ours                          | allowed
                anonymous | -                                                  | RESOURCE
                service   | aws:PrincipalIsAWSService=true                     | RESOURCE
                """)
    void aBucketMayBeSharedWithAnOrganization(String caller, String context, String expected) {
        PolicySet.Builder set = bucket("{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'*',"
                + "'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-ours'}}}");
        assertEquals(expected, outcome(request(caller, "s3:GetObject", Policies.OBJECT, "foreign", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                [o-ours/r-1/ou-1/;o-ours/r-1/]       | allowed
                [o-ours/r-1/ou-1/ou-2/]              | allowed
                [o-ours/r-1/ou-9/]                   | RESOURCE
                [o-theirs/r-1/ou-1/]                 | RESOURCE
                o-ours/r-1/ou-1/                     | allowed
                """)
    void orAUnitOfIt(String paths, String expected) {
        PolicySet.Builder set = bucket("{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'*',"
                + "'Condition':{'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-ours/r-1/ou-1/*'}}}");
        assertEquals(
                expected,
                outcome(
                        request("user", "s3:GetObject", Policies.OBJECT, "foreign", "aws:PrincipalOrgPaths=" + paths),
                        set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                service   | aws:SourceArn=arn:aws:ec2:us-east-1:111111111111:instance/i-1 aws:SourceAccount=111111111111 | allowed
                service   | aws:SourceArn=arn:aws:ec2:eu-west-1:111111111111:instance/i-2 aws:SourceAccount=111111111111 | allowed
                service   | aws:SourceArn=arn:aws:ec2:us-east-1:222222222222:instance/i-1 aws:SourceAccount=222222222222 | RESOURCE
                service   | aws:SourceArn=arn:aws:ec2:us-east-1:111111111111:volume/v-1 aws:SourceAccount=111111111111   | RESOURCE
                service   | aws:SourceArn=arn:aws:ec2:us-east-1:111111111111:instance/i-1                                | RESOURCE
                service   | aws:SourceAccount=111111111111                                                              | RESOURCE
                service   | -                                                                                           | RESOURCE
                anonymous | aws:SourceArn=arn:aws:ec2:us-east-1:111111111111:instance/i-1 aws:SourceAccount=111111111111 | RESOURCE
                """)
    void aServiceActsForOurResourcesOnly(String caller, String context, String expected) {
        PolicySet.Builder set = PolicySet.builder()
                .resource(Policies.policy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'s3:PutObject',"
                                + "'Resource':'arn:aws:s3:::bucket/*','Condition':{'ArnLike':{'aws:SourceArn':"
                                + "'arn:aws:ec2:*:111111111111:instance/*'},'StringEquals':{'aws:SourceAccount':"
                                + "'111111111111'}}}"));
        assertEquals(expected, outcome(request(caller, "s3:PutObject", Policies.OBJECT, "own", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aws:PrincipalArn=arn:aws:iam::111111111111:role/Admin        | allowed
                aws:PrincipalArn=arn:aws:iam::111111111111:role/ci/Deploy    | allowed
                aws:PrincipalArn=arn:aws:iam::111111111111:role/Reader       | deny RESOURCE
                aws:PrincipalArn=arn:aws:iam::222222222222:role/Admin        | deny RESOURCE
                aws:PrincipalArn=arn:aws:iam::111111111111:role/admin        | deny RESOURCE
                aws:PrincipalArn=arn:aws:iam::111111111111:user/Admin        | deny RESOURCE
                -                                                            | deny RESOURCE
                """)
    void someRolesAreExceptedFromADeny(String context, String expected) {
        PolicySet.Builder set = bucket(
                OPEN,
                "{'Effect':'Deny','Principal':'*','Action':'s3:Delete*','Resource':'*','Condition':{'ArnNotLike':"
                        + "{'aws:PrincipalArn':['arn:aws:iam::111111111111:role/Admin',"
                        + "'arn:aws:iam::111111111111:role/ci/*']}}}");
        assertEquals(expected, outcome(request("session", "s3:DeleteObject", Policies.OBJECT, "own", context), set));
        assertEquals("allowed", outcome(request("session", "s3:GetObject", Policies.OBJECT, "own", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user    | iam:CreateUser                 | *                                            | -                           | allowed
                user    | organizations:LeaveOrganization | *                                           | -                           | deny SERVICE_CONTROL
                root    | s3:GetObject                   | arn:aws:s3:::bucket/key                      | aws:PrincipalArn=arn:aws:iam::111111111111:root | deny SERVICE_CONTROL
                session | s3:GetObject                   | arn:aws:s3:::bucket/key                      | aws:PrincipalArn=arn:aws:iam::111111111111:role/app/Reader | allowed
                session | iam:DeleteRole                 | arn:aws:iam::111111111111:role/org/Guard     | aws:PrincipalArn=arn:aws:iam::111111111111:role/app/Reader | deny SERVICE_CONTROL
                session | iam:GetRole                    | arn:aws:iam::111111111111:role/org/Guard     | aws:PrincipalArn=arn:aws:iam::111111111111:role/app/Reader | allowed
                session | iam:DeleteRole                 | arn:aws:iam::111111111111:role/org/Guard     | aws:PrincipalArn=arn:aws:iam::111111111111:role/org/Guard | allowed
                session | iam:DeleteRole                 | arn:aws:iam::111111111111:role/Other         | aws:PrincipalArn=arn:aws:iam::111111111111:role/app/Reader | allowed
                linked  | organizations:LeaveOrganization | *                                           | -                           | allowed
                """)
    void anOrganizationKeepsItsGuardsAndClosesTheRootUser(
            String caller, String action, String resource, String context, String expected) {
        SourcedPolicy guard = Policies.policy(
                PolicyKind.SERVICE_CONTROL,
                ALLOW,
                "{'Effect':'Deny','Action':'organizations:LeaveOrganization','Resource':'*'}",
                "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringLike':{'aws:PrincipalArn':"
                        + "'arn:aws:iam::*:root'}}}",
                "{'Effect':'Deny','NotAction':['iam:Get*','iam:List*'],'Resource':'arn:aws:iam::*:role/org/*',"
                        + "'Condition':{'StringNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/org/*'}}}");
        PolicySet.Builder set =
                PolicySet.builder().identity(Policies.identity(ALLOW)).serviceControl(List.of(List.of(guard)));
        assertEquals(expected, outcome(request(caller, action, resource, "own", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ec2:RunInstances         | aws:RequestedRegion=eu-central-1 | allowed
                ec2:RunInstances         | aws:RequestedRegion=eu-west-1    | allowed
                ec2:RunInstances         | aws:RequestedRegion=us-east-1    | deny SERVICE_CONTROL
                iam:CreateRole           | aws:RequestedRegion=us-east-1    | allowed
                sts:AssumeRole           | aws:RequestedRegion=us-east-1    | allowed
                STS:assumerole           | aws:RequestedRegion=us-east-1    | allowed
                s3:ListAllMyBuckets      | aws:RequestedRegion=us-east-1    | allowed
                s3:ListBucket            | aws:RequestedRegion=us-east-1    | deny SERVICE_CONTROL
                ec2:RunInstances         | -                                | deny SERVICE_CONTROL
                """)
    void aRegionIsClosedButForGlobalServices(String action, String context, String expected) {
        SourcedPolicy regions = Policies.policy(
                PolicyKind.SERVICE_CONTROL,
                ALLOW,
                "{'Effect':'Deny','NotAction':['iam:*','sts:*','s3:ListAllMyBuckets','support:*'],'Resource':'*',"
                        + "'Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-central-1','eu-west-1']}}}");
        PolicySet.Builder set =
                PolicySet.builder().identity(Policies.identity(ALLOW)).serviceControl(List.of(List.of(regions)));
        assertEquals(expected, outcome(request("user", action, "*", "own", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user      | aws:PrincipalOrgID=o-ours aws:PrincipalIsAWSService=false                | allowed
                user      | aws:PrincipalOrgID=o-theirs aws:PrincipalIsAWSService=false              | deny RESOURCE_CONTROL
                user      | aws:PrincipalIsAWSService=false                                          | deny RESOURCE_CONTROL
                service   | aws:PrincipalIsAWSService=true aws:SourceOrgID=o-ours                    | allowed
                service   | aws:PrincipalIsAWSService=true aws:SourceOrgID=o-theirs                  | deny RESOURCE_CONTROL
                service   | aws:PrincipalIsAWSService=true                                           | allowed
                anonymous | aws:PrincipalIsAWSService=false                                          | deny RESOURCE_CONTROL
                anonymous | -                                                                        | deny RESOURCE_CONTROL
                linked    | aws:PrincipalOrgID=o-theirs aws:PrincipalIsAWSService=false              | allowed
                """)
    void resourcesStayWithinTheOrganizationAndTheServicesThatActForIt(String caller, String context, String expected) {
        SourcedPolicy perimeter = Policies.policy(
                PolicyKind.RESOURCE_CONTROL,
                "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}",
                "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':"
                        + "{'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-ours'},"
                        + "'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}}}",
                "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':"
                        + "{'StringNotEquals':{'aws:SourceOrgID':'o-ours'},"
                        + "'Null':{'aws:SourceOrgID':'false'},'Bool':{'aws:PrincipalIsAWSService':'true'}}}");
        PolicySet.Builder set = bucket(OPEN).resourceControl(List.of(List.of(perimeter)));
        assertEquals(expected, outcome(request(caller, "s3:GetObject", Policies.OBJECT, "own", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                s3:GetObject | arn:aws:s3:::bucket/key | own     | allowed
                s3:GetObject | arn:aws:s3:::other/key  | own     | ENDPOINT
                s3:PutObject | arn:aws:s3:::bucket/key | own     | deny ENDPOINT
                s3:GetObject | arn:aws:s3:::bucket/key | foreign | RESOURCE
                """)
    void anEndpointLetsThroughOnlyWhatItsPolicyNames(String action, String resource, String owner, String expected) {
        SourcedPolicy endpoint = Policies.policy(
                PolicyKind.ENDPOINT,
                "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':['arn:aws:s3:::bucket',"
                        + "'arn:aws:s3:::bucket/*']}",
                "{'Effect':'Deny','Principal':'*','Action':'s3:Put*','Resource':'*'}");
        PolicySet.Builder set =
                PolicySet.builder().identity(Policies.identity(ALLOW)).endpoint(endpoint);
        assertEquals(expected, outcome(request("user", action, resource, owner, "-"), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                sts:ExternalId=12345                                                  | allowed
                sts:ExternalId=12346                                                  | TRUST
                -                                                                     | TRUST
                """)
    void aPartnerTellsTheExternalId(String context, String expected) {
        SourcedPolicy trust = Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'sts:AssumeRole','Condition':"
                        + "{'StringEquals':{'sts:ExternalId':'12345'}}}");
        PolicySet.Builder set =
                PolicySet.builder().identity(Policies.identity(ALLOW)).resource(trust);
        String role = "arn:aws:iam::222222222222:role/Partner";
        assertEquals(expected, outcome(request("user", "sts:AssumeRole", role, "foreign", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                sts:AssumeRoleWithWebIdentity | token.example:aud=sts.amazonaws.com token.example:sub=repo:we/app:ref:refs/heads/main     | allowed
                sts:AssumeRoleWithWebIdentity | token.example:aud=sts.amazonaws.com token.example:sub=repo:we/app:environment:prod        | allowed
                sts:AssumeRoleWithWebIdentity | token.example:aud=sts.amazonaws.com token.example:sub=repo:we/app2:ref:refs/heads/main    | TRUST
                sts:AssumeRoleWithWebIdentity | token.example:aud=sts.amazonaws.com token.example:sub=repo:you/app:ref:refs/heads/main    | TRUST
                sts:AssumeRoleWithWebIdentity | token.example:aud=other token.example:sub=repo:we/app:ref:refs/heads/main                 | TRUST
                sts:AssumeRoleWithWebIdentity | token.example:sub=repo:we/app:ref:refs/heads/main                                         | TRUST
                sts:AssumeRoleWithSAML        | token.example:aud=sts.amazonaws.com token.example:sub=repo:we/app:ref:refs/heads/main     | TRUST
                """)
    void aRepositorysJobsAssumeItsRole(String action, String context, String expected) {
        SourcedPolicy trust = Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'Federated':'accounts.example.com'},'Action':"
                        + "'sts:AssumeRoleWithWebIdentity','Condition':{'StringEquals':{'token.example:aud':"
                        + "'sts.amazonaws.com'},'StringLike':{'token.example:sub':'repo:we/app:*'}}}");
        PolicySet.Builder set = PolicySet.builder().resource(trust);
        String role = "arn:aws:iam::111111111111:role/Deploy";
        assertEquals(expected, outcome(request("web", action, role, "own", context), set));
        assertEquals("TRUST", outcome(request("user", action, role, "own", context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                s3:PutObject | arn:aws:s3:::bucket/a | aws:MultiFactorAuthPresent=true  | allowed
                s3:PutObject | arn:aws:s3:::bucket/a | aws:MultiFactorAuthPresent=false | deny IDENTITY
                s3:PutObject | arn:aws:s3:::bucket/a | -                                | deny IDENTITY
                iam:EnableMFADevice | arn:aws:iam::111111111111:user/team/alice | -         | allowed
                iam:EnableMFADevice | arn:aws:iam::111111111111:user/team/bob   | -         | IDENTITY
                iam:ListMFADevices  | *                                         | -         | IDENTITY
                sts:GetSessionToken | *                                         | -         | allowed
                iam:CreateAccessKey | arn:aws:iam::111111111111:user/team/alice | -         | deny IDENTITY
                iam:CreateAccessKey | arn:aws:iam::111111111111:user/team/alice | aws:MultiFactorAuthPresent=true | IDENTITY
                """)
    void withoutMultiFactorAuthenticationOneMaySetItUpAndNothingElse(
            String action, String resource, String context, String expected) {
        PolicySet.Builder set = PolicySet.builder()
                .identity(
                        Policies.identity(
                                "{'Effect':'Allow','Action':'s3:*','Resource':'*'}",
                                "{'Effect':'Allow','Action':['iam:EnableMFADevice','iam:ListMFADevices'],'Resource':"
                                        + "'arn:aws:iam::*:user/team/${aws:username}'}",
                                "{'Effect':'Allow','Action':'sts:GetSessionToken','Resource':'*'}",
                                "{'Effect':'Deny','NotAction':['iam:EnableMFADevice','iam:ListMFADevices','sts:GetSessionToken'],"
                                        + "'Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}}"));
        String known = "aws:username=alice" + (context.equals("-") ? "" : " " + context);
        assertEquals(expected, outcome(request("user", action, resource, "own", known), set));
    }
}
