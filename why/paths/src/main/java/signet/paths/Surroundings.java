package signet.paths;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Caller;
import signet.authz.RequestInfo;
import signet.snapshot.View;

/** What services know of an account besides its identities. */
public interface Surroundings {
    /** Nothing: no service is there. */
    Surroundings NONE = new Surroundings() {
        @Override
        public Optional<List<Access>> launch(Launch launch) {
            return Optional.empty();
        }

        @Override
        public List<Workplace> workplaces(View view, String account) {
            return List.of();
        }
    };

    /**
     * A request to EC2 for one instance that says nothing but its image, type and profile.
     *
     * @param action {@code ec2:RunInstances} or {@code ec2:RequestSpotInstances}
     * @param profile the instance profile's ARN, null for none
     */
    record Launch(
            View view,
            Caller caller,
            RequestInfo info,
            String action,
            @Nullable String profile) {}

    /**
     * All that such a request needs, PassRole included, by EC2's own word; nothing if EC2 refuses it whoever asks; empty if nobody
     * here knows.
     */
    Optional<List<Access>> launch(Launch launch);

    /** What runs in the account, in no particular order. */
    List<Workplace> workplaces(View view, String account);
}
