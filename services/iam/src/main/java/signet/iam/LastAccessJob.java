package signet.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.View;

/**
 * A finished report of GenerateServiceLastAccessedDetails.
 *
 * @param owner the {@code aws:userid} of who asked for it, who alone may read it
 * @param byAction whether it tells of single actions too
 * @param services the prefixes of the services that the resource's policies grant, sorted
 * @param entities the users and roles that could have used the policies
 * @param uses what they tried to do of these services
 */
record LastAccessJob(
        String account,
        String id,
        String owner,
        boolean byAction,
        Instant created,
        List<String> services,
        List<Entity> entities,
        List<AccessRecord> uses) {
    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * A user or role as it was when the report was made.
     *
     * @param type {@code USER} or {@code ROLE}
     */
    record Entity(String id, String arn, String name, String path, String type) {}

    LastAccessJob {
        services = List.copyOf(services);
        entities = List.copyOf(entities);
        uses = List.copyOf(uses);
    }

    /**
     * A caller's report.
     *
     * @throws AwsError NoSuchEntity if there is none of this id, it is somebody else's, or a day old
     */
    static LastAccessJob get(View view, Caller caller, String id, Instant now) {
        return view.get(IamTables.LAST_ACCESS_JOBS, caller.account() + "/" + id)
                .filter(job -> job.owner().equals(caller.userId()))
                .filter(job -> !job.expired(now))
                .orElseThrow(() -> missing(id));
    }

    static AwsError missing(String id) {
        return IamErrors.noSuchEntity("The report job with id " + id + " cannot be found.");
    }

    /** The key in {@link IamTables#LAST_ACCESS_JOBS}. */
    String key() {
        return account + "/" + id;
    }

    /** Reports are kept for a day. */
    boolean expired(Instant now) {
        return !now.isBefore(created.plus(KEPT));
    }

    /** What was tried of one service. */
    List<AccessRecord> of(String service) {
        return uses.stream().filter(use -> use.service().equals(service)).toList();
    }

    /** The latest of each group of uses. */
    static Map<String, AccessRecord> latest(List<AccessRecord> uses, Function<AccessRecord, String> group) {
        return uses.stream().collect(Collectors.toMap(group, use -> use, LastAccessJob::later, TreeMap::new));
    }

    /** The latest of all, if any. */
    static Optional<AccessRecord> latest(List<AccessRecord> uses) {
        return uses.stream().reduce(LastAccessJob::later);
    }

    private static AccessRecord later(AccessRecord one, AccessRecord another) {
        return another.time().isAfter(one.time()) ? another : one;
    }
}
