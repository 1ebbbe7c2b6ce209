package signet.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import signet.policy.PolicyKind;

/**
 * Grants with which one can get more than was granted, known from published research (Rhino Security Labs, pathfinding.cloud,
 * PMapper).
 */
final class EscalationChecks {
    /** Actions that together do it; {@code then} ends "whoever has this policy can". */
    private record Way(String then, List<String> actions) {
        Way {
            actions = List.copyOf(actions);
        }
    }

    private static Way way(String then, String... actions) {
        return new Way(then, List.of(actions));
    }

    private static final String AS_ANY_ROLE = "run code as any role that may be passed";

    private static final List<Way> WAYS = List.of(
            way("give any customer managed policy other contents", "iam:CreatePolicyVersion"),
            way("bring back any older contents of a managed policy", "iam:SetDefaultPolicyVersion"),
            way("attach any policy to any user", "iam:AttachUserPolicy"),
            way("attach any policy to any group", "iam:AttachGroupPolicy"),
            way("attach any policy to any role", "iam:AttachRolePolicy"),
            way("write a policy into any user", "iam:PutUserPolicy"),
            way("write a policy into any group", "iam:PutGroupPolicy"),
            way("write a policy into any role", "iam:PutRolePolicy"),
            way("join any group", "iam:AddUserToGroup"),
            way("let anybody assume any role", "iam:UpdateAssumeRolePolicy"),
            way("make access keys for any user", "iam:CreateAccessKey"),
            way("set a password for any user that has none", "iam:CreateLoginProfile"),
            way("set any user's password", "iam:UpdateLoginProfile"),
            way("remove any user's boundary", "iam:DeleteUserPermissionsBoundary"),
            way("remove any role's boundary", "iam:DeleteRolePermissionsBoundary"),
            way("run code as any function's role", "lambda:UpdateFunctionCode"),
            way(AS_ANY_ROLE, "iam:PassRole", "ec2:RunInstances"),
            way(AS_ANY_ROLE, "iam:PassRole", "ec2:RequestSpotInstances"),
            way(AS_ANY_ROLE, "iam:PassRole", "ec2:AssociateIamInstanceProfile"),
            way(AS_ANY_ROLE, "iam:PassRole", "ec2:ReplaceIamInstanceProfileAssociation"),
            way(AS_ANY_ROLE, "iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"),
            way(AS_ANY_ROLE, "iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
            way(AS_ANY_ROLE, "iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"),
            way(AS_ANY_ROLE, "iam:PassRole", "glue:CreateDevEndpoint"),
            way(AS_ANY_ROLE, "iam:PassRole", "glue:CreateJob", "glue:StartJobRun"),
            way(AS_ANY_ROLE, "iam:PassRole", "glue:UpdateJob", "glue:StartJobRun"),
            way(AS_ANY_ROLE, "iam:PassRole", "cloudformation:CreateStack"),
            way(AS_ANY_ROLE, "iam:PassRole", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"),
            way(
                    AS_ANY_ROLE,
                    "iam:PassRole",
                    "datapipeline:CreatePipeline",
                    "datapipeline:PutPipelineDefinition",
                    "datapipeline:ActivatePipeline"),
            way(AS_ANY_ROLE, "iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"),
            way(AS_ANY_ROLE, "iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
            way(AS_ANY_ROLE, "iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:StartTask"),
            way(AS_ANY_ROLE, "iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:CreateService"),
            way(AS_ANY_ROLE, "iam:PassRole", "sagemaker:CreateNotebookInstance"),
            way(AS_ANY_ROLE, "iam:PassRole", "sagemaker:CreateTrainingJob"),
            way(AS_ANY_ROLE, "iam:PassRole", "sagemaker:CreateProcessingJob"),
            way(AS_ANY_ROLE, "iam:PassRole", "apprunner:CreateService"),
            way(
                    AS_ANY_ROLE,
                    "iam:PassRole",
                    "bedrock-agentcore:CreateCodeInterpreter",
                    "bedrock-agentcore:StartCodeInterpreterSession",
                    "bedrock-agentcore:InvokeCodeInterpreter"),
            way(
                    AS_ANY_ROLE,
                    "iam:PassRole",
                    "autoscaling:CreateLaunchConfiguration",
                    "autoscaling:CreateAutoScalingGroup"),
            way(AS_ANY_ROLE, "iam:PassRole", "ssm:StartAutomationExecution"));

    private EscalationChecks() {}

    static void ways(Document document, Report report) {
        if (document.kind() != PolicyKind.IDENTITY
                || document.statements().stream().anyMatch(GrantChecks::isEverything)) {
            return;
        }
        Map<String, Optional<Entry>> known = new HashMap<>();
        for (Way way : WAYS) {
            List<Optional<Entry>> grants = way.actions().stream()
                    .map(wanted -> known.computeIfAbsent(wanted, action -> grant(document, action)))
                    .takeWhile(Optional::isPresent)
                    .toList();
            if (grants.size() == way.actions().size()) {
                report.add(
                        Issue.PRIVILEGE_ESCALATION,
                        "With %s whoever has this policy can %s. Narrow the resources%s."
                                .formatted(
                                        String.join(", ", way.actions()),
                                        way.then(),
                                        way.actions().size() > 1
                                                ? ", or add iam:PassedToService"
                                                : " or add a condition"),
                        grants.stream()
                                .flatMap(Optional::stream)
                                .map(Entry::at)
                                .distinct()
                                .toArray(Location[]::new));
            }
        }
    }

    /** The entry that allows the action; of an action of IAM, on more than named resources, without a condition. */
    private static Optional<Entry> grant(Document document, String action) {
        return document.statements().stream()
                .filter(Statement::isAllow)
                .filter(statement -> !action.startsWith("iam:") || isOpen(statement))
                .flatMap(statement -> statement.actions().stream())
                .filter(entry -> Meanings.includes(entry.value(), action))
                .findFirst();
    }

    private static boolean isOpen(Statement statement) {
        return statement.conditions().isEmpty()
                && (statement.hasNotResource()
                        || statement.resources().stream().anyMatch(entry -> isOpen(entry.value())));
    }

    private static boolean isOpen(String resource) {
        String[] arn = Globs.segments(resource, "one");
        return resource.equals("*") || (arn.length == 6 && arn[5].matches("(role|user|group|policy)?/?\\*"));
    }
}
