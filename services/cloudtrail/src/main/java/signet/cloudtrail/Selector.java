package signet.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.cloudtrail.CloudTrailErrors;
import signet.model.cloudtrail.DataResource;
import signet.model.cloudtrail.EventSelector;
import signet.trail.DecisionRecord;
import signet.trail.EventCategory;
import signet.trail.Recorded;
import signet.trail.TouchedResource;

/**
 * Which events a trail delivers (CloudTrail API Reference, "EventSelector").
 *
 * @param readWrite {@code All}, {@code ReadOnly} or {@code WriteOnly}; holds for management and data events
 * @param management whether management events are delivered
 * @param objects ARNs of S3's objects, buckets or prefixes whose data events are delivered: the beginnings of keys
 * @param functions ARNs of Lambda's functions whose data events are delivered
 * @param excluded sources of management events that are not delivered
 */
record Selector(
        String readWrite, boolean management, List<String> objects, List<String> functions, List<String> excluded) {
    static final String ALL = "All";
    static final String READ_ONLY = "ReadOnly";
    static final String WRITE_ONLY = "WriteOnly";

    /** What a trail has whose owner chose nothing: all management events. */
    static final Selector USUAL = new Selector(ALL, true, List.of(), List.of(), List.of());

    private static final String OBJECT = "AWS::S3::Object";
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String EVERY_OBJECT = "arn:aws:s3";
    private static final String EVERY_FUNCTION = "arn:aws:lambda";
    private static final int MOST_SELECTORS = 5;
    private static final int MOST_RESOURCES = 250;
    private static final List<String> EXCLUDABLE = List.of("kms.amazonaws.com", "rdsdata.amazonaws.com");

    Selector {
        objects = List.copyOf(objects);
        functions = List.copyOf(functions);
        excluded = List.copyOf(excluded);
    }

    /** @throws AwsError if these are no selectors */
    static List<Selector> all(List<EventSelector> given) {
        if (given.isEmpty() || given.size() > MOST_SELECTORS) {
            throw invalid("A trail has from 1 to " + MOST_SELECTORS + " event selectors.");
        }
        List<Selector> selectors = given.stream().map(Selector::of).toList();
        int resources = selectors.stream()
                .mapToInt(each -> each.objects.size() + each.functions.size())
                .sum();
        if (resources > MOST_RESOURCES) {
            throw invalid("A trail's event selectors have at most " + MOST_RESOURCES + " data resources.");
        }
        return selectors;
    }

    private static Selector of(EventSelector given) {
        String readWrite = given.readWriteType() == null ? ALL : given.readWriteType();
        if (!List.of(ALL, READ_ONLY, WRITE_ONLY).contains(readWrite)) {
            throw invalid("The ReadWriteType is one of All, ReadOnly, WriteOnly.");
        }
        List<String> excluded = orEmpty(given.excludeManagementEventSources());
        if (!EXCLUDABLE.containsAll(excluded)) {
            throw invalid("The sources of management events that can be excluded are " + EXCLUDABLE + ".");
        }
        List<String> objects = new ArrayList<>();
        List<String> functions = new ArrayList<>();
        for (DataResource resource : orEmpty(given.dataResources())) {
            List<String> values = orEmpty(resource.values());
            switch (String.valueOf(resource.type())) {
                case OBJECT -> values.forEach(value -> objects.add(object(value)));
                case FUNCTION -> values.forEach(value -> functions.add(function(value)));
                default -> throw Errors.notImplemented("The type of data resources " + resource.type());
            }
        }
        boolean management = given.includeManagementEvents() == null || given.includeManagementEvents();
        return new Selector(readWrite, management, objects, functions, excluded);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Every bucket, or what begins with a bucket's ARN and a slash. */
    private static String object(String value) {
        String rest = value.startsWith(EVERY_OBJECT + ":::") ? value.substring(EVERY_OBJECT.length() + 3) : "";
        boolean one = rest.indexOf('/') > 0;
        if (!value.equals(EVERY_OBJECT) && !value.equals(EVERY_OBJECT + ":::") && !one) {
            throw invalid(
                    "A value of a data resource of S3 is arn:aws:s3, or a bucket's ARN with a slash and perhaps the"
                            + " beginning of a key: " + value);
        }
        return value;
    }

    private static String function(String value) {
        if (!value.equals(EVERY_FUNCTION) && !value.startsWith(EVERY_FUNCTION + ":")) {
            throw invalid("A value of a data resource of Lambda is arn:aws:lambda or a function's ARN: " + value);
        }
        return value;
    }

    private static AwsError invalid(String message) {
        return CloudTrailErrors.invalidEventSelectors(message);
    }

    EventSelector shown() {
        List<DataResource> resources = new ArrayList<>();
        if (!objects.isEmpty()) {
            resources.add(DataResource.builder().type(OBJECT).values(objects).build());
        }
        if (!functions.isEmpty()) {
            resources.add(
                    DataResource.builder().type(FUNCTION).values(functions).build());
        }
        return EventSelector.builder()
                .readWriteType(readWrite)
                .includeManagementEvents(management)
                .dataResources(resources)
                .excludeManagementEventSources(excluded)
                .build();
    }

    /** Whether an event is one of those wanted. */
    boolean wants(Recorded event) {
        if (!readWrite.equals(ALL) && event.readOnly() != readWrite.equals(READ_ONLY)) {
            return false;
        }
        return event.category() == EventCategory.MANAGEMENT
                ? management && !excluded.contains(event.eventSource())
                : wantsAny(arns(event));
    }

    private boolean wantsAny(Stream<String> arns) {
        return arns.anyMatch(arn ->
                objects.stream().anyMatch(arn::startsWith) || functions.stream().anyMatch(wanted -> isOf(arn, wanted)));
    }

    /** Whether an ARN is that of a function, perhaps with a version or alias behind it. */
    private static boolean isOf(String arn, String wanted) {
        return wanted.equals(EVERY_FUNCTION)
                ? arn.startsWith(EVERY_FUNCTION + ":")
                : arn.equals(wanted) || arn.startsWith(wanted + ":");
    }

    /** The ARNs of what an event is about. */
    static Stream<String> arns(Recorded event) {
        return Stream.concat(
                event.resources().stream().map(TouchedResource::name),
                event.decisions().stream().map(DecisionRecord::resource));
    }
}
