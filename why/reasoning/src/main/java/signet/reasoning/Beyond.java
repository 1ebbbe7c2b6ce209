package signet.reasoning;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import signet.policy.Decision;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.Request;

/** What no policy can allow, in a sentence that says why. */
final class Beyond {
    private static final String LINKED = ":role/aws-service-role/";

    /** IAM answers them with UnmodifiableEntity (IAM User Guide, "Service-linked roles"). */
    private static final Set<String> CHANGES_OF_ROLES = Set.of(
            "iam:attachrolepolicy",
            "iam:detachrolepolicy",
            "iam:putrolepolicy",
            "iam:deleterolepolicy",
            "iam:updateassumerolepolicy",
            "iam:putrolepermissionsboundary",
            "iam:deleterolepermissionsboundary",
            "iam:deleterole");

    /** Services some of whose resources have policies of their own (IAM User Guide, "AWS services that work with IAM"). */
    private static final Set<String> WITH_RESOURCE_POLICIES = Set.of("""
            acm-pca aoss backup bedrock cassandra cloudtrail codeartifact codebuild dynamodb ecr ecr-public
            elasticfilesystem elemental-appliances-software es events execute-api glacier glue iot kinesis kms lambda lex
            logs mediastore network-firewall redshift redshift-serverless refactor-spaces rekognition resource-groups route53
            route53resolver s3 s3-object-lambda s3-outposts s3express s3tables s3vectors schemas secretsmanager serverlessrepo
            ses signer sns sqs ssm ssm-contacts ssm-incidents storagegateway sts user-subscriptions vpc-lattice
            vpc-lattice-svcs xray
            """.strip().split("\\s+"));

    private Beyond() {}

    /** Why no change of a policy can take this denial away; empty if one can. */
    static Optional<String> of(Request request, Layers layers, Decision denied) {
        return byAction(request).or(() -> byRole(request, denied)).or(() -> byResource(request, layers, denied));
    }

    private static Optional<String> byAction(Request request) {
        String action = request.action().toLowerCase(Locale.ROOT);
        String caller = request.principal().account();
        String owner = Literals.account(request.resource()).orElse(caller);
        if (action.equals("iam:passrole") && !owner.equals(caller)) {
            return Optional.of("A role can be passed only within its own account, and " + request.resource()
                    + " is of account " + owner + ".");
        }
        if (action.equals("sts:assumerole") && request.principal() instanceof Principal.Root) {
            return Optional.of("A root user can't assume a role, whatever policies say.");
        }
        if (CHANGES_OF_ROLES.contains(action) && request.resource().contains(LINKED)) {
            return Optional.of("A service-linked role is AWS's to change, whatever policies say.");
        }
        return Optional.empty();
    }

    private static Optional<String> byRole(Request request, Decision denied) {
        boolean linked = request.principal() instanceof Principal.RoleSession session && session.serviceLinked();
        if (linked && (denied.kind() == PolicyKind.IDENTITY || denied.kind() == PolicyKind.BOUNDARY)) {
            return Optional.of("The policies of a service-linked role are AWS's and can't be changed.");
        }
        if (denied.kind() == PolicyKind.TRUST && request.resource().contains(LINKED)) {
            return Optional.of("The trust policy of a service-linked role is AWS's and can't be changed.");
        }
        if (denied.kind() == PolicyKind.TRUST && !prefix(request).equals("sts")) {
            return Optional.of("A trust policy can't hold " + request.action() + ", only actions of STS.");
        }
        return Optional.empty();
    }

    private static Optional<String> byResource(Request request, Layers layers, Decision denied) {
        if (denied.kind() != PolicyKind.RESOURCE || layers.resource() != null) {
            return Optional.empty();
        }
        if (request.resource().equals("*")) {
            return Optional.of(
                    "Only a resource's own policy could allow it, and " + request.action() + " has no resource.");
        }
        return WITH_RESOURCE_POLICIES.contains(prefix(request))
                ? Optional.empty()
                : Optional.of("Only a resource's own policy could allow it, and resources of " + prefix(request)
                        + " have none" + other(request) + ".");
    }

    private static String other(Request request) {
        String owner = request.resourceAccount();
        return owner.isEmpty() || request.principal().account().isEmpty()
                ? ""
                : ": somebody of account " + owner + " has to do it, or a role of that account that the caller assumes";
    }

    private static String prefix(Request request) {
        return request.action().substring(0, request.action().indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
