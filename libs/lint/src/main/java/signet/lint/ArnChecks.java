package signet.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signet.actions.ActionCatalogue;
import signet.actions.ResourceType;
import signet.actions.Service;

/** The form of the ARNs in Resource and NotResource. */
final class ArnChecks {
    private static final ActionCatalogue AWS = ActionCatalogue.aws();
    private static final int SEGMENTS = 6;
    private static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc");

    /** Services some of whose resources are AWS's own and have no account in their ARNs. */
    private static final Set<String> WITH_RESOURCES_OF_AWS = Set.of("ssm", "resource-explorer-2");

    private ArnChecks() {}

    /** Types by the service in their ARNs, which for some isn't the service that they belong to; read when first needed. */
    private static final class Types {
        private static final Map<String, List<ResourceType>> BY_ARN_SERVICE = AWS.services().stream()
                .map(Service::resourceTypes)
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(ResourceType::arnService));
    }

    static void form(Document document, Statement statement, Report report) {
        Part resource = statement.resource();
        if (resource != null) {
            resource.entries().stream()
                    .filter(entry -> !entry.value().equals("*"))
                    .forEach(entry -> form(entry, report));
        }
    }

    private static void form(Entry entry, Report report) {
        String[] arn = Globs.segments(entry.value());
        if (!arn[0].equals("arn")) {
            report.add(
                    Issue.INVALID_ARN_PREFIX,
                    "\"%s\" is neither an ARN nor \"*\". ARNs begin with arn:, as in arn:aws:s3:::bucket/*."
                            .formatted(entry.value()),
                    entry.at());
        } else if (arn.length < SEGMENTS && !entry.value().endsWith("*")) {
            report.add(
                    Issue.MISSING_ARN_FIELD,
                    "This ARN has %d of 6 fields. Write arn:partition:service:region:account:resource, with nothing between"
                                    .formatted(arn.length)
                            + " colons where a field is empty.",
                    entry.at());
        } else if (isOpen(arn, 1) || PARTITIONS.contains(arn[1])) {
            service(entry, arn, report);
        } else {
            report.add(
                    Issue.INVALID_PARTITION,
                    "There is no partition %s.%s".formatted(arn[1], Similar.question(arn[1], PARTITIONS)),
                    entry.at());
        }
    }

    private static void service(Entry entry, String[] arn, Report report) {
        if (isOpen(arn, 2)) {
            return;
        }
        String service = arn[2];
        String lower = service.toLowerCase(Locale.ROOT);
        if (!service.equals(lower) && isService(lower)) {
            report.add(
                    Issue.INVALID_ARN_SERVICE_CASE,
                    "Case counts in an ARN. Write the service %s.".formatted(lower),
                    entry.at());
        } else if (!isService(service)) {
            report.add(
                    Issue.INVALID_SERVICE,
                    "The service %s in the ARN does not exist.%s"
                            .formatted(service, Similar.question(service, AWS.prefixes())),
                    entry.at());
        } else if (arn.length == SEGMENTS) {
            fields(entry, arn, report);
        }
    }

    private static boolean isService(String service) {
        return AWS.service(service).isPresent() || Types.BY_ARN_SERVICE.containsKey(service);
    }

    private static boolean fits(String resource, List<ResourceType> types) {
        return types.stream().anyMatch(type -> type.fits(resource));
    }

    /** The service's own types, most often those meant, which are there without reading all services. */
    private static List<ResourceType> ofService(String service) {
        return AWS.service(service).map(Service::resourceTypes).orElse(List.of()).stream()
                .filter(type -> type.arnService().equals(service))
                .toList();
    }

    /** Resource types of all services whose ARNs have the service in them. */
    private static List<ResourceType> candidates(String[] arn) {
        return Types.BY_ARN_SERVICE.getOrDefault(arn[2], List.of());
    }

    private static void fields(Entry entry, String[] arn, Report report) {
        if (!isOpen(arn, 4) && !arn[4].isEmpty() && !arn[4].matches("\\d{12}|[a-z].*")) {
            report.add(
                    Issue.INVALID_ARN_ACCOUNT,
                    "The account %s in the ARN is not valid. Account ids have 12 digits.".formatted(arn[4]),
                    entry.at());
            return;
        }
        if (!isOpen(arn, 3) && !arn[3].isEmpty() && !arn[3].matches("[a-z]{2,}(-[a-z]+)+-\\d+|global")) {
            report.add(
                    Issue.INVALID_ARN_REGION,
                    "%s is no Region's name. Write one such as us-east-1, or *.".formatted(arn[3]),
                    entry.at());
            return;
        }
        if (!fits(entry.value(), ofService(arn[2])) && !fits(entry.value(), candidates(arn))) {
            misfit(entry, arn, report);
        }
    }

    /** No type has such ARNs: whether the fault is in region or account, and if not, in the resource. */
    private static void misfit(Entry entry, String[] arn, Report report) {
        String anywhere = String.join(":", arn[0], arn[1], arn[2], "*", "*", arn[5]);
        List<ResourceType> types =
                candidates(arn).stream().filter(type -> type.fits(anywhere)).toList();
        if (types.isEmpty()) {
            if (!candidates(arn).isEmpty()) {
                report.add(
                        Issue.UNKNOWN_ARN_FORMAT,
                        "No resource of %s has such an ARN.%s".formatted(arn[2], expected(arn)),
                        entry.at());
            }
            return;
        }
        boolean region = types.stream().anyMatch(ResourceType::hasRegion);
        boolean account = types.stream().anyMatch(ResourceType::hasAccount);
        String name = names(types);
        if (!arn[3].isEmpty() && !region) {
            report.add(
                    Issue.ARN_REGION_NOT_ALLOWED,
                    "The ARN of a %s has no Region. Leave the field between the colons empty.".formatted(name),
                    entry.at());
        } else if (arn[3].isEmpty() && types.stream().allMatch(ResourceType::hasRegion)) {
            report.add(
                    Issue.MISSING_ARN_REGION,
                    "The ARN of a %s has a Region. Add it, or * for all.".formatted(name),
                    entry.at());
        } else if (!arn[4].isEmpty() && !account) {
            report.add(
                    Issue.ARN_ACCOUNT_NOT_ALLOWED,
                    "The ARN of a %s has no account. Leave the field between the colons empty.".formatted(name),
                    entry.at());
        } else if (arn[4].isEmpty()
                && types.stream().allMatch(ResourceType::hasAccount)
                && !WITH_RESOURCES_OF_AWS.contains(arn[2])) {
            report.add(
                    Issue.MISSING_ARN_ACCOUNT,
                    "The ARN of a %s has an account. Add its 12 digits, or * for any.".formatted(name),
                    entry.at());
        }
    }

    private static String names(List<ResourceType> types) {
        return types.stream().map(ResourceType::name).distinct().limit(3).collect(Collectors.joining(" or "));
    }

    private static String expected(String[] arn) {
        return Stream.of(candidates(arn))
                .filter(types -> types.size() <= 3)
                .flatMap(List::stream)
                .map(ResourceType::arn)
                .collect(Collectors.joining(" or "))
                .transform(
                        forms -> forms.isEmpty() ? " See the service's resource types." : " Expected: " + forms + ".");
    }

    /** Whether a field has a wildcard or variable, so that it may be anything. */
    static boolean isOpen(String[] arn, int field) {
        return field >= arn.length || Globs.hasWildcard(arn[field]) || arn[field].contains("${");
    }
}
