package signet.cloudtrail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Seal;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailErrors;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.Event;
import signet.model.cloudtrail.LookupAttribute;
import signet.model.cloudtrail.LookupEventsInput;
import signet.model.cloudtrail.LookupEventsOutput;
import signet.model.cloudtrail.Resource;
import signet.trail.EventAttribute;
import signet.trail.EventCategory;
import signet.trail.EventHistory;
import signet.trail.EventPage;
import signet.trail.EventQuery;
import signet.trail.Recorded;

/** LookupEvents: the account's management events of the last ninety days, the newest first. */
final class LookupEvents implements Operation<LookupEventsInput, LookupEventsOutput> {
    private static final Duration HISTORY = Duration.ofDays(90);
    private static final int MOST = 50;
    private static final int LONGEST_VALUE = 2000;
    private static final String INSIGHT = "insight";

    private final EventHistory history;
    private final LookupToken tokens;
    private final Clock clock;

    LookupEvents(EventHistory history, Seal seal, Clock clock) {
        this.history = history;
        this.tokens = new LookupToken(seal);
        this.clock = clock;
    }

    @Override
    public OperationModel<LookupEventsInput, LookupEventsOutput> model() {
        return CloudTrailOperations.LOOKUP_EVENTS;
    }

    @Override
    public Accesses accesses(Call<LookupEventsInput> call) {
        return Accesses.of(Access.to("cloudtrail:LookupEvents", "*"));
    }

    @Override
    public LookupEventsOutput handle(Authorized<LookupEventsInput> request) {
        LookupEventsInput input = request.input();
        EventQuery query = query(request.account(), input);
        if (isForInsights(input.eventCategory())) {
            return LookupEventsOutput.builder().events(List.of()).build();
        }
        EventPage page = history.search(query);
        return LookupEventsOutput.builder()
                .events(page.events().stream().map(LookupEvents::shown).toList())
                .nextToken(page.next() == 0 ? null : tokens.seal(page.next(), question(request.account(), input)))
                .build();
    }

    /** Signet has no Insights, so of such events there are none. */
    private static boolean isForInsights(@Nullable String category) {
        if (category != null && !category.equals(INSIGHT)) {
            throw CloudTrailErrors.invalidEventCategory("The event category is not valid: " + category);
        }
        return category != null;
    }

    private EventQuery query(String account, LookupEventsInput input) {
        Instant oldest = clock.instant().minus(HISTORY);
        Instant start = input.startTime();
        Instant end = input.endTime();
        if (start != null && end != null && end.isBefore(start)) {
            throw CloudTrailErrors.invalidTimeRange("The start time is after the end time.");
        }
        EventQuery query = EventQuery.of(account)
                .only(EventCategory.MANAGEMENT)
                .between(start == null || start.isBefore(oldest) ? oldest : start, end)
                .limit(limit(input.maxResults()));
        List<LookupAttribute> attributes = attributes(input);
        if (!attributes.isEmpty()) {
            query = with(query, attributes.getFirst());
        }
        return input.nextToken() == null
                ? query
                : query.after(tokens.open(input.nextToken(), question(account, input)));
    }

    private static int limit(@Nullable Integer asked) {
        int limit = Objects.requireNonNullElse(asked, MOST);
        if (limit < 1 || limit > MOST) {
            throw CloudTrailErrors.invalidMaxResults("MaxResults is from 1 to " + MOST + ", not " + limit + ".");
        }
        return limit;
    }

    /** The attributes of a lookup, of which there may be one (CloudTrail API Reference, "LookupEvents"). */
    private static List<LookupAttribute> attributes(LookupEventsInput input) {
        List<LookupAttribute> attributes = Objects.requireNonNullElse(input.lookupAttributes(), List.of());
        if (attributes.size() > 1) {
            throw CloudTrailErrors.invalidLookupAttributes("A lookup has at most one lookup attribute.");
        }
        return attributes;
    }

    private static EventQuery with(EventQuery query, LookupAttribute attribute) {
        String value = attribute.attributeValue();
        EventAttribute key = EventAttribute.named(attribute.attributeKey())
                .filter(EventAttribute::isLookup)
                .orElseThrow(() -> CloudTrailErrors.invalidLookupAttributes("The lookup attribute "
                        + attribute.attributeKey() + " is none of "
                        + Arrays.stream(EventAttribute.values())
                                .filter(EventAttribute::isLookup)
                                .map(EventAttribute::text)
                                .toList()
                        + "."));
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw CloudTrailErrors.invalidLookupAttributes(
                    "The value of a lookup attribute has from 1 to " + LONGEST_VALUE + " characters.");
        }
        if (key == EventAttribute.READ_ONLY && !value.equals("true") && !value.equals("false")) {
            throw CloudTrailErrors.invalidLookupAttributes("The lookup attribute ReadOnly is true or false.");
        }
        return query.with(key, value);
    }

    /** What a token is bound to: everything but how many events a page has. */
    private static List<?> question(String account, LookupEventsInput input) {
        return Arrays.asList(account, input.lookupAttributes(), input.startTime(), input.endTime());
    }

    private static Event shown(Recorded event) {
        return Event.builder()
                .eventId(event.id())
                .eventName(event.eventName())
                .readOnly(Boolean.toString(event.readOnly()))
                .accessKeyId(orNull(event.accessKeyId()))
                .eventTime(event.time().truncatedTo(ChronoUnit.SECONDS))
                .eventSource(event.eventSource())
                .username(orNull(event.userName()))
                .resources(event.resources().stream()
                        .map(resource -> Resource.builder()
                                .resourceType(orNull(resource.type()))
                                .resourceName(resource.name())
                                .build())
                        .toList())
                .cloudTrailEvent(event.json())
                .build();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
