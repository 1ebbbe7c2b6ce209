package signet.ec2;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance.MetadataOptions;
import signet.model.ec2.InstanceMetadataOptionsResponse;
import signet.policy.Context;

/** Instance metadata options (EC2 User Guide, "Configure instance metadata options"). */
final class MetadataSettings {
    private static final int MOST_HOPS = 64;
    private static final int HOPS_OF_IMDSV2_IMAGES = 2;

    private MetadataSettings() {}

    /** What an instance of an image gets: what is asked for, else what the image is made for. */
    static MetadataOptions atLaunch(LaunchSettings.@Nullable Metadata asked, Catalogue.Image image) {
        MetadataOptions usual = image.tokensRequired()
                ? new MetadataOptions(true, HOPS_OF_IMDSV2_IMAGES, true, false, false)
                : MetadataOptions.DEFAULT;
        return asked == null ? usual : changed(usual, asked);
    }

    /** What is asked for, and the rest as it was. */
    static MetadataOptions changed(MetadataOptions now, LaunchSettings.Metadata asked) {
        if ("disabled".equals(asked.endpoint()) && (asked.tokens() != null || asked.hopLimit() != null)) {
            throw Errors.combination("HttpEndpoint must be enabled to specify HttpTokens or HttpPutResponseHopLimit");
        }
        int hops = Objects.requireNonNullElse(asked.hopLimit(), now.hopLimit());
        if (hops < 1 || hops > MOST_HOPS) {
            throw Errors.invalidValue(
                    Integer.toString(hops), "HttpPutResponseHopLimit", "Expecting a value between 1 and 64.");
        }
        return new MetadataOptions(
                either(asked.tokens(), "HttpTokens", "required", "optional", now.tokensRequired()),
                hops,
                either(asked.endpoint(), "HttpEndpoint", "enabled", "disabled", now.endpointEnabled()),
                either(asked.ipv6(), "HttpProtocolIpv6", "enabled", "disabled", now.ipv6Enabled()),
                either(asked.tags(), "InstanceMetadataTags", "enabled", "disabled", now.tagsEnabled()));
    }

    /** Tags that are to be read by their keys' paths must have keys that are paths. */
    static void checkTagKeys(MetadataOptions options, Collection<String> keys) {
        if (!options.tagsEnabled()) {
            return;
        }
        for (String key : keys) {
            if (key.matches(".*[ /].*") || key.equals(".") || key.equals("..") || key.equals("_index")) {
                throw Errors.invalidValue("'" + key
                        + "' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), and"
                        + " must not be a reserved name ('.', '..', '_index')");
            }
        }
    }

    /** The condition keys of what a request asks for; what it does not say is absent. */
    static Context keys(LaunchSettings.@Nullable Metadata asked) {
        Context.Builder keys = Context.builder();
        if (asked != null) {
            put(keys, "ec2:MetadataHttpTokens", asked.tokens());
            put(keys, "ec2:MetadataHttpEndpoint", asked.endpoint());
            put(keys, "ec2:MetadataHttpPutResponseHopLimit", asked.hopLimit());
            put(keys, "ec2:InstanceMetadataTags", asked.tags());
        }
        return keys.build();
    }

    /**
     * The condition keys of what an instance has.
     *
     * @param tags whether the action knows {@code ec2:InstanceMetadataTags}
     */
    static Context keys(MetadataOptions options, boolean tags) {
        return keys(new LaunchSettings.Metadata(
                options.tokensRequired() ? "required" : "optional",
                options.hopLimit(),
                enabled(options.endpointEnabled()),
                null,
                tags ? enabled(options.tagsEnabled()) : null));
    }

    static InstanceMetadataOptionsResponse answer(MetadataOptions options, String state) {
        return InstanceMetadataOptionsResponse.builder()
                .state(state)
                .httpTokens(options.tokensRequired() ? "required" : "optional")
                .httpPutResponseHopLimit(options.hopLimit())
                .httpEndpoint(enabled(options.endpointEnabled()))
                .httpProtocolIpv6(enabled(options.ipv6Enabled()))
                .instanceMetadataTags(enabled(options.tagsEnabled()))
                .build();
    }

    private static void put(Context.Builder keys, String key, @Nullable Object value) {
        if (value != null) {
            keys.put(key, value.toString());
        }
    }

    private static String enabled(boolean value) {
        return value ? "enabled" : "disabled";
    }

    private static boolean either(@Nullable String asked, String name, String yes, String no, boolean now) {
        if (asked == null) {
            return now;
        }
        if (!asked.equals(yes) && !asked.equals(no)) {
            throw Errors.invalidValue(asked, name, "Expecting one of: [" + no + ", " + yes + "].");
        }
        return asked.equals(yes);
    }
}
