package signet.ec2;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import signet.authz.Access;
import signet.authz.AuthorizationMessages;
import signet.authz.Caller;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Service;
import signet.fleet.Fleet;
import signet.identity.Ids;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;
import signet.snapshot.View;

/** Amazon EC2: instances, the profiles that give them roles, and as much of the rest as launching them takes. */
public final class Ec2Service implements Service {
    private static final String UNAUTHORIZED = "You are not authorized to perform this operation. ";

    private final AuthorizationMessages messages;
    private final List<Operation<?, ?>> operations;

    /**
     * The service.
     *
     * @param fleet runs the instances
     * @param messages seals what a denial rests on
     */
    public Ec2Service(State state, Fleet fleet, Ids ids, AuthorizationMessages messages) {
        this(state, fleet, ids, messages, Catalogue.ofHost());
    }

    Ec2Service(State state, Fleet fleet, Ids ids, AuthorizationMessages messages, Catalogue catalogue) {
        this.messages = messages;
        this.operations = Stream.of(
                        instances(state, fleet, ids, catalogue, messages),
                        attributes(state, fleet, catalogue),
                        associations(state, fleet, ids),
                        templates(state, ids),
                        keysAndTags(state, ids),
                        offers(catalogue),
                        network(catalogue),
                        groups(state, ids))
                .flatMap(List::stream)
                .<Operation<?, ?>>map(Ec2Service::gated)
                .toList();
    }

    @Override
    public ServiceModel model() {
        return Ec2Operations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public Optional<Access> accessTo(View view, Caller caller, String action, String resource) {
        String name = action.substring(action.indexOf(':') + 1);
        return view.under(signet.fleet.Tables.INSTANCES, caller.account() + "/").values().stream()
                .filter(instance -> instance.arn().equals(resource))
                .findFirst()
                .map(instance -> Instances.access(
                        new Ec2Call(instance.account(), instance.launch().region(), view), name, instance));
    }

    @Override
    public AwsError denied(Denial denial) {
        return denied(denial, messages);
    }

    /** As EC2 says it: the encoded message goes with actions on resources, not with those that know none. */
    static AwsError denied(Denial denial, AuthorizationMessages messages) {
        boolean resources = !denial.decided().access().resource().equals("*");
        String more = resources ? ". Encoded authorization failure message: " + messages.encode(denial) : "";
        return AwsError.of("UnauthorizedOperation", 403, UNAUTHORIZED + denial.sentence() + more);
    }

    private static <I, O> Operation<I, O> gated(Operation<I, O> operation) {
        return new Gate<>(operation);
    }

    private static List<Operation<?, ?>> instances(
            State state, Fleet fleet, Ids ids, Catalogue catalogue, AuthorizationMessages messages) {
        return List.of(
                new RunInstances(state, fleet, new Launcher(ids), catalogue),
                new RequestSpotInstances(state, fleet, new Launcher(ids), catalogue),
                new DescribeSpotInstanceRequests(),
                new CancelSpotInstanceRequests(state),
                new CreateFleet(state, fleet, ids, messages, catalogue),
                new DescribeFleets(),
                new DeleteFleets(state, fleet),
                new DescribeInstances(catalogue),
                new StartInstances(state, fleet),
                new StopInstances(state, fleet),
                new RebootInstances(fleet),
                new TerminateInstances(state, fleet));
    }

    private static List<Operation<?, ?>> associations(State state, Fleet fleet, Ids ids) {
        return List.of(
                new AssociateIamInstanceProfile(state, fleet, ids),
                new ReplaceIamInstanceProfileAssociation(state, fleet, ids),
                new DisassociateIamInstanceProfile(state, fleet),
                new DescribeIamInstanceProfileAssociations());
    }

    private static List<Operation<?, ?>> attributes(State state, Fleet fleet, Catalogue catalogue) {
        return List.of(
                new DescribeInstanceStatus(catalogue),
                new DescribeInstanceAttribute(),
                new ModifyInstanceAttribute(state, catalogue),
                new ModifyInstanceMetadataOptions(state),
                new DescribeInstanceCreditSpecifications(),
                new GetConsoleOutput(fleet));
    }

    private static List<Operation<?, ?>> templates(State state, Ids ids) {
        return List.of(
                new CreateLaunchTemplate(state, ids),
                new CreateLaunchTemplateVersion(state),
                new GetLaunchTemplateData(),
                new DescribeLaunchTemplates(),
                new DescribeLaunchTemplateVersions(),
                new ModifyLaunchTemplate(state),
                new DeleteLaunchTemplate(state));
    }

    private static List<Operation<?, ?>> keysAndTags(State state, Ids ids) {
        return List.of(
                new CreateKeyPair(state, ids),
                new ImportKeyPair(state, ids),
                new DeleteKeyPair(state),
                new DescribeKeyPairs(),
                new CreateTags(state),
                new DeleteTags(state),
                new DescribeTags());
    }

    private static List<Operation<?, ?>> offers(Catalogue catalogue) {
        return List.of(
                new DescribeAccountAttributes(),
                new DescribeAvailabilityZones(catalogue),
                new DescribeImages(catalogue),
                new DescribeInstanceTypeOfferings(catalogue),
                new DescribeInstanceTypes(catalogue),
                new DescribeRegions(catalogue));
    }

    private static List<Operation<?, ?>> groups(State state, Ids ids) {
        RuleChanges changes = new RuleChanges(state, ids);
        return List.of(
                new CreateSecurityGroup(state, ids),
                new DeleteSecurityGroup(state),
                new DescribeSecurityGroups(),
                new DescribeSecurityGroupRules(),
                new AuthorizeSecurityGroupIngress(changes),
                new AuthorizeSecurityGroupEgress(changes),
                new RevokeSecurityGroupIngress(changes),
                new RevokeSecurityGroupEgress(changes));
    }

    private static List<Operation<?, ?>> network(Catalogue catalogue) {
        return List.of(
                new DescribeNetworkInterfaces(catalogue),
                new DescribeSubnets(catalogue),
                new DescribeVolumes(catalogue),
                new DescribeVpcs());
    }
}
