package signet.ec2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.fleet.Instance;
import signet.fleet.Instance.Code;
import signet.fleet.ProfileAssociation;
import signet.fleet.Tables;
import signet.model.ec2.IamInstanceProfile;
import signet.model.ec2.IamInstanceProfileAssociation;
import signet.model.ec2.IamInstanceProfileSpecification;

/** What the operations on associations of instance profiles share. */
final class Associations {
    private Associations() {}

    static ProfileAssociation find(Ec2Call call, String id) {
        return call.view()
                .get(Tables.ASSOCIATIONS, call.account() + "/" + id)
                .filter(association -> !association.state().equals("disassociating"))
                .filter(association -> instance(call, association)
                        .filter(instance -> instance.launch().region().equals(call.region()))
                        .isPresent())
                .orElseThrow(() -> Errors.noAssociation(id));
    }

    static Instance instanceOf(Ec2Call call, ProfileAssociation association) {
        return instance(call, association)
                .orElseThrow(() -> Errors.noInstances(java.util.List.of(association.instanceId())));
    }

    static Profiles.Handed handed(Ec2Call call, @Nullable IamInstanceProfileSpecification asked) {
        LaunchSettings.Profile profile = RunSettings.profile(asked);
        if (profile == null) {
            throw Errors.missing("IamInstanceProfile");
        }
        return Profiles.find(call, profile);
    }

    /** The action on an instance that gets another profile. */
    static Access attach(Ec2Call call, String action, Instance instance, Profiles.Handed handed) {
        return Instances.access(call, action, instance)
                .with("ec2:NewInstanceProfile", handed.profile().arn());
    }

    static void requireRunningOrStopped(Instance instance) {
        Code code = instance.state().code();
        if (code != Code.RUNNING && code != Code.STOPPED) {
            throw Errors.notRunningOrStopped(instance.id());
        }
    }

    static void requireSame(Ec2Call call, Profiles.Handed handed) {
        if (!handed.holdsIn(call.view())) {
            throw Errors.changedMeanwhile("The instance profile");
        }
    }

    static ProfileAssociation associating(String id, Instance instance, Profiles.Handed handed, Instant now) {
        return new ProfileAssociation(
                instance.account(),
                id,
                instance.id(),
                handed.profile().arn(),
                handed.profile().id(),
                "associating",
                now);
    }

    static IamInstanceProfileAssociation answer(ProfileAssociation association) {
        return IamInstanceProfileAssociation.builder()
                .associationId(association.id())
                .instanceId(association.instanceId())
                .iamInstanceProfile(new IamInstanceProfile(association.profileArn(), association.profileId()))
                .state(association.state())
                .build();
    }

    private static java.util.Optional<Instance> instance(Ec2Call call, ProfileAssociation association) {
        return call.view().get(Tables.INSTANCES, call.account() + "/" + association.instanceId());
    }
}
