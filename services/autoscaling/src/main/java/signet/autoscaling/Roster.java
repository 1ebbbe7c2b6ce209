package signet.autoscaling;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;
import signet.fleet.Instance.Code;
import signet.identity.Ids;
import signet.snapshot.State;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** Who belongs to a group, and the changes of that, each in one transaction with the activity that tells of it. */
final class Roster {
    static final String GROUP_TAG = "aws:autoscaling:groupName";

    private final State state;
    private final Ids ids;
    private final Clock clock;

    Roster(State state, Ids ids, Clock clock) {
        this.state = state;
        this.ids = ids;
        this.clock = clock;
    }

    Optional<Instance> instance(GroupRecord group, Member member) {
        return instance(state.current(), group.account(), member.instanceId());
    }

    static Optional<Instance> instance(View view, String account, String id) {
        return view.get(signet.fleet.Tables.INSTANCES, account + "/" + id);
    }

    /** Removes the members whose instances have ended. */
    void forgetGone(String key) {
        if (state.current().get(Tables.GROUPS, key).stream()
                .flatMap(group -> group.members().stream().filter(member -> isGone(state.current(), group, member)))
                .findAny()
                .isEmpty()) {
            return;
        }
        state.change(tx -> tx.get(Tables.GROUPS, key).ifPresent(group -> {
            List<Member> left = new ArrayList<>();
            for (Member member : group.members()) {
                if (!isGone(tx, group, member)) {
                    left.add(member);
                } else if (!member.terminating()) {
                    Activities.record(
                            tx,
                            group,
                            ids,
                            clock.instant(),
                            "Terminating EC2 instance: " + member.instanceId(),
                            Causes.unhealthy(clock.instant()));
                }
            }
            tx.put(Tables.GROUPS, key, group.with(left, group.launching()));
        }));
    }

    /** The members that stay but do not run. */
    List<Member> unhealthy(GroupRecord group) {
        return group.staying().stream()
                .filter(member -> instance(group, member)
                        .filter(instance -> !isWell(instance.state().code()))
                        .isPresent())
                .toList();
    }

    /** The members that were sent away and have not begun to end. */
    List<Member> leaving(String key) {
        Optional<GroupRecord> group = state.current().get(Tables.GROUPS, key);
        return group.stream()
                .flatMap(found -> found.members().stream()
                        .filter(Member::terminating)
                        .filter(member -> instance(found, member)
                                .filter(instance -> instance.state().code() != Code.SHUTTING_DOWN
                                        && instance.state().code() != Code.TERMINATED)
                                .isPresent()))
                .toList();
    }

    /** A member that is one too many: of the fullest zone, the one that was launched first. */
    Optional<Member> surplus(String key) {
        Optional<GroupRecord> found = state.current().get(Tables.GROUPS, key);
        if (found.isEmpty()
                || found.get().staying().size() <= found.get().size().desired()) {
            return Optional.empty();
        }
        GroupRecord group = found.get();
        Comparator<Member> fullest = Comparator.comparingLong(member -> -inZone(group, member.zone()));
        return group.staying().stream()
                .filter(member -> group.deleting() || !member.protectedFromScaleIn())
                .min(fullest.thenComparing(member -> instance(group, member)
                        .map(instance -> instance.launch().launched())
                        .orElse(clock.instant())));
    }

    /** Marks a member as sent away. */
    void sendAway(String key, String instanceId, String cause) {
        state.change(tx -> tx.get(Tables.GROUPS, key).ifPresent(group -> sendAway(tx, group, instanceId, cause)));
    }

    void sendAway(Transaction tx, GroupRecord group, String instanceId, String cause) {
        List<Member> next = group.members().stream()
                .map(member -> member.instanceId().equals(instanceId) ? member.sentAway() : member)
                .toList();
        tx.put(Tables.GROUPS, group.key(), group.with(next, group.launching()));
        Activities.record(tx, group, ids, clock.instant(), "Terminating EC2 instance: " + instanceId, cause);
    }

    /** Whether an instance of a group could not be started: the next one will hardly fare better at once. */
    boolean failedToStart(String key) {
        return state.current().get(Tables.GROUPS, key).stream()
                .flatMap(group -> group.staying().stream().flatMap(member -> instance(group, member).stream()))
                .anyMatch(instance ->
                        !instance.booted() && !isWell(instance.state().code()));
    }

