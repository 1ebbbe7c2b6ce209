package signet.autoscaling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.autoscaling.Tag;

/**
 * An Auto Scaling group.
 *
 * @param id the UUID in its ARN
 * @param size how many instances it has and may have
 * @param source what it launches
 * @param places where
 * @param role the ARN of the service-linked role by which it acts
 * @param settings what else may be changed
 * @param members its instances
 * @param launching a launch that may or may not have happened, null when there is none
 * @param deleting whether it goes once its instances have gone
 */
record GroupRecord(
        String account,
        String region,
        String name,
        String id,
        Instant created,
        Size size,
        Source source,
        Places places,
        String role,
        Settings settings,
        List<Tag> tags,
        List<Member> members,
        @Nullable Launching launching,
        boolean deleting) {

    /** The bounds of a group, and how many instances it is to have. */
    record Size(int min, int max, int desired) {}

    /** Either a launch configuration's name or a launch template. */
    record Source(
            @Nullable String launchConfiguration, @Nullable LaunchTemplateSpecification template) {}

    /**
     * Where instances go.
     *
     * @param zones availability zones, of the subnets too
     * @param subnets in the order of {@code zones}; empty when only zones were asked for
     */
    record Places(List<String> zones, List<String> subnets) {
        Places {
            zones = List.copyOf(zones);
            subnets = List.copyOf(subnets);
        }
    }

    /**
     * What a group carries besides; times in seconds.
     *
     * @param protectsNew whether new instances are protected from scale in
     */
    record Settings(int cooldown, int healthCheckGrace, boolean protectsNew) {}

    /** A launch under way: its client token, and the index of its place. */
    record Launching(String token, int place) {}

    GroupRecord {
        tags = List.copyOf(tags);
        members = List.copyOf(members);
    }

    String key() {
        return account + "/" + region + "/" + name;
    }

    String arn() {
        return Scope.groupArn(account, region, id, name);
    }

    /** The instances that count: those that were not sent away. */
    List<Member> staying() {
        return members.stream().filter(member -> !member.terminating()).toList();
    }

    GroupRecord with(Size next) {
        return changed(next, source, places, settings, members, launching, deleting);
    }

    GroupRecord with(Size nextSize, Source nextSource, Places nextPlaces, Settings nextSettings) {
        return changed(nextSize, nextSource, nextPlaces, nextSettings, members, launching, deleting);
    }

    GroupRecord with(List<Member> next, @Nullable Launching under) {
        return changed(size, source, places, settings, next, under, deleting);
    }

    /** The same group on its way out. */
    GroupRecord leaving() {
        return changed(new Size(0, 0, 0), source, places, settings, members, launching, true);
    }

    private GroupRecord changed(
            Size nextSize,
            Source nextSource,
            Places nextPlaces,
            Settings nextSettings,
            List<Member> nextMembers,
            @Nullable Launching under,
            boolean leaves) {
        return new GroupRecord(
                account,
                region,
                name,
                id,
                created,
                nextSize,
                nextSource,
                nextPlaces,
                role,
                nextSettings,
                tags,
                nextMembers,
                under,
                leaves);
    }
}
