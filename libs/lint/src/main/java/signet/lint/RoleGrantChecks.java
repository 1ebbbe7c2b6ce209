package signet.lint;

import java.util.ArrayList;
import java.util.List;

/** Statements that allow an action of IAM on more than one can mean: passing roles, making service-linked roles. */
final class RoleGrantChecks {
    /**
     * The six ways to do it.
     *
     * @param narrowing the condition key that makes it harmless
     */
    private record Family(
            String action,
            String narrowing,
            String danger,
            Issue notResource,
            Issue starActionNotResource,
            Issue notActionNotResource,
            Issue starResource,
            Issue starActionStarResource,
            Issue notActionStarResource) {}

    private static final Family PASS_ROLE = new Family(
            "iam:PassRole",
            "iam:PassedToService",
            "any role can be passed to any service",
            Issue.PASS_ROLE_WITH_NOT_RESOURCE,
            Issue.PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE,
            Issue.PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE,
            Issue.PASS_ROLE_WITH_STAR_IN_RESOURCE,
            Issue.PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE,
            Issue.PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION);

    private static final Family CREATE_SLR = new Family(
            "iam:CreateServiceLinkedRole",
            "iam:AWSServiceName",
            "service-linked roles can be made that nobody meant",
            Issue.CREATE_SLR_WITH_NOT_RESOURCE,
            Issue.CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE,
            Issue.CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE,
            Issue.CREATE_SLR_WITH_STAR_IN_RESOURCE,
            Issue.CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE,
            Issue.CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION);

    private RoleGrantChecks() {}

    static void passRole(Document document, Statement statement, Report report) {
        check(PASS_ROLE, document, statement, report);
    }

    static void createServiceLinkedRole(Document document, Statement statement, Report report) {
        if (!GrantChecks.isEverything(statement)) {
            check(CREATE_SLR, document, statement, report);
        }
    }

    private static void check(Family family, Document document, Statement statement, Report report) {
        Part action = statement.action();
        Part resource = statement.resource();
        boolean unlimited = statement.isAllow() && document.isOfIdentity() && !statement.asks(family.narrowing());
        if (!unlimited || action == null || resource == null) {
            return;
        }
        List<Location> where = new ArrayList<>();
        if (resource.not()) {
            where.add(resource.at());
        } else {
            resource.entries().stream()
                    .filter(entry -> isEveryRole(entry.value()))
                    .forEach(entry -> where.add(entry.at()));
        }
        if (where.isEmpty()) {
            return;
        }
        if (action.not()) {
            if (action.entries().stream().noneMatch(entry -> Meanings.includes(entry.value(), family.action()))) {
                where.addFirst(action.at());
                add(
                        family,
                        resource.not() ? family.notActionNotResource() : family.notActionStarResource(),
                        "NotAction does not leave out " + family.action(),
                        where,
                        report);
            }
            return;
        }
        action.entries().stream()
                .filter(entry -> Meanings.includes(entry.value(), family.action()))
                .findFirst()
                .ifPresent(entry -> {
                    where.addFirst(entry.at());
                    boolean star = Globs.hasWildcard(entry.value());
                    add(
                            family,
                            issue(family, star, resource.not()),
                            star ? entry.value() + " includes " + family.action() : family.action() + " is allowed",
                            where,
                            report);
                });
    }

    private static Issue issue(Family family, boolean starAction, boolean notResource) {
        if (notResource) {
            return starAction ? family.starActionNotResource() : family.notResource();
        }
        return starAction ? family.starActionStarResource() : family.starResource();
    }

    private static void add(Family family, Issue issue, String how, List<Location> where, Report report) {
        report.add(
                issue,
                "%s on resources that aren't named, so %s. Name the roles, or add the condition key %s."
                        .formatted(how, family.danger(), family.narrowing()),
                where.toArray(Location[]::new));
    }

    private static boolean isEveryRole(String resource) {
        String[] arn = Globs.segments(resource, "one");
        if (arn.length < 6) {
            return resource.endsWith("*");
        }
        return arn[5].equals("*") || arn[5].equals("role/*") || arn[5].equals("role*");
    }
}
