package signet.cloudtrail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import signet.policy.PolicySet;
import signet.trail.DecisionRecord;
import signet.trail.EventAttribute;
import signet.trail.EventCategory;
import signet.trail.EventHistory;
import signet.trail.EventPage;
import signet.trail.EventQuery;
import signet.trail.Recorded;
import signet.trail.TouchedResource;

/** An event log that is a list. */
final class ListedHistory implements EventHistory {
    private final List<Recorded> events = new ArrayList<>();

    /** What a test says of an event; all else is made up. */
    record Made(
            String name,
            String source,
            String account,
            Instant time,
            EventCategory category,
            boolean readOnly,
            String principal,
            List<TouchedResource> resources) {

        static Made of(String name, Instant time) {
            return new Made(
                    name,
                    "iam.amazonaws.com",
                    World.ACCOUNT,
                    time,
                    EventCategory.MANAGEMENT,
                    false,
                    "arn:aws:iam::" + World.ACCOUNT + ":user/ann",
                    List.of());
        }

        Made by(String who) {
            return new Made(name, source, account, time, category, readOnly, who, resources);
        }

        Made from(String service) {
            return new Made(name, service, account, time, category, readOnly, principal, resources);
        }

        Made in(String other) {
            return new Made(name, source, other, time, category, readOnly, principal, resources);
        }

        Made reading() {
            return new Made(name, source, account, time, category, true, principal, resources);
        }

        Made data(String type, String arn) {
            return new Made(
                    name,
                    source,
                    account,
                    time,
                    EventCategory.DATA,
                    readOnly,
                    principal,
                    List.of(new TouchedResource(type, arn)));
        }

        Made about(String type, String resource) {
            return new Made(
                    name,
                    source,
                    account,
                    time,
                    category,
                    readOnly,
                    principal,
                    List.of(new TouchedResource(type, resource)));
        }
    }

    Recorded add(Made made) {
        long position = events.size() + 1L;
        String id = String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", position);
        Recorded event = new Recorded(
                position,
                id,
                made.time(),
                made.account(),
                made.account(),
                made.name(),
                made.source(),
                made.category(),
                made.readOnly(),
                made.principal().substring(made.principal().lastIndexOf('/') + 1),
                made.principal().startsWith("arn:") ? "AKIAANN" : "",
                made.principal(),
                "request-" + position,
                "",
                null,
                made.resources(),
                "{\"eventID\":\"" + id + "\",\"eventName\":\"" + made.name() + "\"}",
                List.of());
        events.add(event);
        return event;
    }

    @Override
    public EventPage search(EventQuery query) {
        boolean newest = query.order() == EventQuery.Order.NEWEST_FIRST;
        Comparator<Recorded> order = Comparator.comparingLong(Recorded::position);
        List<Recorded> found = events.stream()
                .filter(event -> query.account().isEmpty() || query.account().equals(event.account()))
                .filter(event -> query.from() == null || !event.time().isBefore(query.from()))
                .filter(event -> query.to() == null || !event.time().isAfter(query.to()))
                .filter(event -> query.category() == null || query.category() == event.category())
                .filter(event -> query.attributes().entrySet().stream().allMatch(wanted -> has(event, wanted)))
                .filter(event -> query.after() == 0
                        || (newest ? event.position() < query.after() : event.position() > query.after()))
                .sorted(newest ? order.reversed() : order)
                .toList();
        List<Recorded> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new EventPage(page, found.size() > page.size() ? page.getLast().position() : 0);
    }

    private static boolean has(Recorded event, Map.Entry<EventAttribute, String> wanted) {
        String value = wanted.getValue();
        return switch (wanted.getKey()) {
            case ACCESS_KEY_ID -> event.accessKeyId().equals(value);
            case EVENT_ID -> event.id().equals(value);
            case EVENT_NAME -> event.eventName().equals(value);
            case EVENT_SOURCE -> event.eventSource().equals(value);
            case READ_ONLY -> Boolean.toString(event.readOnly()).equals(value);
            case RESOURCE_NAME ->
                event.resources().stream().anyMatch(resource -> resource.name().equals(value));
            case RESOURCE_TYPE ->
                event.resources().stream().anyMatch(resource -> resource.type().equals(value));
            case USERNAME -> event.userName().equals(value);
            default -> throw new AssertionError("CloudTrail asks for no " + wanted.getKey());
        };
    }

    @Override
    public Optional<Recorded> find(String id) {
        return events.stream().filter(event -> event.id().equals(id)).findFirst();
    }

    @Override
    public long newest() {
        return events.size();
    }

    @Override
    public Optional<String> policyText(String sha256) {
        return Optional.empty();
    }

    @Override
    public PolicySet policies(DecisionRecord decision) {
        throw new AssertionError("CloudTrail decides nothing again");
    }
}
