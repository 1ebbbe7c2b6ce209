package signet.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.authz.Verdict;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.identity.Role;
import signet.lambda.LambdaService;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ec2.DescribeImagesInput;
import signet.model.ec2.DescribeImagesOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.Image;
import signet.model.ec2.RequestSpotInstancesInput;
import signet.model.ec2.RequestSpotLaunchSpecification;
import signet.model.ec2.RunInstancesInput;
import signet.paths.Surroundings;
import signet.paths.Workplace;
import signet.snapshot.View;

/** What paths lead over besides identities: launches as EC2 would weigh them, and the instances and functions that are there. */
final class AccountSurroundings implements Surroundings {
    private static final String TYPE = "t3.micro";

    private final Services services;
    private final Authorizer authorizer;

    AccountSurroundings(Services services, Authorizer authorizer) {
        this.services = services;
        this.authorizer = authorizer;
    }

    @Override
    public Optional<List<Access>> launch(Launch launch) {
        return image(launch).map(image -> {
            try {
                return launch.action().equals("ec2:RunInstances") ? run(launch, image) : spot(launch, image);
            } catch (AwsError e) {
                return List.<Access>of();
            }
        });
    }

    /** An image that is there, whoever asks; empty where there is no EC2, or it tells nobody. */
    private Optional<String> image(Launch launch) {
        DescribeImagesInput input = DescribeImagesInput.builder().build();
        return operation(Ec2Operations.DESCRIBE_IMAGES).flatMap(operation -> {
            Call<DescribeImagesInput> call = new Call<>(
                    input, new Caller.Root(launch.caller().account(), "", null), launch.info(), launch.view());
            return authorizer.authorize(call, operation.accesses(call)) instanceof Verdict.Granted<?> granted
                    ? first(operation, granted)
                    : Optional.empty();
        });
    }

    @SuppressWarnings("unchecked") // what was granted is the call that was asked about
    private static Optional<String> first(
            Operation<DescribeImagesInput, DescribeImagesOutput> operation, Verdict.Granted<?> granted) {
        DescribeImagesOutput found = operation.handle(((Verdict.Granted<DescribeImagesInput>) granted).request());
        List<Image> images = Objects.requireNonNullElse(found.images(), List.of());
        return images.stream()
                .flatMap(image -> Stream.ofNullable(image.imageId()))
                .findFirst();
    }

    private List<Access> run(Launch launch, String image) {
        RunInstancesInput input = RunInstancesInput.builder()
                .imageId(image)
                .instanceType(TYPE)
                .minCount(1)
                .maxCount(1)
                .iamInstanceProfile(profile(launch))
                .build();
        return needed(launch, Ec2Operations.RUN_INSTANCES, input);
    }

    private List<Access> spot(Launch launch, String image) {
        RequestSpotInstancesInput input = RequestSpotInstancesInput.builder()
                .instanceCount(1)
                .launchSpecification(RequestSpotLaunchSpecification.builder()
                        .imageId(image)
                        .instanceType(TYPE)
                        .iamInstanceProfile(profile(launch))
                        .build())
                .build();
        return needed(launch, Ec2Operations.REQUEST_SPOT_INSTANCES, input);
    }

    private static @Nullable IamInstanceProfileSpecification profile(Launch launch) {
        return launch.profile() == null ? null : new IamInstanceProfileSpecification(launch.profile(), null);
    }

    private <I, O> List<Access> needed(Launch launch, OperationModel<I, O> model, I input) {
        Call<I> call = new Call<>(input, launch.caller(), launch.info(), launch.view());
        return operation(model)
                .map(operation -> operation.accesses(call).required())
                .orElse(List.of());
    }

    @SuppressWarnings("unchecked") // an operation's model is of its own input and output
    private <I, O> Optional<Operation<I, O>> operation(OperationModel<I, O> model) {
        return services.operation(model).map(found -> (Operation<I, O>) found);
    }

    @Override
    public List<Workplace> workplaces(View view, String account) {
        List<Workplace> all = new ArrayList<>();
        for (Instance instance :
                view.under(signet.fleet.Tables.INSTANCES, account + "/").values()) {
            Instance.Code code = instance.state().code();
            if (code == Instance.Code.RUNNING || code == Instance.Code.STOPPED) {
                all.add(of(view, instance, code == Instance.Code.RUNNING));
            }
        }
        LambdaService.roles(view, account)
                .forEach((function, role) ->
                        all.add(new Workplace(Workplace.Kind.FUNCTION, function, role, true, true)));
        return all;
    }

    private static Workplace of(View view, Instance instance, boolean running) {
        Optional<ProfileAssociation> association =
                view.find(signet.fleet.Tables.ASSOCIATIONS_BY_INSTANCE, instance.id()).stream()
                        .filter(found -> !found.state().equals("disassociating"))
                        .findFirst();
        String role = association
                .flatMap(found -> view.findOne(signet.identity.Tables.INSTANCE_PROFILES_BY_ID, found.profileId()))
                .flatMap(profile -> Optional.ofNullable(profile.roleId()))
                .flatMap(id -> view.findOne(signet.identity.Tables.ROLES_BY_ID, id))
                .map(Role::arn)
                .orElse(null);
        return new Workplace(Workplace.Kind.INSTANCE, instance.arn(), role, running, association.isPresent());
    }
}
