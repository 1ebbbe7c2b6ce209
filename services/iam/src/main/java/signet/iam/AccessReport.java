package signet.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished report of GenerateOrganizationsAccessReport.
 *
 * @param owner the {@code aws:userid} of who asked for it
 * @param services every service that the control policies allow, in the order of their prefixes
 */
record AccessReport(String account, String id, String owner, Instant created, List<Row> services) {
    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * One service.
     *
     * @param service its prefix
     * @param accounts how many accounts tried to use it
     * @param region of the latest attempt, null if there was none
     * @param path the organization's path of the account whose attempt was the latest
     * @param time when that was
     */
    record Row(
            String service,
            int accounts,
            @Nullable String region,
            @Nullable String path,
            @Nullable Instant time) {}

    AccessReport {
        services = List.copyOf(services);
    }

    /** The key in {@link IamTables#ACCESS_REPORTS}. */
    String key() {
        return account + "/" + id;
    }

    /** Reports are kept for a day. */
    boolean expired(Instant now) {
        return !now.isBefore(created.plus(KEPT));
    }
}
