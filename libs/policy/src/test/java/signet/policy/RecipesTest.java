package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recipes that AWS's documentation gives, in our own words, with the requests that tell them from near misses. */
class RecipesTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static String decide(String action, String resource, String context, String... statements) {
        return Cast.outcome(Evaluator.decide(
                Policies.request(Policies.ALICE, action, resource, Conditions.context(context)),
                PolicySet.builder().identity(Policies.identity(statements)).build()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                Bool         | true  | aws:MultiFactorAuthPresent=true  | allowed
                Bool         | true  | aws:MultiFactorAuthPresent=false | IDENTITY
                Bool         | true  | -                                | IDENTITY
                BoolIfExists | true  | aws:MultiFactorAuthPresent=true  | allowed
                BoolIfExists | true  | aws:MultiFactorAuthPresent=false | IDENTITY
                BoolIfExists | true  | -                                | allowed
                Null         | false | aws:MultiFactorAuthPresent=false | allowed
                Null         | false | -                                | IDENTITY
                Null         | true  | -                                | allowed
                """)
    void multiFactorAuthenticationIsAskedForInThreeWays(
            String operator, String value, String context, String expected) {
        assertEquals(
                expected,
                decide(
                        "ec2:StopInstances",
                        "*",
                        context,
                        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'" + operator
                                + "':{'aws:MultiFactorAuthPresent':'" + value + "'}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aws:MultiFactorAuthPresent=true aws:MultiFactorAuthAge=3599  | allowed
                aws:MultiFactorAuthPresent=true aws:MultiFactorAuthAge=3600  | deny IDENTITY
                aws:MultiFactorAuthPresent=true aws:MultiFactorAuthAge=86400 | deny IDENTITY
                aws:MultiFactorAuthPresent=false                             | deny IDENTITY
                -                                                            | deny IDENTITY
                """)
    void anOldMultiFactorAuthenticationIsNoneAtAll(String context, String expected) {
        assertEquals(
                expected,
                decide(
                        "ec2:StopInstances",
                        "*",
                        context,
                        ALLOW,
                        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'NumericGreaterThanEqualsIfExists':"
                                + "{'aws:MultiFactorAuthAge':'3600'}}}",
                        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'Null':"
                                + "{'aws:MultiFactorAuthAge':'true'}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aws:SourceIp=203.0.113.7  aws:ViaAWSService=false | allowed
                aws:SourceIp=198.51.100.7 aws:ViaAWSService=false | deny IDENTITY
                aws:SourceIp=198.51.100.7 aws:ViaAWSService=true  | allowed
                aws:SourceIp=2001:db8::1  aws:ViaAWSService=false | deny IDENTITY
                aws:ViaAWSService=false                           | deny IDENTITY
                aws:ViaAWSService=true                            | allowed
                """)
    void aNetworkIsTheOnlyWayInExceptForServices(String context, String expected) {
        assertEquals(
                expected,
                decide(
                        "s3:GetObject",
                        Policies.OBJECT,
                        context.replaceAll(" +", " "),
                        ALLOW,
                        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'NotIpAddress':{'aws:SourceIp':"
                                + "['203.0.113.0/24','192.0.2.0/24']},'Bool':{'aws:ViaAWSService':'false'}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                s3:ListBucket   | arn:aws:s3:::corp                  | aws:username=alice s3:prefix=              | allowed
                s3:ListBucket   | arn:aws:s3:::corp                  | aws:username=alice s3:prefix=home/alice/   | allowed
                s3:ListBucket   | arn:aws:s3:::corp                  | aws:username=alice s3:prefix=home/alice/x  | allowed
                s3:ListBucket   | arn:aws:s3:::corp                  | aws:username=alice s3:prefix=home/bob/     | IDENTITY
                s3:ListBucket   | arn:aws:s3:::corp                  | aws:username=alice s3:prefix=home/         | IDENTITY
                s3:ListBucket   | arn:aws:s3:::corp                  | aws:username=alice                         | IDENTITY
                s3:ListBucket   | arn:aws:s3:::other                 | aws:username=alice s3:prefix=              | IDENTITY
                s3:GetObject    | arn:aws:s3:::corp/home/alice/a.txt | aws:username=alice                         | allowed
                s3:PutObject    | arn:aws:s3:::corp/home/alice/a/b   | aws:username=alice                         | allowed
                s3:GetObject    | arn:aws:s3:::corp/home/bob/a.txt   | aws:username=alice                         | IDENTITY
                s3:GetObject    | arn:aws:s3:::corp/home/alicex/a    | aws:username=alice                         | IDENTITY
                s3:GetObject    | arn:aws:s3:::corp/home/alice       | aws:username=alice                         | IDENTITY
                s3:GetObject    | arn:aws:s3:::corp/home/bob/a.txt   | aws:username=*                             | IDENTITY
                s3:GetObject    | arn:aws:s3:::corp/home//a.txt      | -                                          | IDENTITY
                s3:GetObject    | arn:aws:s3:::corp/home/${aws:username}/a | -                                    | IDENTITY
                s3:DeleteBucket | arn:aws:s3:::corp                  | aws:username=alice                         | IDENTITY
                """)
    void everyUserHasAHomeInTheBucket(String action, String resource, String context, String expected) {
        assertEquals(
                expected,
                decide(
                        action,
                        resource,
                        context,
                        "{'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::corp','Condition':"
                                + "{'StringLike':{'s3:prefix':['','home/${aws:username}/*']}}}",
                        "{'Effect':'Allow','Action':['s3:GetObject','s3:PutObject'],"
                                + "'Resource':'arn:aws:s3:::corp/home/${aws:username}/*'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aws:PrincipalTag/team=red aws:ResourceTag/team=red   | allowed
                aws:PrincipalTag/team=red aws:ResourceTag/team=blue  | IDENTITY
                aws:PrincipalTag/team=red aws:ResourceTag/team=Red   | IDENTITY
                aws:PrincipalTag/team=red                            | IDENTITY
                aws:ResourceTag/team=red                             | IDENTITY
                -                                                    | IDENTITY
                aws:PrincipalTag/team=* aws:ResourceTag/team=red     | IDENTITY
                AWS:principaltag/TEAM=red aws:resourcetag/Team=red   | allowed
                """)
    void aTagOfTheCallerMustBeThatOfTheResource(String context, String expected) {
        assertEquals(
                expected,
                decide(
                        "ec2:StopInstances",
                        "arn:aws:ec2:us-east-1:111111111111:instance/i-1",
                        context,
                        "{'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{'StringEquals':"
                                + "{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aws:RequestTag/team=red aws:TagKeys=[team]                      | allowed
                aws:RequestTag/team=blue aws:TagKeys=[team]                     | allowed
                aws:RequestTag/team=green aws:TagKeys=[team]                    | IDENTITY
                aws:RequestTag/team=red aws:TagKeys=[team;cost]                 | allowed
                aws:RequestTag/team=red aws:TagKeys=[team;owner]                | IDENTITY
                aws:RequestTag/team=red aws:TagKeys=[Team]                      | IDENTITY
                aws:TagKeys=[cost]                                              | IDENTITY
                aws:RequestTag/team=red                                         | allowed
                -                                                               | IDENTITY
                """)
    void onlyKnownTagsMayBePut(String context, String expected) {
        assertEquals(
                expected,
                decide(
                        "ec2:CreateTags",
                        "arn:aws:ec2:us-east-1:111111111111:instance/i-1",
                        context,
                        "{'Effect':'Allow','Action':'ec2:CreateTags','Resource':'*','Condition':{"
                                + "'StringEquals':{'aws:RequestTag/team':['red','blue']},"
                                + "'ForAllValues:StringEquals':{'aws:TagKeys':['team','cost']}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aws:CurrentTime=2026-06-30T23:59:59Z | allowed
                aws:CurrentTime=2026-01-01T00:00:01Z | allowed
                aws:CurrentTime=2026-01-01T00:00:00Z | IDENTITY
                aws:CurrentTime=2026-07-01T00:00:00Z | IDENTITY
                aws:CurrentTime=2025-12-31T23:59:59Z | IDENTITY
                -                                    | IDENTITY
                """)
    void accessMayBeginAndEnd(String context, String expected) {
        assertEquals(
                expected,
                decide(
                        "s3:GetObject",
                        Policies.OBJECT,
                        context,
                        "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'DateGreaterThan':"
                                + "{'aws:CurrentTime':'2026-01-01T00:00:00Z'},'DateLessThan':"
                                + "{'aws:CurrentTime':'2026-07-01T00:00:00Z'}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                iam:CreateUser        | arn:aws:iam::111111111111:user/x | iam:PermissionsBoundary=arn:aws:iam::111111111111:policy/Limit | allowed
                iam:CreateUser        | arn:aws:iam::111111111111:user/x | iam:PermissionsBoundary=arn:aws:iam::111111111111:policy/Other | IDENTITY
                iam:CreateUser        | arn:aws:iam::111111111111:user/x | -                                                              | IDENTITY
                iam:DeleteUserPermissionsBoundary | arn:aws:iam::111111111111:user/x | iam:PermissionsBoundary=arn:aws:iam::111111111111:policy/Limit | deny IDENTITY
                iam:CreatePolicyVersion | arn:aws:iam::111111111111:policy/Limit | - | deny IDENTITY
                iam:CreatePolicyVersion | arn:aws:iam::111111111111:policy/Other | - | IDENTITY
                iam:AttachUserPolicy  | arn:aws:iam::111111111111:user/x | iam:PolicyARN=arn:aws:iam::aws:policy/ReadOnlyAccess iam:PermissionsBoundary=arn:aws:iam::111111111111:policy/Limit | allowed
                iam:AttachUserPolicy  | arn:aws:iam::111111111111:user/x | iam:PolicyARN=arn:aws:iam::aws:policy/ReadOnlyAccess | IDENTITY
                """)
    void aDelegatedAdministratorMayOnlyMakeBoundedUsers(
            String action, String resource, String context, String expected) {
        assertEquals(
                expected,
                decide(
                        action,
                        resource,
                        context,
                        "{'Effect':'Allow','Action':['iam:CreateUser','iam:AttachUserPolicy'],'Resource':'*','Condition':"
                                + "{'StringEquals':{'iam:PermissionsBoundary':'arn:aws:iam::111111111111:policy/Limit'}}}",
                        "{'Effect':'Deny','Action':['iam:CreatePolicyVersion','iam:DeletePolicy'],"
                                + "'Resource':'arn:aws:iam::111111111111:policy/Limit'}",
                        "{'Effect':'Deny','Action':'iam:Delete*PermissionsBoundary','Resource':'*'}"));
    }

    /** Trust policies with conditions, asked by a caller of another account whose own policy allows everything. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"StringEquals":{"sts:ExternalId":"12345"}}                 | sts:ExternalId=12345 | allowed
                {"StringEquals":{"sts:ExternalId":"12345"}}                 | sts:ExternalId=1234  | TRUST
                {"StringEquals":{"sts:ExternalId":"12345"}}                 | -                    | TRUST
                {"StringEquals":{"sts:ExternalId":["1","12345"]}}           | sts:ExternalId=12345 | allowed
                {"Bool":{"aws:MultiFactorAuthPresent":"true"}}              | aws:MultiFactorAuthPresent=true | allowed
                {"Bool":{"aws:MultiFactorAuthPresent":"true"}}              | -                    | TRUST
                {"StringLike":{"sts:RoleSessionName":"alice-*"}}            | sts:RoleSessionName=alice-1 | allowed
                {"StringLike":{"sts:RoleSessionName":"alice-*"}}            | sts:RoleSessionName=bob-1   | TRUST
                {"StringLike":{"sts:RoleSessionName":"${aws:username}"}}    | sts:RoleSessionName=alice aws:username=alice | allowed
                {"StringLike":{"sts:RoleSessionName":"${aws:username}"}}    | sts:RoleSessionName=bob aws:username=alice   | TRUST
                {"StringEquals":{"aws:PrincipalOrgID":"o-1"}}               | aws:PrincipalOrgID=o-1 | allowed
                {"StringEquals":{"aws:PrincipalOrgID":"o-1"}}               | aws:PrincipalOrgID=o-2 | TRUST
                {"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111111111111:user/team/*"}} | aws:PrincipalArn=arn:aws:iam::111111111111:user/team/alice | allowed
                {"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111111111111:user/team/*"}} | aws:PrincipalArn=arn:aws:iam::111111111111:user/alice | TRUST
                {"NumericLessThanEquals":{"sts:DurationSeconds":3600}}      | sts:DurationSeconds=3600 | allowed
                {"NumericLessThanEquals":{"sts:DurationSeconds":3600}}      | sts:DurationSeconds=3601 | TRUST
                {"StringEquals":{"sts:SourceIdentity":"alice"}}             | sts:SourceIdentity=alice | allowed
                {"StringEquals":{"sts:SourceIdentity":"alice"}}             | -                    | TRUST
                {"ForAllValues:StringEquals":{"sts:TransitiveTagKeys":["a","b"]}} | sts:TransitiveTagKeys=[a;b] | allowed
                {"ForAllValues:StringEquals":{"sts:TransitiveTagKeys":["a","b"]}} | sts:TransitiveTagKeys=[a;c] | TRUST
                """)
    void aTrustPolicyMayAskForMoreThanTheCaller(String condition, String context, String expected) {
        SourcedPolicy trust = Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'sts:AssumeRole','Condition':"
                        + condition.replace('"', '\'') + "}");
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resource(trust)
                .build();
        Request request = new Request(
                Policies.ALICE,
                "sts:AssumeRole",
                "arn:aws:iam::222222222222:role/Target",
                Policies.OTHER_ACCOUNT,
                Conditions.context(context));
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                sts:AssumeRoleWithWebIdentity | accounts.example.com:aud=app accounts.example.com:sub=u1    | allowed
                sts:AssumeRoleWithWebIdentity | accounts.example.com:aud=app accounts.example.com:sub=u2    | TRUST
                sts:AssumeRoleWithWebIdentity | accounts.example.com:aud=other accounts.example.com:sub=u1  | TRUST
                sts:AssumeRoleWithWebIdentity | accounts.example.com:aud=app                                | TRUST
                sts:AssumeRoleWithWebIdentity | -                                                           | TRUST
                sts:AssumeRole                | accounts.example.com:aud=app accounts.example.com:sub=u1    | TRUST
                sts:AssumeRoleWithSAML        | accounts.example.com:aud=app accounts.example.com:sub=u1    | TRUST
                """)
    void aRoleForAnIdentityProviderIsNarrowedByTheTokensClaims(String action, String context, String expected) {
        SourcedPolicy trust = Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'Federated':'accounts.example.com'},"
                        + "'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'StringEquals':"
                        + "{'accounts.example.com:aud':'app','accounts.example.com:sub':'u1'}}}");
        PolicySet set = PolicySet.builder().resource(trust).build();
        Request request = Policies.request(
                Cast.WEB, action, "arn:aws:iam::111111111111:role/Target", Conditions.context(context));
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }
}
