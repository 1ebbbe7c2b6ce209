package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Authorized;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.fleet.Tables;
import signet.model.OperationModel;
import signet.model.ec2.DescribeIamInstanceProfileAssociationsInput;
import signet.model.ec2.DescribeIamInstanceProfileAssociationsOutput;
import signet.model.ec2.Ec2Operations;

/** Shows which instances have which instance profiles. */
final class DescribeIamInstanceProfileAssociations
        implements Describe<DescribeIamInstanceProfileAssociationsInput, DescribeIamInstanceProfileAssociationsOutput> {
    private static final Filters<ProfileAssociation> FILTERS = new Filters<ProfileAssociation>()
            .on("instance-id", ProfileAssociation::instanceId)
            .on("state", ProfileAssociation::state);

    @Override
    public OperationModel<DescribeIamInstanceProfileAssociationsInput, DescribeIamInstanceProfileAssociationsOutput>
            model() {
        return Ec2Operations.DESCRIBE_IAM_INSTANCE_PROFILE_ASSOCIATIONS;
    }

    @Override
    public DescribeIamInstanceProfileAssociationsOutput handle(
            Authorized<DescribeIamInstanceProfileAssociationsInput> request) {
        Ec2Call call = Ec2Call.of(request);
        DescribeIamInstanceProfileAssociationsInput input = request.input();
        List<String> ids = input.associationIds();
        List<ProfileAssociation> found = ids == null || ids.isEmpty() ? all(call) : named(call, ids);
        Paging.Page<ProfileAssociation> page = Paging.page(
                FILTERS.apply(input.filters(), found),
                ProfileAssociation::id,
                input.maxResults(),
                input.nextToken(),
                5,
                1000);
        return DescribeIamInstanceProfileAssociationsOutput.builder()
                .iamInstanceProfileAssociations(
                        page.items().stream().map(Associations::answer).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static List<ProfileAssociation> named(Ec2Call call, List<String> ids) {
        List<ProfileAssociation> found = new ArrayList<>();
        for (ProfileAssociation association : all(call)) {
            if (ids.contains(association.id())) {
                found.add(association);
            }
        }
        for (String id : ids) {
            if (found.stream().noneMatch(association -> association.id().equals(id))) {
                throw Errors.noAssociation(id);
            }
        }
        return found;
    }

    private static List<ProfileAssociation> all(Ec2Call call) {
        List<String> here = Instances.all(call).stream().map(Instance::id).toList();
        return call.view().under(Tables.ASSOCIATIONS, call.account() + "/").values().stream()
                .filter(association -> here.contains(association.instanceId()))
                .toList();
    }
}
