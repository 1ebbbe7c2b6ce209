package signet.imds;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The dated versions of the metadata service, and in which of them each category appeared: an older version answers what
 * it had (EC2 User Guide, "Instance metadata categories"). A category whose date Amazon does not tell is in all of them.
 */
final class Releases {
    static final String LATEST = "latest";

    /** As the service lists them, the oldest first. */
    static final List<String> ALL = List.of(
            "1.0",
            "2007-01-19",
            "2007-03-01",
            "2007-08-29",
            "2007-10-10",
            "2007-12-15",
            "2008-02-01",
            "2008-09-01",
            "2009-04-04",
            "2011-01-01",
            "2011-05-01",
            "2012-01-12",
            "2014-02-25",
            "2014-11-05",
            "2015-10-20",
            "2016-04-19",
            "2016-06-30",
            "2016-09-02",
            "2018-03-28",
            "2018-08-17",
            "2018-09-24",
            "2019-10-01",
            "2020-10-27",
            "2021-01-03",
            "2021-03-23",
            "2021-07-15",
            "2022-09-24",
            "2024-04-11",
            LATEST);

    private static final Pattern MAC = Pattern.compile("(meta-data/network/interfaces/macs)/[^/]+/");
    private static final String MACS = "meta-data/network/interfaces/macs/";

    /** By a path, or by the directory that it is in, without the address of the interface. */
    private static final Map<String, String> SINCE = Map.ofEntries(
            Map.entry("dynamic", "2009-04-04"),
            Map.entry("meta-data/autoscaling", "2021-07-15"),
            Map.entry("meta-data/block-device-mapping", "2007-12-15"),
            Map.entry("meta-data/events/maintenance", "2018-08-17"),
            Map.entry("meta-data/events/recommendations", "2020-10-27"),
            Map.entry("meta-data/iam", "2012-01-12"),
            Map.entry("meta-data/identity-credentials", "2018-05-23"),
            Map.entry("meta-data/instance-action", "2008-09-01"),
            Map.entry("meta-data/instance-life-cycle", "2019-10-01"),
            Map.entry("meta-data/instance-type", "2007-08-29"),
            Map.entry("meta-data/local-hostname", "2007-01-19"),
            Map.entry("meta-data/mac", "2011-01-01"),
            Map.entry("meta-data/metrics", "2011-05-01"),
            Map.entry("meta-data/network", "2011-01-01"),
            Map.entry(MACS + "network-card-index", "2020-11-01"),
            Map.entry(MACS + "vpc-ipv4-cidr-blocks", "2016-06-30"),
            Map.entry("meta-data/placement/availability-zone", "2008-02-01"),
            Map.entry("meta-data/placement/availability-zone-id", "2019-10-01"),
            Map.entry("meta-data/placement/region", "2020-08-24"),
            Map.entry("meta-data/services/domain", "2014-02-25"),
            Map.entry("meta-data/services/partition", "2015-10-20"),
            Map.entry("meta-data/system", "2022-09-24"),
            Map.entry("meta-data/tags", "2021-03-23"));

    private Releases() {}

    /** Whether what is at a path, which follows the version and begins without a slash, is in a version. */
    static boolean has(String version, String path) {
        String place = MAC.matcher(path).replaceFirst("$1/");
        while (!SINCE.containsKey(place) && place.indexOf('/') >= 0) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        // "1.0" comes before every year, and "latest" after
        return version.compareTo(SINCE.getOrDefault(place, "")) >= 0;
    }
}
