package signet.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.actions.ActionCatalogue;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.CreateAutoScalingGroupInput;
import signet.model.autoscaling.LaunchTemplate;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.autoscaling.LifecycleHookSpecification;
import signet.model.autoscaling.MixedInstancesPolicy;
import signet.model.autoscaling.UpdateAutoScalingGroupInput;
import signet.model.ec2.Ec2Operations;
import signet.model.iam.IamOperations;
import signet.model.s3.S3Operations;
import signet.model.sts.StsOperations;

/**
 * No door is missing: whatever a request of any modelled operation may name a role, a profile or something that holds one
 * by is in the table of doors, or is listed here with the reason why nothing is handed over by it.
 */
class DoorsAreCompleteTest extends AutoScalingTest {
    private static final List<ServiceModel> SERVICES = List.of(
            Ec2Operations.SERVICE,
            AutoScalingOperations.SERVICE,
            IamOperations.SERVICE,
            S3Operations.SERVICE,
            StsOperations.SERVICE);

    /** A member that names a role, or what holds one; or a profile's name or ARN. */
    private static final Pattern SUSPECT = Pattern.compile("(?i).*("
            + "[. ][^.]*role[^.]*|[. ][^.]*profile[^.]*(\\.(arn|name))?|[. ]launchtemplate(id|name)s?(\\[])?"
            + "|[. ]launchconfigurationnames?(\\[])?)");

    private static final Pattern LIKE_INSTANCE = Pattern.compile("autoscaling:.* InstanceIds?(\\[])?");

    private static final Set<String> PASSED_WHEN_USED = Set.of(
            "ec2:CreateLaunchTemplate LaunchTemplateData.IamInstanceProfile.Arn",
            "ec2:CreateLaunchTemplate LaunchTemplateData.IamInstanceProfile.Name",
            "ec2:CreateLaunchTemplateVersion LaunchTemplateData.IamInstanceProfile.Arn",
            "ec2:CreateLaunchTemplateVersion LaunchTemplateData.IamInstanceProfile.Name");

    private static final Set<String> NAMES_WHAT_IS_MADE_SHOWN_OR_REMOVED = Set.of(
            "autoscaling:CreateLaunchConfiguration LaunchConfigurationName",
            "autoscaling:DeleteLaunchConfiguration LaunchConfigurationName",
            "autoscaling:DescribeLaunchConfigurations LaunchConfigurationNames[]",
            "ec2:CreateLaunchTemplate LaunchTemplateName",
            "ec2:CreateLaunchTemplateVersion LaunchTemplateId",
            "ec2:CreateLaunchTemplateVersion LaunchTemplateName",
            "ec2:DeleteLaunchTemplate LaunchTemplateId",
            "ec2:DeleteLaunchTemplate LaunchTemplateName",
            "ec2:DescribeLaunchTemplateVersions LaunchTemplateId",
            "ec2:DescribeLaunchTemplateVersions LaunchTemplateName",
            "ec2:DescribeLaunchTemplates LaunchTemplateIds[]",
            "ec2:DescribeLaunchTemplates LaunchTemplateNames[]",
            "ec2:ModifyLaunchTemplate LaunchTemplateId",
            "ec2:ModifyLaunchTemplate LaunchTemplateName");

    private static final Set<String> NAMES_AN_INSTANCE_THAT_HAS_ITS_ROLE = Set.of(
            "autoscaling:AttachInstances InstanceIds[]",
            "autoscaling:DescribeAutoScalingInstances InstanceIds[]",
            "autoscaling:DetachInstances InstanceIds[]",
            "autoscaling:TerminateInstanceInAutoScalingGroup InstanceId",
            "autoscaling:TerminateInstanceInAutoScalingGroup InstanceIds[]");

    private static final Set<String> TAKEN_ON_BY_ITS_TRUST_POLICY = Set.of(
            "sts:AssumeRole RoleArn",
            "sts:AssumeRoleWithSAML RoleArn",
            "sts:AssumeRole RoleSessionName",
            "sts:AssumeRoleWithWebIdentity RoleArn",
            "sts:AssumeRoleWithWebIdentity RoleSessionName");

    /** The members' first parts; each is refused as a whole, which is tested below. */
    private static final Map<String, Set<String>> REFUSED = Map.of(
            "autoscaling:CreateAutoScalingGroup", Set.of("MixedInstancesPolicy", "LifecycleHookSpecificationList[]"),
            "autoscaling:UpdateAutoScalingGroup", Set.of("MixedInstancesPolicy", "ServiceLinkedRoleARN"));