    /** Whether a group has all its instances, and they run. */
    boolean isComplete(String key) {
        return state.current()
                .get(Tables.GROUPS, key)
                .filter(group -> group.staying().size() == group.size().desired())
                .filter(group -> group.staying().stream()
                        .allMatch(member -> instance(group, member)
                                .filter(instance -> instance.state().code() == Code.RUNNING)
                                .isPresent()))
                .isPresent();
    }

    /** Whether a group has fewer instances than it is to have, or does not know what became of a launch. */
    boolean wants(String key) {
        return state.current()
                .get(Tables.GROUPS, key)
                .filter(group -> group.launching() != null
                        || group.staying().size() < group.size().desired())
                .isPresent();
    }

    /** Records that an instance is about to be launched, unless that was recorded before and came to nothing yet. */
    GroupRecord beginLaunch(String key) {
        return state.write(tx -> {
            GroupRecord group = tx.get(Tables.GROUPS, key).orElseThrow();
            if (group.launching() != null) {
                return group;
            }
            GroupRecord next = group.with(group.members(), new GroupRecord.Launching(ids.uuid(), emptiest(group)));
            tx.put(Tables.GROUPS, key, next);
            return next;
        });
    }

    /** Takes a launched instance in, and names its group on it. */
    void join(String key, signet.model.ec2.Instance launched) {
        String id = Objects.requireNonNull(launched.instanceId());
        state.change(tx -> tx.get(Tables.GROUPS, key).ifPresent(group -> {
            int size = group.staying().size();
            Instance instance = instance(tx, group.account(), id).orElseThrow();
            tag(tx, instance, group.name());
            List<Member> members = new ArrayList<>(group.members());
            members.add(member(group, instance));
            tx.put(Tables.GROUPS, key, group.with(members, null));
            Activities.record(
                    tx,
                    group,
                    ids,
                    clock.instant(),
                    "Launching a new EC2 instance: " + id,
                    Causes.growing(clock.instant(), size));
        }));
    }

    void launchFailed(String key, String message) {
        state.change(tx -> tx.get(Tables.GROUPS, key).ifPresent(group -> {
            tx.put(Tables.GROUPS, key, group.with(group.members(), null));
            Activities.failed(
                    tx,
                    group,
                    ids,
                    clock.instant(),
                    Causes.growing(clock.instant(), group.staying().size()),
                    message + (message.endsWith(".") ? "" : ".") + " Launching EC2 instance failed.");
        }));
    }

    /** Removes a group that was deleted once it has no instances any more. */
    void forgetIfGone(String key) {
        Optional<GroupRecord> gone = state.current()
                .get(Tables.GROUPS, key)
                .filter(group -> group.deleting() && group.members().isEmpty() && group.launching() == null);
        if (gone.isPresent()) {
            state.change(tx -> {
                tx.delete(Tables.GROUPS, key);
                Activities.forget(tx, gone.get());
            });
        }
    }

    static Member member(GroupRecord group, Instance instance) {
        return new Member(
                instance.id(),
                instance.launch().instanceType(),
                instance.launch().zone(),
                false,
                group.settings().protectsNew(),
                group.source().launchConfiguration(),
                group.source().template());
    }

    /** Names an instance's group on it, or takes the name away. */
    static void tag(Transaction tx, Instance instance, @Nullable String group) {
        Map<String, String> tags = new LinkedHashMap<>(instance.tags());
        if (group == null) {
            tags.remove(GROUP_TAG);
        } else {
            tags.put(GROUP_TAG, group);
        }
        tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance.withTags(tags));
    }

    static boolean isWell(Code code) {
        return code == Code.PENDING || code == Code.RUNNING;
    }

    private static boolean isGone(View view, GroupRecord group, Member member) {
        return instance(view, group.account(), member.instanceId())
                .filter(instance -> instance.state().code() != Code.TERMINATED)
                .isEmpty();
    }

    private static int emptiest(GroupRecord group) {
        List<String> zones = group.places().zones();
        return IntStream.range(0, zones.size())
                .boxed()
                .min(Comparator.comparingLong(index -> inZone(group, zones.get(index))))
                .orElse(0);
    }

    private static long inZone(GroupRecord group, String zone) {
        return group.staying().stream()
                .filter(member -> member.zone().equals(zone))
                .count();
    }
}
