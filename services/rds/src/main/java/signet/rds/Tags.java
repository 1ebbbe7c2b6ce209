package signet.rds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.model.rds.Tag;

/** The tags of instances (RDS User Guide, "Tagging Amazon RDS resources"). */
final class Tags {
    private static final Pattern RESOURCE =
            Pattern.compile("arn:aws:rds:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):(?<kind>[a-z-]+):(?<name>.+)");
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private Tags() {}

    /** The identifier of the instance that an ARN names. */
    static String instance(Scope scope, String resource) {
        Matcher arn = RESOURCE.matcher(resource);
        if (!arn.matches()
                || !arn.group("region").equals(scope.region())
                || !arn.group("account").equals(scope.account())) {
            throw Errors.value("Invalid resource name: " + resource);
        }
        if (!arn.group("kind").equals("db")) {
            throw Errors.notThere("The resource type " + arn.group("kind"));
        }
        return arn.group("name");
    }

    /** Checks tags and puts them in place of those with the same keys. */
    static List<Tag> merge(List<Tag> before, @Nullable List<Tag> more) {
        Map<String, Tag> all = new LinkedHashMap<>();
        before.forEach(tag -> all.put(String.valueOf(tag.key()), tag));
        for (Tag tag : Objects.requireNonNullElse(more, List.<Tag>of())) {
            all.put(String.valueOf(tag.key()), checked(tag));
        }
        if (all.size() > MOST) {
            throw Errors.value("A resource cannot have more than " + MOST + " tags.");
        }
        return List.copyOf(all.values());
    }

    private static Tag checked(Tag tag) {
        String key = tag.key();
        String value = Objects.requireNonNullElse(tag.value(), "");
        if (key == null || key.isEmpty() || key.length() > LONGEST_KEY || !isText(key)) {
            throw Errors.value("Invalid tag key: " + key);
        }
        if (key.regionMatches(true, 0, "aws:", 0, "aws:".length())) {
            throw Errors.value("Tag keys that begin with aws: are reserved: " + key);
        }
        if (value.length() > LONGEST_VALUE || !isText(value)) {
            throw Errors.value("Invalid value of the tag " + key);
        }
        return new Tag(key, value);
    }

    private static boolean isText(String text) {
        return CHARACTERS.matcher(text).matches();
    }
}
