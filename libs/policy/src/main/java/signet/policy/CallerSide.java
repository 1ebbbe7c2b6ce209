package signet.policy;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All policies of a set but the resource's; sets that differ in that alone share it, and what it remembers. */
final class CallerSide {
    private final PolicyGroup identity;
    private final @Nullable PolicyGroup boundary;
    private final @Nullable PolicyGroup session;
    private final List<PolicyGroup> serviceControl;
    private final List<PolicyGroup> resourceControl;
    private final @Nullable PolicyGroup endpoint;
    private final List<PolicySet.Part> parts;
    private final AtomicReferenceArray<@Nullable Participants> byCast = new AtomicReferenceArray<>(Participants.CASTS);

    CallerSide(
            @Nullable List<SourcedPolicy> identity,
            @Nullable List<SourcedPolicy> boundary,
            @Nullable List<SourcedPolicy> session,
            @Nullable List<List<SourcedPolicy>> serviceControl,
            @Nullable List<List<SourcedPolicy>> resourceControl,
            @Nullable List<SourcedPolicy> endpoint) {
        this.identity = new PolicyGroup(PolicyKind.IDENTITY, identity == null ? List.of() : identity);
        this.boundary = group(PolicyKind.BOUNDARY, boundary);
        this.session = group(PolicyKind.SESSION, session);
        this.serviceControl = levels(PolicyKind.SERVICE_CONTROL, serviceControl);
        this.resourceControl = levels(PolicyKind.RESOURCE_CONTROL, resourceControl);
        this.endpoint = group(PolicyKind.ENDPOINT, endpoint);
        this.parts = Stream.of(
                        Stream.of(this.identity),
                        Stream.ofNullable(this.boundary),
                        Stream.ofNullable(this.session),
                        this.serviceControl.stream(),
                        this.resourceControl.stream(),
                        Stream.ofNullable(this.endpoint))
                .flatMap(groups -> groups)
                .map(group -> new PolicySet.Part(group.kind(), group.policies()))
                .toList();
    }

    List<PolicySet.Part> parts() {
        return parts;
    }

    private static @Nullable PolicyGroup group(PolicyKind kind, @Nullable List<SourcedPolicy> policies) {
        return policies == null ? null : new PolicyGroup(kind, policies);
    }

    /** One group a level; an organization without levels grants nothing. */
    private static List<PolicyGroup> levels(PolicyKind kind, @Nullable List<List<SourcedPolicy>> levels) {
        if (levels == null) {
            return List.of();
        }
        return levels.isEmpty()
                ? List.of(new PolicyGroup(kind, List.of()))
                : levels.stream().map(level -> new PolicyGroup(kind, level)).toList();
    }

    /** Those that exist for the kind of caller and action of this request. */
    Participants participants(Query query) {
        int cast = Participants.cast(query);
        Participants ready = byCast.getAcquire(cast);
        if (ready == null) {
            ready = Participants.of(this, cast);
            byCast.setRelease(cast, ready);
        }
        return ready;
    }

    PolicyGroup identity() {
        return identity;
    }

    @Nullable
    PolicyGroup boundary() {
        return boundary;
    }

    @Nullable
    PolicyGroup session() {
        return session;
    }

    List<PolicyGroup> serviceControl() {
        return serviceControl;
    }

    List<PolicyGroup> resourceControl() {
        return resourceControl;
    }

    @Nullable
    PolicyGroup endpoint() {
        return endpoint;
    }
}
