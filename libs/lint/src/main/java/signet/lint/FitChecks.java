package signet.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import signet.actions.Action;
import signet.actions.ResourceType;
import signet.policy.PolicyKind;

/** Whether a statement's actions work on its resources. */
final class FitChecks {
    private FitChecks() {}

    static void actionsAndResources(Document document, Statement statement, Report report) {
        Part resource = statement.resource();
        if (statement.actions().isEmpty() || resource == null || resource.not() || resource.hasStar()) {
            return;
        }
        List<Action> all = new ArrayList<>();
        boolean known = true;
        for (Entry entry : statement.actions()) {
            List<Action> meant = document.meanings().of(entry.value());
            known &= !meant.isEmpty();
            all.addAll(meant);
            if (!meant.isEmpty() && !statement.resources().isEmpty()) {
                action(entry, meant, document, statement, report);
            }
        }
        if (known) {
            Set<ResourceType> types = Meanings.targets(all);
            statement.resources().stream()
                    .filter(entry -> entry.value().startsWith("arn:") && !types.isEmpty())
                    .filter(entry -> types.stream().noneMatch(type -> type.fits(entry.value())))
                    .forEach(entry -> misfit(entry, report));
        }
    }

    private static void action(Entry entry, List<Action> meant, Document document, Statement statement, Report report) {
        if (meant.stream().allMatch(Action::isWildcardOnly)) {
            if (document.kind() != PolicyKind.RESOURCE) {
                report.add(
                        Issue.ACTION_NEEDS_STAR_RESOURCE,
                        "%s can't be narrowed to resources, so here it has no effect. Move it to a statement with the"
                                        .formatted(entry.value())
                                + " resource \"*\".",
                        entry.at());
            }
            return;
        }
        Set<ResourceType> types = Meanings.targets(meant);
        boolean fits = statement.resources().stream()
                .map(Entry::value)
                .anyMatch(resource ->
                        !resource.startsWith("arn:") || types.stream().anyMatch(type -> type.fits(resource)));
        if (!fits) {
            report.add(
                    Issue.ACTION_FITS_NO_RESOURCE,
                    "%s does not work on any of this statement's resources, so here it has no effect. It works on: %s."
                            .formatted(entry.value(), forms(types)),
                    entry.at());
        }
    }

    private static String forms(Set<ResourceType> types) {
        List<String> forms = types.stream().map(ResourceType::arn).toList();
        return String.join(", ", forms.subList(0, Math.min(3, forms.size()))) + (forms.size() > 3 ? ", …" : "");
    }

    private static void misfit(Entry entry, Report report) {
        report.add(
                Issue.RESOURCE_FITS_NO_ACTION,
                "None of this statement's actions works on this resource. Remove it, or move it to the actions that it is for.",
                entry.at());
    }
}