    private static Set<String> suspects() {
        Set<String> all = new TreeSet<>();
        for (ServiceModel service : SERVICES) {
            for (OperationModel<?, ?> operation : service.operations().values()) {
                structure(service.name() + ":" + operation.name() + " ", operation.input(), all, List.of());
            }
        }
        return all.stream()
                .filter(path -> SUSPECT.matcher(path).matches()
                        || LIKE_INSTANCE.matcher(path).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void structure(String path, StructureSchema<?> schema, Set<String> all, List<String> around) {
        if (around.contains(schema.name())) {
            return;
        }
        List<String> within = new ArrayList<>(around);
        within.add(schema.name());
        for (MemberSchema member : schema.members()) {
            shape(path + member.name(), member.shape(), all, within);
        }
    }

    private static void shape(String path, Shape shape, Set<String> all, List<String> around) {
        switch (shape) {
            case StructureSchema<?> structure -> structure(path + ".", structure, all, around);
            case Shape.ListOf list -> shape(path + "[]", list.element(), all, around);
            case Shape.MapOf map -> shape(path + "{}", map.value(), all, around);
            case Shape.Text text -> all.add(path);
            case Shape.IntegerNumber number -> {}
            case Shape.LongNumber number -> {}
            case Shape.DoubleNumber number -> {}
            case Shape.BooleanValue bool -> {}
            case Shape.Timestamp time -> {}
            case Shape.Blob blob -> {}
            case Shape.Stream stream -> {}
            case Shape.AnyJson json -> {}
        }
    }

    private static Set<String> doors() {
        return Stream.of(Door.values())
                .flatMap(door -> door.members().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isRefused(String path) {
        String[] parts = path.split(" ", 2);
        return REFUSED.getOrDefault(parts[0], Set.of()).contains(parts[1].split("\\.", 2)[0]);
    }

    /** IAM's requests name the role or profile that they are about; one alone hands a role on. */
    private static boolean isManagedByIam(String path) {
        return path.startsWith("iam:") && !path.startsWith("iam:AddRoleToInstanceProfile RoleName");
    }

    @Test
    void everyMemberThatMayNameARoleIsADoorOrIsNoneForAReason() {
        Set<String> left = suspects();
        left.removeAll(doors());
        left.removeAll(PASSED_WHEN_USED);
        left.removeAll(NAMES_WHAT_IS_MADE_SHOWN_OR_REMOVED);
        left.removeAll(NAMES_AN_INSTANCE_THAT_HAS_ITS_ROLE);
        left.removeAll(TAKEN_ON_BY_ITS_TRUST_POLICY);
        left.removeIf(DoorsAreCompleteTest::isRefused);
        left.removeIf(DoorsAreCompleteTest::isManagedByIam);

        assertEquals(Set.of(), left);
    }

    @Test
    void nothingIsListedThatIsNotThere() {
        Set<String> listed = doors();
        listed.addAll(PASSED_WHEN_USED);
        listed.addAll(NAMES_WHAT_IS_MADE_SHOWN_OR_REMOVED);
        listed.addAll(NAMES_AN_INSTANCE_THAT_HAS_ITS_ROLE);
        listed.addAll(TAKEN_ON_BY_ITS_TRUST_POLICY);
        int before = listed.size();
        listed.retainAll(suspects());

        assertEquals(before, listed.size());
        REFUSED.forEach((operation, members) -> members.forEach(member ->
                assertTrue(suspects().stream().anyMatch(path -> path.startsWith(operation + " " + member)), member)));
    }

    /** What the Service Authorization Reference says of an action counts, not what we think of it. */
    @Test
    void everyOperationThatTakesPassRoleByAwssReferenceHasADoor() {
        Set<String> expected = new TreeSet<>();
        for (ServiceModel service : SERVICES) {
            for (String operation : service.operations().keySet()) {
                boolean passes = ActionCatalogue.aws()
                        .action(service.name() + ":" + operation)
                        .filter(action -> action.dependentActions().contains("iam:PassRole"))
                        .isPresent();
                if (passes) {
                    expected.add(service.name() + ":" + operation);
                }
            }
        }
        Set<String> withoutDoor = new TreeSet<>(expected);
        doors().forEach(member -> withoutDoor.remove(member.substring(0, member.indexOf(' '))));

        assertTrue(expected.contains("ec2:RunInstances"));
        assertEquals(Set.of(), withoutDoor);
    }

    static Stream<CreateAutoScalingGroupInput.Builder> refusedOfAGroup() {
        return Stream.of(
                group().mixedInstancesPolicy(MixedInstancesPolicy.builder()
                        .launchTemplate(LaunchTemplate.builder()
                                .launchTemplateSpecification(new LaunchTemplateSpecification(null, "web", null))
                                .build())
                        .build()),
                group().launchConfigurationName("web")
                        .lifecycleHookSpecificationList(List.of(LifecycleHookSpecification.builder()
                                .lifecycleHookName("h")
                                .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                                .roleARN(Door.RUN_BY_ARN.role())
                                .build())));
    }

    private static CreateAutoScalingGroupInput.Builder group() {
        return CreateAutoScalingGroupInput.builder()
                .autoScalingGroupName("g")
                .minSize(0)
                .maxSize(1)
                .availabilityZones(List.of("us-east-1a"));
    }

    @ParameterizedTest
    @MethodSource("refusedOfAGroup")
    void whatAGroupWouldHandARoleOverByIsRefused(CreateAutoScalingGroupInput.Builder input) {
        String error = error(AutoScalingOperations.CREATE_AUTO_SCALING_GROUP, input.build());

        assertTrue(error.startsWith("NotImplemented: "), error);
        assertEquals(List.of(), world.shown());
    }

    static Stream<UpdateAutoScalingGroupInput.Builder> refusedOfAnUpdate() {
        return Stream.of(
                UpdateAutoScalingGroupInput.builder()
                        .mixedInstancesPolicy(MixedInstancesPolicy.builder().build()),
                UpdateAutoScalingGroupInput.builder().serviceLinkedRoleARN(Door.SERVICE_LINKED_ROLE.role()));
    }

    @ParameterizedTest
    @MethodSource("refusedOfAnUpdate")
    void whatAnUpdateWouldHandARoleOverByIsRefused(UpdateAutoScalingGroupInput.Builder input) {
        world.group("g", 0, 1);

        String error = error(
                AutoScalingOperations.UPDATE_AUTO_SCALING_GROUP,
                input.autoScalingGroupName("g").build());

        assertTrue(error.startsWith("NotImplemented: "), error);
    }
}
