package signet.autoscaling;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import signet.authz.Authorized;
import signet.authz.Caller;
import signet.authz.RequestInfo;
import signet.authz.Requests;
import signet.identity.Ids;
import signet.identity.Role;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ec2.AttributeBooleanValue;
import signet.model.ec2.DescribeLaunchTemplatesInput;
import signet.model.ec2.DescribeSubnetsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Instance;
import signet.model.ec2.LaunchTemplate;
import signet.model.ec2.ModifyInstanceAttributeInput;
import signet.model.ec2.Reservation;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.Subnet;
import signet.model.ec2.TerminateInstancesInput;
import signet.model.iam.CreateServiceLinkedRoleInput;
import signet.model.iam.IamOperations;

/** What Auto Scaling asks of EC2 and IAM: for a client, or for itself in its service-linked role. */
final class Ec2 {
    private final Requests requests;
    private final Ids ids;
    private final Clock clock;

    Ec2(Requests requests, Ids ids, Clock clock) {
        this.requests = requests;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Asks whether a client may launch by a template what a group would launch for it, without launching it.
     *
     * @param template its id or name, as the client gave it
     * @throws AwsError as AWS answers a group's maker who may not, or whose template cannot be launched
     */
    void check(Authorized<?> client, RunInstancesInput launch, String template) {
        try {
            var _ = requests.send(
                    client.caller(), client.info().via(ServiceRole.SERVICE), Ec2Operations.RUN_INSTANCES, launch);
        } catch (AwsError e) {
            if (e.code().equals("UnauthorizedOperation")) {
                throw Errors.accessDenied("You are not authorized to use launch template: " + template);
            }
            if (!e.code().equals("DryRunOperation")) {
                throw Errors.validation("You must use a valid fully-formed launch template. " + e.message());
            }
        }
    }

    /** Makes the service-linked role for a client. */
    void makeRole(Authorized<?> client) {
        var _ = requests.send(
                client.caller(),
                client.info().via(ServiceRole.SERVICE),
                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                CreateServiceLinkedRoleInput.builder()
                        .awsServiceName(ServiceRole.SERVICE)
                        .build());
    }

    List<Subnet> subnets(Role role, String region, List<String> ids) {
        return Objects.requireNonNull(send(
                        role,
                        region,
                        Ec2Operations.DESCRIBE_SUBNETS,
                        DescribeSubnetsInput.builder().subnetIds(ids).build())
                .subnets());
    }

    LaunchTemplate template(Role role, String region, DescribeLaunchTemplatesInput asked) {
        return Objects.requireNonNull(send(role, region, Ec2Operations.DESCRIBE_LAUNCH_TEMPLATES, asked)
                        .launchTemplates())
                .getFirst();
    }

    /** Launches one instance. */
    Instance launch(Role role, String region, RunInstancesInput launch) {
        Reservation reservation = send(role, region, Ec2Operations.RUN_INSTANCES, launch);
        return Objects.requireNonNull(reservation.instances()).getFirst();
    }

    /** Terminates an instance; its termination protection is against users, not against its group. */
    void terminate(Role role, String region, String instanceId, boolean isProtected) {
        if (isProtected) {
            var _ = send(
                    role,
                    region,
                    Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE,
                    ModifyInstanceAttributeInput.builder()
                            .instanceId(instanceId)
                            .disableApiTermination(new AttributeBooleanValue(false))
                            .build());
        }
        var _ = send(
                role,
                region,
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesInput.builder()
                        .instanceIds(List.of(instanceId))
                        .build());
    }

    private <I, O> O send(Role role, String region, OperationModel<I, O> operation, I input) {
        RequestInfo info = new RequestInfo(
                ids.uuid(), clock.instant(), region, ServiceRole.SERVICE, true, ServiceRole.SERVICE, null);
        Caller self = ServiceRole.acting(role, clock.instant());
        return requests.send(self, info, operation, input);
    }
}
