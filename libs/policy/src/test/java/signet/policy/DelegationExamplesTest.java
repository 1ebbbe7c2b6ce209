package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS's documentation teaches about handing out parts of an account: by tag, by name, by tenant. In our own words. */
class DelegationExamplesTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static String decide(String action, String resource, String context, String... statements) {
        return Cast.outcome(Evaluator.decide(
                Policies.request(Policies.ALICE, action, resource, Conditions.context(context)),
                PolicySet.builder().identity(Policies.identity(statements)).build()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ec2:StopInstances      | i-1 | aws:username=alice ec2:ResourceTag/Owner=alice   | allowed
                ec2:StopInstances      | i-1 | aws:username=alice ec2:ResourceTag/owner=alice   | allowed
                ec2:StopInstances      | i-1 | aws:username=alice ec2:ResourceTag/Owner=bob     | IDENTITY
                ec2:StopInstances      | i-1 | aws:username=alice ec2:ResourceTag/Owner=Alice   | IDENTITY
                ec2:StopInstances      | i-1 | aws:username=alice                               | IDENTITY
                ec2:StopInstances      | i-1 | ec2:ResourceTag/Owner=alice                      | IDENTITY
                ec2:TerminateInstances | i-1 | aws:username=alice ec2:ResourceTag/Owner=alice   | IDENTITY
                ec2:CreateTags         | i-1 | aws:username=alice ec2:ResourceTag/Owner=alice   | deny IDENTITY
                ec2:DescribeInstances  | i-1 | aws:username=bob                                 | allowed
                """)
    void theOwnerOfAnInstanceMayStopItAndNotChangeTheOwner(
            String action, String instance, String context, String expected) {
        assertEquals(
                expected,
                decide(
                        action,
                        "arn:aws:ec2:us-east-1:111111111111:instance/" + instance,
                        context,
                        "{'Effect':'Allow','Action':['ec2:StartInstances','ec2:StopInstances'],'Resource':"
                                + "'arn:aws:ec2:*:*:instance/*','Condition':{'StringEquals':{'ec2:ResourceTag/Owner':"
                                + "'${aws:username}'}}}",
                        "{'Effect':'Allow','Action':'ec2:Describe*','Resource':'*'}",
                        "{'Effect':'Deny','Action':['ec2:CreateTags','ec2:DeleteTags'],'Resource':'*'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                iam:CreateAccessKey    | user/alice      | aws:username=alice | allowed
                iam:UpdateAccessKey    | user/alice      | aws:username=alice | allowed
                iam:CreateAccessKey    | user/bob        | aws:username=alice | IDENTITY
                iam:CreateAccessKey    | user/alice2     | aws:username=alice | IDENTITY
                iam:CreateAccessKey    | user/x/alice    | aws:username=alice | IDENTITY
                iam:CreateAccessKey    | role/alice      | aws:username=alice | IDENTITY
                iam:CreateAccessKey    | user/*          | aws:username=*     | allowed
                iam:CreateAccessKey    | user/bob        | aws:username=*     | IDENTITY
                iam:CreateAccessKey    | user/           | -                  | IDENTITY
                iam:GetAccessKeyLastUsed | user/alice    | aws:username=alice | IDENTITY
                iam:ChangePassword     | user/alice      | aws:username=alice | allowed
                """)
    void oneManagesOnesOwnKeys(String action, String user, String context, String expected) {
        assertEquals(
                expected,
                decide(
                        action,
                        "arn:aws:iam::111111111111:" + user,
                        context,
                        "{'Effect':'Allow','Action':['iam:*AccessKey','iam:ChangePassword'],'Resource':"
                                + "'arn:aws:iam::*:user/${aws:username}'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                s3:prefix=                 s3:delimiter=/ | allowed
                s3:prefix=projects/        s3:delimiter=/ | allowed
                s3:prefix=projects/a       s3:delimiter=/ | IDENTITY
                s3:prefix=projects/apollo/                | allowed
                s3:prefix=projects/apollo/x/y             | allowed
                s3:prefix=projects/apollo                 | IDENTITY
                s3:prefix=projects/apollo2/               | IDENTITY
                s3:prefix=                                | IDENTITY
                s3:prefix=                 s3:delimiter=- | IDENTITY
                -                                         | IDENTITY
                """)
    void aProjectsFolderIsListedAndTheWayToIt(String context, String expected) {
        assertEquals(
                expected,
                decide(
                        "s3:ListBucket",
                        "arn:aws:s3:::corp",
                        context,
                        "{'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::corp','Condition':"
                                + "{'StringEquals':{'s3:prefix':['','projects/'],'s3:delimiter':'/'}}}",
                        "{'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::corp','Condition':"
                                + "{'StringLike':{'s3:prefix':'projects/apollo/*'}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                [alice]                    | [id;name]        | allowed
                [alice;alice]              | [id]             | allowed
                [alice;bob]                | [id]             | IDENTITY
                [bob]                      | [id]             | IDENTITY
                -                          | [id]             | allowed
                [alice]                    | [id;secret]      | IDENTITY
                [alice]                    | [secret]         | IDENTITY
                """)
    void itemsOfATableBelongToTheUserWhoseNameTheirKeyHas(String keys, String attributes, String expected) {
        String context = "aws:username=alice dynamodb:Attributes=" + attributes
                + (keys.equals("-") ? "" : " dynamodb:LeadingKeys=" + keys);
        assertEquals(
                expected,
                decide(
                        "dynamodb:GetItem",
                        "arn:aws:dynamodb:us-east-1:111111111111:table/Users",
                        context,
                        "{'Effect':'Allow','Action':['dynamodb:GetItem','dynamodb:Query'],'Resource':"
                                + "'arn:aws:dynamodb:*:*:table/Users','Condition':{'ForAllValues:StringEquals':"
                                + "{'dynamodb:LeadingKeys':'${aws:username}','dynamodb:Attributes':['id','name']}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                [alice]       | [id]        | allowed
                -             | [id]        | IDENTITY
                [alice]       | -           | IDENTITY
                """)
    void aKeyThatForAllValuesMustFindIsAskedForByNull(String keys, String attributes, String expected) {
        String context = "aws:username=alice"
                + (keys.equals("-") ? "" : " dynamodb:LeadingKeys=" + keys)
                + (attributes.equals("-") ? "" : " dynamodb:Attributes=" + attributes);
        assertEquals(
                expected,
                decide(
                        "dynamodb:GetItem",
                        "arn:aws:dynamodb:us-east-1:111111111111:table/Users",
                        context,
                        "{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'*','Condition':{"
                                + "'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':'${aws:username}',"
                                + "'dynamodb:Attributes':['id','name']},'Null':{'dynamodb:LeadingKeys':'false',"
                                + "'dynamodb:Attributes':'false'}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aws:PrincipalTag/Tenant=blue   | arn:aws:s3:::data/blue/a   | allowed
                aws:PrincipalTag/tenant=blue   | arn:aws:s3:::data/blue/a   | allowed
                aws:PrincipalTag/Tenant=blue   | arn:aws:s3:::data/red/a    | IDENTITY
                aws:PrincipalTag/Tenant=blue   | arn:aws:s3:::data/blue2/a  | IDENTITY
                aws:PrincipalTag/Tenant=*      | arn:aws:s3:::data/red/a    | IDENTITY
                aws:PrincipalTag/Tenant=b?ue   | arn:aws:s3:::data/blue/a   | IDENTITY
                aws:PrincipalTag/Tenant=       | arn:aws:s3:::data//a       | allowed
                -                              | arn:aws:s3:::data/none/a   | allowed
                -                              | arn:aws:s3:::data/blue/a   | IDENTITY
                aws:PrincipalTag/Tenant=none   | arn:aws:s3:::data/none/a   | allowed
                """)
    void aTenantHasItsFolderAndWhoHasNoneTheDefault(String context, String resource, String expected) {
        assertEquals(
                expected,
                decide(
                        "s3:GetObject",
                        resource,
                        context,
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':"
                                + "'arn:aws:s3:::data/${aws:PrincipalTag/Tenant, ~none~}/*'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                arn:aws:s3:::data/blue/a | allowed
                arn:aws:s3:::data/red/a  | SESSION
                arn:aws:s3:::other/a     | SESSION
                """)
    void aTokenVendorNarrowsEachSessionToItsTenant(String resource, String expected) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::*'}"))
                .session(List.of(Policies.policy(
                        PolicyKind.SESSION,
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::data/blue/*'}")))
                .build();
        Request request = Policies.request(Policies.SESSION, "s3:GetObject", resource, Context.EMPTY);
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                kms:ViaService=s3.us-east-1.amazonaws.com kms:CallerAccount=111111111111     | allowed
                kms:ViaService=s3.eu-west-1.amazonaws.com kms:CallerAccount=111111111111     | allowed
                kms:ViaService=ec2.us-east-1.amazonaws.com kms:CallerAccount=111111111111    | RESOURCE
                kms:ViaService=s3.us-east-1.amazonaws.com kms:CallerAccount=222222222222     | RESOURCE
                kms:CallerAccount=111111111111                                               | RESOURCE
                """)
    void aKeyIsUsedThroughOneServiceByOneAccount(String context, String expected) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resource(Policies.policy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','Principal':{'AWS':'*'},'Action':['kms:Decrypt','kms:GenerateDataKey*'],"
                                + "'Resource':'*','Condition':{'StringLike':{'kms:ViaService':'s3.*.amazonaws.com'},"
                                + "'StringEquals':{'kms:CallerAccount':'111111111111'}}}"))
                .build();
        String key = "arn:aws:kms:us-east-1:111111111111:key/k";
        Request request = Policies.request(Policies.ALICE, "kms:Decrypt", key, Conditions.context(context));
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                kms:EncryptionContext:app=shop kms:EncryptionContextKeys=[app]       | allowed
                kms:EncryptionContext:app=shop kms:EncryptionContextKeys=[app;x]     | IDENTITY
                kms:EncryptionContext:app=Shop kms:EncryptionContextKeys=[app]       | IDENTITY
                kms:EncryptionContextKeys=[app]                                      | IDENTITY
                """)
    void anEncryptionContextIsAConditionKeyOfItsOwn(String context, String expected) {
        assertEquals(
                expected,
                decide(
                        "kms:Decrypt",
                        "arn:aws:kms:us-east-1:111111111111:key/k",
                        context,
                        "{'Effect':'Allow','Action':'kms:Decrypt','Resource':'arn:aws:kms:*:111111111111:key/*',"
                                + "'Condition':{'StringEquals':{'kms:EncryptionContext:app':'shop'},"
                                + "'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':['app']}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ec2:RunInstances | arn:aws:ec2:us-east-1:111111111111:instance/* | ec2:InstanceType=t3.micro                        | allowed
                ec2:RunInstances | arn:aws:ec2:us-east-1:111111111111:instance/* | ec2:InstanceType=t3.large                        | allowed
                ec2:RunInstances | arn:aws:ec2:us-east-1:111111111111:instance/* | ec2:InstanceType=m5.large                        | deny IDENTITY
                ec2:RunInstances | arn:aws:ec2:us-east-1:111111111111:instance/* | -                                                | deny IDENTITY
                ec2:RunInstances | arn:aws:ec2:us-east-1:111111111111:subnet/s-1 | -                                                | allowed
                ec2:RunInstances | arn:aws:ec2:us-east-1::image/ami-1            | ec2:Owner=amazon                                 | allowed
                ec2:RunInstances | arn:aws:ec2:us-east-1::image/ami-1            | ec2:Owner=333333333333                           | deny IDENTITY
                ec2:RunInstances | arn:aws:ec2:us-east-1:111111111111:volume/*   | ec2:VolumeSize=100                               | allowed
                ec2:RunInstances | arn:aws:ec2:us-east-1:111111111111:volume/*   | ec2:VolumeSize=101                               | deny IDENTITY
                ec2:RunInstances | arn:aws:ec2:us-east-1:111111111111:volume/*   | -                                                | allowed
                """)
    void aLaunchIsJudgedResourceByResource(String action, String resource, String context, String expected) {
        assertEquals(
                expected,
                decide(
                        action,
                        resource,
                        context,
                        "{'Effect':'Allow','Action':'ec2:RunInstances','Resource':'*'}",
                        "{'Effect':'Deny','Action':'ec2:RunInstances','Resource':'arn:aws:ec2:*:*:instance/*',"
                                + "'Condition':{'StringNotLike':{'ec2:InstanceType':'t3.*'}}}",
                        "{'Effect':'Deny','Action':'ec2:RunInstances','Resource':'arn:aws:ec2:*::image/*',"
                                + "'Condition':{'StringNotEquals':{'ec2:Owner':['amazon','self']}}}",
                        "{'Effect':'Deny','Action':'ec2:RunInstances','Resource':'arn:aws:ec2:*:*:volume/*',"
                                + "'Condition':{'NumericGreaterThan':{'ec2:VolumeSize':100}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                sts:AssumeRole        | [team]      | aws:RequestTag/team=blue              | allowed
                sts:TagSession        | [team]      | aws:RequestTag/team=blue              | allowed
                sts:TagSession        | [team]      | aws:RequestTag/team=red               | TRUST
                sts:TagSession        | [team;cost] | aws:RequestTag/team=blue              | TRUST
                sts:TagSession        | [Team]      | aws:RequestTag/Team=blue              | TRUST
                sts:SetSourceIdentity | [team]      | sts:SourceIdentity=alice              | allowed
                sts:SetSourceIdentity | [team]      | sts:SourceIdentity=bob                | TRUST
                sts:SetSourceIdentity | [team]      | -                                     | TRUST
                """)
    void sessionTagsAndTheSourceIdentityAreActionsOfTheirOwn(
            String action, String keys, String context, String expected) {
        SourcedPolicy trust = Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'AWS':'" + Policies.ALICE.arn() + "'},'Action':'sts:AssumeRole'}",
                "{'Effect':'Allow','Principal':{'AWS':'" + Policies.ALICE.arn() + "'},'Action':'sts:TagSession',"
                        + "'Condition':{'StringEquals':{'aws:RequestTag/team':'blue'},"
                        + "'ForAllValues:StringEquals':{'aws:TagKeys':'team'}}}",
                "{'Effect':'Allow','Principal':{'AWS':'" + Policies.ALICE.arn() + "'},'Action':'sts:SetSourceIdentity',"
                        + "'Condition':{'StringEquals':{'sts:SourceIdentity':'${aws:username}'}}}");
        PolicySet set = PolicySet.builder().identity(List.of()).resource(trust).build();
        Context known = Conditions.context(
                "aws:username=alice aws:TagKeys=" + keys + (context.equals("-") ? "" : " " + context));
        Request request = Policies.request(Policies.ALICE, action, "arn:aws:iam::111111111111:role/Target", known);
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                s3:x-amz-acl=bucket-owner-full-control | allowed
                s3:x-amz-acl=public-read               | deny RESOURCE
                -                                      | deny RESOURCE
                """)
    void aStrangerWhoWritesMustGiveTheOwnerControl(String context, String expected) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resource(Policies.policy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'s3:PutObject',"
                                + "'Resource':'arn:aws:s3:::bucket/*'}",
                        "{'Effect':'Deny','Principal':{'AWS':'111111111111'},'Action':'s3:PutObject','Resource':"
                                + "'arn:aws:s3:::bucket/*','Condition':{'StringNotEquals':{'s3:x-amz-acl':"
                                + "'bucket-owner-full-control'}}}"))
                .build();
        Request request = new Request(
                Policies.ALICE, "s3:PutObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, Conditions.context(context));
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }
}
