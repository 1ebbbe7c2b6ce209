package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.lint.Lint.allow;
import static signet.lint.Lint.at;
import static signet.lint.Lint.codes;
import static signet.lint.Lint.findings;
import static signet.lint.Lint.policy;
import static signet.lint.Lint.without;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.PolicyKind;

/** Grants that are wider than they look. */
class GrantsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PASS_ROLE_WITH_STAR_IN_RESOURCE | \"Action\":\"iam:PassRole\",\"Resource\":\"*\" | \"iam:PassRole\"",
                "PASS_ROLE_WITH_STAR_IN_RESOURCE | \"Action\":\"iam:passrole\",\"Resource\":\"arn:aws:iam::*:role/*\" | \"iam:passrole\"",
                "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE | \"Action\":\"iam:Pass*\",\"Resource\":\"*\" | \"iam:Pass*\"",
                "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE | \"Action\":\"*\",\"Resource\":\"*\" | \"*\"",
                "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION | \"NotAction\":\"s3:*\",\"Resource\":\"*\" | \"s3:*\"",
                "PASS_ROLE_WITH_NOT_RESOURCE | \"Action\":\"iam:PassRole\",\"NotResource\":\"arn:aws:iam::*:role/a\" | \"iam:PassRole\"",
                "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE | \"Action\":\"iam:*\",\"NotResource\":\"arn:aws:iam::*:role/a\" | \"iam:*\"",
                "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE | \"NotAction\":\"s3:*\",\"NotResource\":\"arn:aws:iam::*:role/a\" | \"s3:*\"",
                "CREATE_SLR_WITH_STAR_IN_RESOURCE | \"Action\":\"iam:CreateServiceLinkedRole\",\"Resource\":\"*\" | \"iam:CreateServiceLinkedRole\"",
                "CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE | \"Action\":\"iam:*\",\"Resource\":\"*\" | \"iam:*\"",
                "CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION | \"NotAction\":\"s3:*\",\"Resource\":\"*\" | \"s3:*\"",
                "CREATE_SLR_WITH_NOT_RESOURCE | \"Action\":\"iam:CreateServiceLinkedRole\",\"NotResource\":\"arn:aws:iam::*:role/a\" | \"iam:CreateServiceLinkedRole\"",
                "CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE | \"Action\":\"iam:*\",\"NotResource\":\"arn:aws:iam::*:role/a\" | \"iam:*\"",
                "CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE | \"NotAction\":\"s3:*\",\"NotResource\":\"arn:aws:iam::*:role/a\" | \"s3:*\"",
                "FULL_ADMINISTRATOR_ACCESS | \"Action\":\"*\",\"Resource\":\"*\" | \"*\"",
                "ALLOW_WITH_NOT_ACTION | \"NotAction\":\"iam:*\",\"Resource\":\"*\" | \"iam:*\"",
                "ALLOW_WITH_NOT_RESOURCE | \"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::a/*\" | \"arn:aws:s3:::a/*\""
            })
    void aGrantThatIsTooWide(Issue issue, String statement, String place) {
        String document = policy("\"Effect\":\"Allow\"," + statement);
        assertEquals(place, at(issue, document));
        without(issue, document.replace("Allow", "Deny"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Action\":\"iam:PassRole\",\"Resource\":\"arn:aws:iam::111122223333:role/app\"",
                "\"Action\":\"iam:PassRole\",\"Resource\":\"arn:aws:iam::111122223333:role/app/*\"",
                "\"Action\":\"iam:PassRole\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":"
                        + "\"ec2.amazonaws.com\"}}",
                "\"Action\":\"iam:Get*\",\"Resource\":\"*\"",
                "\"Action\":\"ec2:*\",\"Resource\":\"*\"",
                "\"Action\":\"iam:CreateServiceLinkedRole\",\"Resource\":\"*\",\"Condition\":{\"StringLike\":"
                        + "{\"iam:AWSServiceName\":\"ecs.amazonaws.com\"}}"
            })
    void aGrantThatIsNarrowEnough(String statement) {
        String document = policy("\"Effect\":\"Allow\"," + statement);
        assertEquals(
                0,
                findings(PolicyKind.IDENTITY, document).stream()
                        .filter(finding -> finding.type() != FindingType.SUGGESTION)
                        .count(),
                () -> findings(PolicyKind.IDENTITY, document).toString());
    }

    @Test
    void notActionThatLeavesOutPassRoleDoesNotAllowIt() {
        String document = policy("\"Effect\":\"Allow\",\"NotAction\":[\"iam:*\"],\"Resource\":\"*\"");
        without(Issue.PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION, document);
        without(Issue.CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION, document);
    }

    @Test
    void aBoundaryMayAllowEverything() {
        without(Issue.FULL_ADMINISTRATOR_ACCESS, PolicyKind.BOUNDARY, allow("\"*\"", "\"*\""));
        without(
                Issue.ALLOW_WITH_NOT_ACTION,
                PolicyKind.BOUNDARY,
                policy("\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:CreatePolicyVersion",
                "iam:SetDefaultPolicyVersion",
                "iam:AttachUserPolicy",
                "iam:AttachGroupPolicy",
                "iam:AttachRolePolicy",
                "iam:PutUserPolicy",
                "iam:PutGroupPolicy",
                "iam:PutRolePolicy",
                "iam:AddUserToGroup",
                "iam:UpdateAssumeRolePolicy",
                "iam:CreateAccessKey",
                "iam:CreateLoginProfile",
                "iam:UpdateLoginProfile",
                "lambda:UpdateFunctionCode"
            })
    void oneActionMayBeEnoughToGetMore(String action) {
        assertEquals("\"" + action + "\"", at(Issue.PRIVILEGE_ESCALATION, allow("\"" + action + "\"", "\"*\"")));
        without(Issue.PRIVILEGE_ESCALATION, allow("\"" + action + "\"", "\"*\"").replace("Allow", "Deny"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec2:RunInstances",
                "ec2:RequestSpotInstances",
                "ec2:AssociateIamInstanceProfile",
                "ec2:ReplaceIamInstanceProfileAssociation",
                "lambda:CreateFunction\",\"lambda:InvokeFunction",
                "lambda:CreateFunction\",\"lambda:CreateEventSourceMapping",
                "lambda:CreateFunction\",\"lambda:AddPermission",
                "glue:CreateDevEndpoint",
                "glue:CreateJob\",\"glue:StartJobRun",
                "glue:UpdateJob\",\"glue:StartJobRun",
                "cloudformation:CreateStack",
                "cloudformation:CreateStackSet\",\"cloudformation:CreateStackInstances",
                "datapipeline:CreatePipeline\",\"datapipeline:PutPipelineDefinition\",\"datapipeline:ActivatePipeline",
                "codebuild:CreateProject\",\"codebuild:StartBuild",
                "ecs:RegisterTaskDefinition\",\"ecs:RunTask",
                "ecs:RegisterTaskDefinition\",\"ecs:StartTask",
                "ecs:RegisterTaskDefinition\",\"ecs:CreateService",
                "sagemaker:CreateNotebookInstance",
                "sagemaker:CreateTrainingJob",
                "sagemaker:CreateProcessingJob",
                "apprunner:CreateService",
                "autoscaling:CreateLaunchConfiguration\",\"autoscaling:CreateAutoScalingGroup",
                "ssm:StartAutomationExecution"
            })
    void passingARoleWithWhatRunsItIsToBeTheRole(String actions) {
        String document = allow("[\"iam:PassRole\",\"" + actions + "\"]", "\"*\"");
        assertEquals("\"iam:PassRole\"", at(Issue.PRIVILEGE_ESCALATION, document));
        without(Issue.PRIVILEGE_ESCALATION, allow("[\"" + actions + "\"]", "\"*\""));
        without(Issue.PRIVILEGE_ESCALATION, allow("\"iam:PassRole\"", "\"*\""));
        without(
                Issue.PRIVILEGE_ESCALATION,
                allow("[\"iam:PassRole\",\"" + actions + "\"]", "\"arn:aws:iam::111122223333:role/app\""));
    }

    @Test
    void partsOfAWayMayStandInSeveralStatements() {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Effect\":\"Allow\",\"Action\":\"ec2:Run*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Allow\",\"Action\":\"iam:Pass*\",\"Resource\":\"*\"}]}";
        assertEquals("\"iam:Pass*\"", at(Issue.PRIVILEGE_ESCALATION, document));
        Finding finding = findings(PolicyKind.IDENTITY, document).stream()
                .filter(found -> found.issue() == Issue.PRIVILEGE_ESCALATION)
                .findFirst()
                .orElseThrow();
        assertEquals(2, finding.locations().size());
        assertTrue(finding.details()
                .startsWith("With iam:PassRole, ec2:RunInstances whoever has this policy can run code"));
    }

    @ParameterizedTest
    @EnumSource(value = PolicyKind.class, mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
    void whatDoesNotGrantIsNoEscalation(PolicyKind kind) {
        without(Issue.PRIVILEGE_ESCALATION, kind, allow("\"iam:AttachUserPolicy\"", "\"*\""));
    }

    @Test
    void whoMayDoEverythingNeedsNoWay() {
        assertTrue(codes(PolicyKind.IDENTITY, allow("\"*\"", "\"*\"")).contains("FULL_ADMINISTRATOR_ACCESS"));
        without(Issue.PRIVILEGE_ESCALATION, allow("\"*\"", "\"*\""));
    }
}
