package signet.lint;

import static signet.lint.Check.each;

import java.util.List;

/** Every check. */
final class Checks {
    static final List<Check> ALL = List.of(
            ElementChecks::version,
            each(ElementChecks::effect),
            each(ElementChecks::action),
            each(ElementChecks::resource),
            each(ElementChecks::principal),
            each(ElementChecks::sid),
            ElementChecks::uniqueSids,
            each(ActionChecks::names),
            each(RedundancyChecks::actions),
            each(RedundancyChecks::resources),
            RedundancyChecks::statements,
            each(ArnChecks::form),
            each(FitChecks::actionsAndResources),
            each(VariableChecks::variables),
            each(ConditionKeyChecks::operators),
            each(ConditionKeyChecks::keys),
            each(ConditionKeyChecks::support),
            each(ConditionKeyChecks::tags),
            each(ConditionValueChecks::types),
            each(ConditionValueChecks::values),
            each(ConditionValueChecks::wildcards),
            each(ConditionValueChecks::empty),
            each(ConditionValueChecks::identifiers),
            each(AddressChecks::ranges),
            each(QuantifierChecks::quantifiers),
            each(RoleGrantChecks::passRole),
            each(RoleGrantChecks::createServiceLinkedRole),
            each(GrantChecks::everything),
            each(GrantChecks::notAction),
            each(GrantChecks::notResource),
            EscalationChecks::ways,
            each(PrincipalChecks::names),
            each(PrincipalChecks::notPrincipal),
            each(PrincipalChecks::everyone),
            each(PrincipalChecks::services),
            each(TrustChecks::actions),
            each(OrganizationChecks::resourceControl),
            BucketChecks::resources,
            QuotaChecks::size);

    private Checks() {}
}
