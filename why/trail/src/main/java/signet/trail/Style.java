package signet.trail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.Shape;
import tools.jackson.core.JsonGenerator;

/** How a service's parameters are named and written in CloudTrail's records, by its examples. */
enum Style {
    /** The API's names with a small first letter, dates as in {@code Mar 25, 2014 8:17:37 PM}. */
    PLAIN,
    /** The XML names, lists as {@code {"items":[…]}}, times in milliseconds. */
    EC2,
    /** The names of headers and query parameters, and of the XML of the body. */
    S3;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private static final Map<String, String> EC2_LISTS = Map.of(
            "InstanceIds", "instancesSet",
            "Filters", "filterSet",
            "Values", "valueSet",
            "SecurityGroupIds", "groupSet",
            "SecurityGroups", "groupSet",
            "Resources", "resourcesSet",
            "ImageIds", "imagesSet",
            "KeyNames", "keySet",
            "BlockDeviceMappings", "blockDeviceMapping");

    /** What wraps each text of EC2's lists. */
    private static final Map<String, String> EC2_ITEMS = Map.of(
            "InstanceIds", "instanceId",
            "Values", "value",
            "SecurityGroupIds", "groupId",
            "SecurityGroups", "groupName",
            "Resources", "resourceId",
            "ImageIds", "imageId",
            "KeyNames", "keyName");

    private static final Map<String, String> S3_LABELS = Map.of("Bucket", "bucketName", "Key", "key");

    static Style of(String service) {
        return switch (service) {
            case "ec2" -> EC2;
            case "s3" -> S3;
            default -> PLAIN;
        };
    }

    /** What a member is called. */
    String name(MemberSchema member) {
        return switch (this) {
            case PLAIN -> lowerFirst(member.name());
            case EC2 -> ec2Name(member);
            case S3 -> s3Name(member);
        };
    }

    /** The key around each text of a list; null for bare texts. */
    @Nullable
    String itemKey(MemberSchema member) {
        return this == EC2 ? EC2_ITEMS.get(member.name()) : null;
    }

    void time(JsonGenerator out, Instant time) {
        switch (this) {
            case PLAIN -> out.writeString(DATE.format(time));
            case EC2 -> out.writeNumber(time.toEpochMilli());
            case S3 -> out.writeString(time.toString());
        }
    }

    private static String ec2Name(MemberSchema member) {
        String element = member.elementName();
        if (element.equals("return")) {
            return "_return";
        }
        if (member.shape() instanceof Shape.ListOf && Character.isUpperCase(element.charAt(0))) {
            String known = EC2_LISTS.get(member.name());
            return known == null ? lowerFirst(element) + "Set" : known;
        }
        return lowerFirst(element);
    }

    private static String s3Name(MemberSchema member) {
        HttpBinding binding = member.binding();
        return switch (binding) {
            case LABEL -> S3_LABELS.getOrDefault(member.name(), member.name());
            case QUERY, HEADER, PREFIX_HEADERS -> member.boundName();
            case PAYLOAD -> member.name().equals("Policy") ? "bucketPolicy" : member.elementName();
            case NONE, STATUS -> member.elementName();
        };
    }

    static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
