package signet.imds;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.fleet.Tables;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.snapshot.View;

/**
 * What an instance holds by its instance profile at one moment. The profile and the role are found by their unique ids:
 * another of the same name, made after the first was deleted, is not the one that was handed over.
 *
 * @param profile null when it was deleted
 * @param role null when the profile has none
 */
record HeldRole(
        Instance instance,
        ProfileAssociation association,
        @Nullable InstanceProfile profile,
        @Nullable Role role) {

    /** What an instance holds; empty without an association. */
    static Optional<HeldRole> of(View view, Instance instance) {
        List<ProfileAssociation> all = view.find(Tables.ASSOCIATIONS_BY_INSTANCE, instance.id());
        return all.stream()
                .filter(association -> association.account().equals(instance.account()))
                .filter(association -> !association.state().equals("disassociating"))
                .max(Comparator.comparing(ProfileAssociation::changed))
                .map(association -> held(view, instance, association));
    }

    private static HeldRole held(View newest, Instance instance, ProfileAssociation association) {
        View view = newest.effective();
        Optional<InstanceProfile> profile = view.findOne(
                        signet.identity.Tables.INSTANCE_PROFILES_BY_ID, association.profileId())
                .filter(found -> found.account().equals(instance.account()));
        Optional<Role> role = profile.map(InstanceProfile::roleId)
                .flatMap(id -> view.findOne(signet.identity.Tables.ROLES_BY_ID, id))
                .filter(found -> found.account().equals(instance.account()));
        return new HeldRole(instance, association, profile.orElse(null), role.orElse(null));
    }
}
