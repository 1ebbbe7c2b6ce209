package signet.userdata;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A part of user data, or all of it.
 *
 * @param name of the file that it is kept in inside the instance, and that scripts are ordered by
 * @param content a character for each byte
 */
record Part(Kind kind, String name, String content) {

    /** What a part is (cloud-init's documentation, "User-data formats"). */
    enum Kind {
        SCRIPT("text/x-shellscript", "#!", ""),
        CLOUD_CONFIG("text/cloud-config", "#cloud-config", ""),
        BOOTHOOK("text/cloud-boothook", "#cloud-boothook", ""),
        ARCHIVE("text/cloud-config-archive", "#cloud-config-archive", ""),
        INCLUDE("text/x-include-url", "#include", "nothing is fetched for user data"),
        INCLUDE_ONCE("text/x-include-once-url", "#include-once", "nothing is fetched for user data"),
        JINJA("text/jinja2", "## template: jinja", "templates are not rendered"),
        PART_HANDLER("text/part-handler", "#part-handler", "there is no Python of cloud-init's to run it"),
        JSON_PATCH("text/cloud-config-jsonp", "#cloud-config-jsonp", "patches are not applied"),
        UPSTART("text/upstart-job", "#upstart-job", "there is no Upstart"),
        SCRIPT_PER_BOOT("text/x-shellscript-per-boot", "", "use cloud_final_modules: [[scripts-user, always]]"),
        SCRIPT_PER_INSTANCE("text/x-shellscript-per-instance", "", ""),
        SCRIPT_PER_ONCE("text/x-shellscript-per-once", "", ""),
        UNKNOWN("", "", "neither a script nor a form of cloud-init's");

        private final String type;
        private final String start;
        private final String obstacle;

        Kind(String type, String start, String obstacle) {
            this.type = type;
            this.start = start;
            this.obstacle = obstacle;
        }

        /** Why nothing comes of it; empty if something does. */
        String obstacle() {
            return obstacle;
        }

        private static final Map<String, Kind> BY_TYPE = java.util.Arrays.stream(values())
                .collect(java.util.stream.Collectors.toUnmodifiableMap(kind -> kind.type, kind -> kind));

        /** By a MIME type; {@link #UNKNOWN} for one that cloud-init doesn't name. */
        static Kind ofType(String type) {
            return BY_TYPE.getOrDefault(type.toLowerCase(Locale.ROOT), UNKNOWN);
        }

        /** By what its text begins with, the longest beginning that is known. */
        static Optional<Kind> ofStart(String text) {
            String first = text.stripLeading().lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
            if (first.matches("##\\s*template:\\s*jinja.*")) {
                return Optional.of(JINJA);
            }
            return java.util.Arrays.stream(values())
                    .filter(kind -> !kind.start.isEmpty() && first.startsWith(kind.start))
                    .max(java.util.Comparator.comparingInt(kind -> kind.start.length()));
        }
    }
}
