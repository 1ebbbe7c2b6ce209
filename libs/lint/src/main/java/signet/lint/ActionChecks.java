package signet.lint;

import java.util.List;
import signet.actions.Action;
import signet.actions.ActionCatalogue;
import signet.actions.Service;

/** Actions that don't exist, or not as they are written. */
final class ActionChecks {
    private static final ActionCatalogue AWS = ActionCatalogue.aws();

    private ActionChecks() {}

    static void names(Document document, Statement statement, Report report) {
        Part action = statement.action();
        if (action != null) {
            action.entries().forEach(entry -> name(document, entry, report));
        }
    }

    private static void name(Document document, Entry entry, Report report) {
        String written = entry.value();
        int colon = written.indexOf(':');
        if (written.equals("*")) {
            return;
        }
        if (colon < 0 || written.indexOf(':', colon + 1) >= 0) {
            report.add(
                    Issue.INVALID_ACTION,
                    "\"%s\" is no action. Write the service's prefix, one colon and the action's name, as in s3:GetObject."
                            .formatted(written),
                    entry.at());
            return;
        }
        String prefix = written.substring(0, colon);
        if (Globs.hasWildcard(prefix)) {
            report.add(
                    Issue.WILDCARD_IN_SERVICE_NAME,
                    "A wildcard in a service's name may mean services that nobody thought of. Name each service.",
                    entry.at());
            return;
        }
        AWS.service(prefix)
                .ifPresentOrElse(
                        service -> name(document, service, written.substring(colon + 1), entry, report),
                        () -> service(prefix, entry, report));
    }

    private static void service(String prefix, Entry entry, Report report) {
        if (Undocumented.isService(prefix)) {
            undocumented(entry, report);
        } else {
            report.add(
                    Issue.INVALID_SERVICE_IN_ACTION,
                    "The service %s in the action does not exist.%s"
                            .formatted(prefix, Similar.question(prefix, AWS.prefixes())),
                    entry.at());
        }
    }

    private static void name(Document document, Service service, String name, Entry entry, Report report) {
        if (!document.meanings().of(entry.value()).isEmpty()) {
            return;
        }
        if (Globs.hasWildcard(name)) {
            report.add(
                    Issue.UNKNOWN_ACTION,
                    "No known action of %s matches %s, so it has no effect. Check the name before the wildcard."
                            .formatted(service.name(), entry.value()),
                    entry.at());
        } else {
            unknown(service, name, entry, report);
        }
    }

    private static void unknown(Service service, String name, Entry entry, Report report) {
        if (Undocumented.isAction(entry.value())) {
            undocumented(entry, report);
            return;
        }
        List<String> names = service.actions().stream().map(Action::name).toList();
        String nearest = Similar.nearest(name, names);
        report.add(
                Issue.INVALID_ACTION,
                "The action %s does not exist.%s"
                        .formatted(
                                entry.value(),
                                nearest.isEmpty()
                                        ? " %s has no action with a similar name.".formatted(service.name())
                                        : " Did you mean %s:%s?".formatted(service.prefix(), nearest)),
                entry.at());
    }

    private static void undocumented(Entry entry, Report report) {
        report.add(
                Issue.UNKNOWN_ACTION,
                "AWS documents no action %s, though policies of its own have it. Remove it unless you know it."
                        .formatted(entry.value()),
                entry.at());
    }
}
