package signet.ec2;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.model.ec2.LaunchTemplateSpecification;

/** Finds launch templates and their versions. */
final class Templates {
    static final String LATEST = "$Latest";
    static final String DEFAULT = "$Default";

    private Templates() {}

    /** A template by its id or its name, exactly one of which has to be given. */
    static TemplateRecord find(Ec2Call call, @Nullable String id, @Nullable String name) {
        if ((id == null) == (name == null)) {
            throw id == null
                    ? Errors.missing("LaunchTemplateId or LaunchTemplateName")
                    : Errors.combination("You must specify either the launch template ID or the launch template name"
                            + " in the request, but not both.");
        }
        return id == null ? byName(call, Objects.requireNonNull(name)) : byId(call, id);
    }

    static TemplateRecord byId(Ec2Call call, String id) {
        if (!id.matches("lt-[0-9a-f]{8,17}")) {
            throw Errors.of("InvalidLaunchTemplateId.Malformed", "Invalid id: \"" + id + "\" (expecting \"lt-...\")");
        }
        return call.view()
                .get(Tables.TEMPLATES, call.key(id))
                .orElseThrow(() -> Errors.of(
                        "InvalidLaunchTemplateId.NotFound",
                        "The specified launch template, with template ID " + id + ", does not exist."));
    }

    static TemplateRecord byName(Ec2Call call, String name) {
        return call.view()
                .findOne(Tables.TEMPLATES_BY_NAME, call.key(name))
                .orElseThrow(() -> Errors.of(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "The specified launch template, with template name " + name + ", does not exist."));
    }

    /** A version by its number, {@code $Latest} or {@code $Default}; null is the default version. */
    static TemplateVersionRecord version(Ec2Call call, TemplateRecord template, @Nullable String version) {
        long number = number(template, version);
        return call.view()
                .get(
                        Tables.TEMPLATE_VERSIONS,
                        TemplateVersionRecord.key(call.account(), call.region(), template.id(), number))
                .orElseThrow(() -> noVersion(template, Long.toString(number)));
    }

    /** The version that a launch asks for. */
    static TemplateVersionRecord version(Ec2Call call, LaunchTemplateSpecification asked) {
        TemplateRecord template = find(call, asked.launchTemplateId(), asked.launchTemplateName());
        return version(call, template, asked.version());
    }

    /** The versions of a template, oldest first. */
    static List<TemplateVersionRecord> versions(Ec2Call call, String templateId) {
        return List.copyOf(call.view()
                .under(Tables.TEMPLATE_VERSIONS, call.key(templateId) + "/")
                .values());
    }

    /** An action on a template. */
    static Access access(Ec2Call call, String action, TemplateRecord template) {
        return call.access(
                action,
                call.arn("launch-template", template.id()),
                Tags.of(call.view(), call.account(), template.id()));
    }

    private static long number(TemplateRecord template, @Nullable String version) {
        String asked = Objects.requireNonNullElse(version, DEFAULT);
        if (asked.equals(DEFAULT)) {
            return template.defaultVersion();
        }
        if (asked.equals(LATEST)) {
            return template.latestVersion();
        }
        try {
            return Long.parseLong(asked);
        } catch (NumberFormatException e) {
            throw Errors.of(
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Launch template version must be an integer, $Latest or $Default: " + asked);
        }
    }

    static signet.model.AwsError noVersion(TemplateRecord template, String version) {
        return Errors.of(
                "InvalidLaunchTemplateId.VersionNotFound",
                "Could not find the specified version " + version + " for the launch template with ID " + template.id()
                        + ".");
    }
}
