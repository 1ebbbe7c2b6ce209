package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.SecurityGroup;
import signet.fleet.Tables;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.ec2.CreateSecurityGroupInput;
import signet.model.ec2.CreateSecurityGroupOutput;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Makes a security group, whose members may send everything and receive nothing but answers. */
final class CreateSecurityGroup implements Operation<CreateSecurityGroupInput, CreateSecurityGroupOutput> {
    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");

    private final State state;
    private final Ids ids;

    CreateSecurityGroup(State state, Ids ids) {
        this.state = state;
        this.ids = ids;
    }

    @Override
    public OperationModel<CreateSecurityGroupInput, CreateSecurityGroupOutput> model() {
        return Ec2Operations.CREATE_SECURITY_GROUP;
    }

    @Override
    public Accesses accesses(Call<CreateSecurityGroupInput> call) {
        CreateSecurityGroupInput input = call.input();
        Ec2Call ec2 = Ec2Call.of(call);
        check(input);
        String vpc = DefaultNetwork.of(ec2).vpcId();
        if (input.vpcId() != null && !input.vpcId().equals(vpc)) {
            throw Errors.notFound("InvalidVpcID", "vpc", List.of(input.vpcId()));
        }
        Map<String, String> tags = tags(input);
        String made = ec2.arn(Groups.TYPE, "*");
        List<Access> all = new ArrayList<>();
        all.add(ec2.access(model().name(), made).with(Tags.requestKeys(tags)));
        all.add(ec2.access(model().name(), ec2.arn("vpc", vpc), Tags.of(ec2.view(), ec2.account(), vpc))
                .with(ResourceKeys.vpc(vpc)));
        all.addAll(Tags.creation(ec2, model().name(), made, tags));
        return Accesses.of(all);
    }

    @Override
    public CreateSecurityGroupOutput handle(Authorized<CreateSecurityGroupInput> request) {
        Ec2Call call = Ec2Call.of(request);
        CreateSecurityGroupInput input = request.input();
        DefaultNetwork network = DefaultNetwork.of(call);
        String id = ids.resource("sg");
        SecurityGroup made = new SecurityGroup(
                call.account(),
                call.region(),
                id,
                network.vpcId(),
                input.groupName(),
                input.description(),
                List.of(network.everywhere(ids.resource("sgr"))));
        state.write(tx -> {
            List<SecurityGroup> all = Groups.all(call.on(tx));
            if (all.stream().anyMatch(group -> group.name().equals(made.name()))) {
                throw Errors.of(
                        "InvalidGroup.Duplicate",
                        "The security group '" + made.name() + "' already exists for VPC '" + made.vpcId() + "'");
            }
            if (all.size() >= Groups.LIMIT) {
                throw Errors.of(
                        "SecurityGroupLimitExceeded", "The maximum number of security groups has been reached.");
            }
            tx.put(Tables.SECURITY_GROUPS, made.key(), made);
            Tags.put(tx, call.account(), id, tags(input));
            return made;
        });
        return CreateSecurityGroupOutput.builder()
                .groupId(id)
                .securityGroupArn(call.arn(Groups.TYPE, id))
                .tags(Tags.list(tags(input)))
                .build();
    }

    private static Map<String, String> tags(CreateSecurityGroupInput input) {
        return Tags.byType(input.tagSpecifications(), Groups.TYPE).getOrDefault(Groups.TYPE, Map.of());
    }

    private static void check(CreateSecurityGroupInput input) {
        String name = input.groupName();
        if (!TEXT.matcher(name).matches()) {
            throw Errors.invalidValue(name, "GroupName", "Character sets beyond ASCII are not supported.");
        }
        if (name.startsWith("sg-")) {
            throw Errors.invalidValue(name, "GroupName", "Group names may not be in the format sg-*.");
        }
        if (name.equals(SecurityGroup.DEFAULT)) {
            throw Errors.invalidValue("Cannot use reserved security group name: default");
        }
        if (!TEXT.matcher(input.description()).matches()) {
            throw Errors.invalidValue(
                    "Invalid security group description. Valid descriptions are strings less than 256 characters from"
                            + " the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
        }
    }
}
