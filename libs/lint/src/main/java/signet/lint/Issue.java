package signet.lint;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be found. The first four groups have the issue codes of IAM Access Analyzer's policy check reference, the
 * last are Signet's own.
 */
public enum Issue {
    ARN_ACCOUNT_NOT_ALLOWED(FindingType.ERROR, true),
    ARN_REGION_NOT_ALLOWED(FindingType.ERROR, true),
    DATA_TYPE_MISMATCH(FindingType.ERROR, true),
    DUPLICATE_KEYS_WITH_DIFFERENT_CASE(FindingType.ERROR, true),
    INVALID_ACTION(FindingType.ERROR, true),
    INVALID_ARN_ACCOUNT(FindingType.ERROR, true),
    INVALID_ARN_PREFIX(FindingType.ERROR, true),
    INVALID_ARN_REGION(FindingType.ERROR, true),
    INVALID_ARN_SERVICE_CASE(FindingType.ERROR, true),
    INVALID_CONDITION_DATA_TYPE(FindingType.ERROR, true),
    INVALID_CONDITION_KEY_FORMAT(FindingType.ERROR, true),
    INVALID_CONDITION_MULTIPLE_BOOLEAN(FindingType.ERROR, true),
    INVALID_CONDITION_OPERATOR(FindingType.ERROR, true),
    INVALID_EFFECT(FindingType.ERROR, true),
    INVALID_GLOBAL_CONDITION_KEY(FindingType.ERROR, true),
    INVALID_PARTITION(FindingType.ERROR, true),
    INVALID_POLICY_ELEMENT(FindingType.ERROR, true),
    INVALID_PRINCIPAL_FORMAT(FindingType.ERROR, true),
    INVALID_PRINCIPAL_KEY(FindingType.ERROR, true),
    INVALID_SERVICE(FindingType.ERROR, true),
    INVALID_SERVICE_CONDITION_KEY(FindingType.ERROR, true),
    INVALID_SERVICE_IN_ACTION(FindingType.ERROR, true),
    INVALID_VARIABLE_FOR_OPERATOR(FindingType.ERROR, true),
    INVALID_VERSION(FindingType.ERROR, true),
    JSON_SYNTAX_ERROR(FindingType.ERROR, true),
    MISSING_ACTION(FindingType.ERROR, true),
    MISSING_ARN_FIELD(FindingType.ERROR, true),
    MISSING_ARN_REGION(FindingType.ERROR, true),
    MISSING_EFFECT(FindingType.ERROR, true),
    MISSING_PRINCIPAL(FindingType.ERROR, true),
    MISSING_QUALIFIER(FindingType.ERROR, true),
    MISSING_RESOURCE(FindingType.ERROR, true),
    MISSING_STATEMENT(FindingType.ERROR, true),
    NULL_WITH_IF_EXISTS(FindingType.ERROR, true),
    SCP_SYNTAX_ERROR_PRINCIPAL(FindingType.ERROR, true),
    UNIQUE_SIDS_REQUIRED(FindingType.ERROR, true),
    UNSUPPORTED_ACTION_IN_POLICY(FindingType.ERROR, true),
    UNSUPPORTED_ELEMENT_COMBINATION(FindingType.ERROR, true),
    UNSUPPORTED_PRINCIPAL(FindingType.ERROR, true),
    UNSUPPORTED_RESOURCE_ARN_IN_POLICY(FindingType.ERROR, true),
    UNSUPPORTED_SID(FindingType.ERROR, true),
    UNSUPPORTED_WILDCARD_IN_PRINCIPAL(FindingType.ERROR, true),
    MISSING_BRACE_IN_VARIABLE(FindingType.ERROR, true),
    MISSING_QUOTE_IN_VARIABLE(FindingType.ERROR, true),
    UNSUPPORTED_SPACE_IN_VARIABLE(FindingType.ERROR, true),
    EMPTY_VARIABLE(FindingType.ERROR, true),
    VARIABLE_UNSUPPORTED_IN_ELEMENT(FindingType.ERROR, true),
    VARIABLE_UNSUPPORTED_IN_VERSION(FindingType.ERROR, true),
    PRIVATE_IP_ADDRESS(FindingType.ERROR, true),
    PRIVATE_NOT_IP_ADDRESS(FindingType.ERROR, true),
    POLICY_SIZE_EXCEEDS_SCP_QUOTA(FindingType.ERROR, true),
    INVALID_SERVICE_PRINCIPAL_FORMAT(FindingType.ERROR, true),
    MISSING_TAG_KEY_IN_CONDITION(FindingType.ERROR, true),
    INVALID_VPC_FORMAT(FindingType.ERROR, true),
    INVALID_VPCE_FORMAT(FindingType.ERROR, true),
    UNSUPPORTED_ACTION_FOR_CONDITION_KEY(FindingType.ERROR, true),
    ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL(FindingType.ERROR, true),
    ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL(FindingType.ERROR, true),
    ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE(FindingType.ERROR, true),
    MISMATCHED_ACTION_FOR_PRINCIPAL(FindingType.ERROR, true),
    MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY(FindingType.ERROR, true),
    ALLOW_WITH_NOT_PRINCIPAL(FindingType.SECURITY_WARNING, true),
    FORALLVALUES_WITH_SINGLE_VALUED_KEY(FindingType.SECURITY_WARNING, true),
    PASS_ROLE_WITH_NOT_RESOURCE(FindingType.SECURITY_WARNING, true),
    PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE(FindingType.SECURITY_WARNING, true),
    PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE(FindingType.SECURITY_WARNING, true),
    PASS_ROLE_WITH_STAR_IN_RESOURCE(FindingType.SECURITY_WARNING, true),
    PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE(FindingType.SECURITY_WARNING, true),
    PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION(FindingType.SECURITY_WARNING, true),
    DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE(FindingType.SECURITY_WARNING, true),
    RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL(FindingType.SECURITY_WARNING, true),
    MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL(FindingType.SECURITY_WARNING, true),
    MISSING_GITHUB_REPO_CONDITION_KEY(FindingType.SECURITY_WARNING, true),
    CREATE_SLR_WITH_NOT_RESOURCE(FindingType.WARNING, true),
    CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE(FindingType.WARNING, true),
    CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE(FindingType.WARNING, true),
    CREATE_SLR_WITH_STAR_IN_RESOURCE(FindingType.WARNING, true),
    CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE(FindingType.WARNING, true),
    CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION(FindingType.WARNING, true),
    DEPRECATED_GLOBAL_CONDITION_KEY(FindingType.WARNING, true),
    INVALID_ROLE_REFERENCE(FindingType.WARNING, true),
    INVALID_USER_REFERENCE(FindingType.WARNING, true),
    MISSING_VERSION(FindingType.WARNING, true),
    UNIQUE_SIDS_RECOMMENDED(FindingType.WARNING, true),
    WILDCARD_WITHOUT_LIKE_OPERATOR(FindingType.WARNING, true),
    POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA(FindingType.WARNING, true),
    POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA(FindingType.WARNING, true),
    POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA(FindingType.WARNING, true),
    TYPE_MISMATCH(FindingType.WARNING, true),
    TYPE_MISMATCH_BOOLEAN(FindingType.WARNING, true),
    TYPE_MISMATCH_DATE(FindingType.WARNING, true),
    TYPE_MISMATCH_IP_RANGE(FindingType.ERROR, true),
    TYPE_MISMATCH_NUMBER(FindingType.WARNING, true),
    TYPE_MISMATCH_STRING(FindingType.WARNING, true),
    SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED(FindingType.WARNING, true),
    EMPTY_ARRAY_ACTION(FindingType.SUGGESTION, true),
    EMPTY_ARRAY_CONDITION(FindingType.SUGGESTION, true),
    EMPTY_ARRAY_CONDITION_FORALLVALUES(FindingType.SUGGESTION, true),
    EMPTY_ARRAY_CONDITION_FORANYVALUE(FindingType.SUGGESTION, true),
    EMPTY_ARRAY_CONDITION_IFEXISTS(FindingType.SUGGESTION, true),
    EMPTY_ARRAY_PRINCIPAL(FindingType.SUGGESTION, true),
    EMPTY_ARRAY_RESOURCE(FindingType.SUGGESTION, true),
    EMPTY_OBJECT_CONDITION(FindingType.SUGGESTION, true),
    EMPTY_OBJECT_PRINCIPAL(FindingType.SUGGESTION, true),
    EMPTY_SID_VALUE(FindingType.SUGGESTION, true),
    IMPROVE_IP_RANGE(FindingType.SUGGESTION, true),
    NULL_WITH_QUALIFIER(FindingType.SUGGESTION, true),
    PRIVATE_IP_ADDRESS_SUBSET(FindingType.SUGGESTION, true),
    PRIVATE_NOT_IP_ADDRESS_SUBSET(FindingType.SUGGESTION, true),
    REDUNDANT_ACTION(FindingType.SUGGESTION, true),
    REDUNDANT_CONDITION_VALUE_NUM(FindingType.SUGGESTION, true),
    REDUNDANT_RESOURCE(FindingType.SUGGESTION, true),
    REDUNDANT_STATEMENT(FindingType.SUGGESTION, true),
    WILDCARD_IN_SERVICE_NAME(FindingType.SUGGESTION, true),
    ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE(FindingType.SUGGESTION, true),
    /** The service refuses the document for what no other code says; the text is AWS's. */
    POLICY_REFUSED(FindingType.ERROR, false),
    /** A member's name is there twice in one object. */
    DUPLICATE_ELEMENT(FindingType.ERROR, false),
    /** A resource control policy's statement may only deny. */
    RCP_MUST_DENY(FindingType.ERROR, false),
    /** A resource control policy's principal must be "*". */
    RCP_PRINCIPAL(FindingType.ERROR, false),
    /** A resource control policy has NotAction, or the action "*". */
    RCP_ACTION(FindingType.ERROR, false),
    /** Resource control policies don't apply to the service. */
    RCP_SERVICE(FindingType.WARNING, false),
    /** The action is in no list of AWS, and nothing similar is. */
    UNKNOWN_ACTION(FindingType.WARNING, false),
    /** No known resource type of the service has such an ARN. */
    UNKNOWN_ARN_FORMAT(FindingType.WARNING, false),
    /** ARNs of this type have an account. */
    MISSING_ARN_ACCOUNT(FindingType.WARNING, false),
    /** The action can't be narrowed to resources. */
    ACTION_NEEDS_STAR_RESOURCE(FindingType.WARNING, false),
    /** None of the statement's resources is one that the action works on. */
    ACTION_FITS_NO_RESOURCE(FindingType.WARNING, false),
    /** None of the statement's actions works on such a resource. */
    RESOURCE_FITS_NO_ACTION(FindingType.WARNING, false),
    /** An Arn operator with a value that is no ARN. */
    TYPE_MISMATCH_ARN(FindingType.WARNING, false),
    /** ForAnyValue is for keys with several values. */
    FORANYVALUE_WITH_SINGLE_VALUED_KEY(FindingType.WARNING, false),
    /** No such key, so the variable never has a value. */
    UNKNOWN_VARIABLE(FindingType.WARNING, false),
    /** ForAllValues is also true where the key is absent. */
    FORALLVALUES_WITHOUT_NULL_CHECK(FindingType.SECURITY_WARNING, false),
    /** Everything on everything. */
    FULL_ADMINISTRATOR_ACCESS(FindingType.SECURITY_WARNING, false),
    /** Allows every action that AWS ever adds. */
    ALLOW_WITH_NOT_ACTION(FindingType.SECURITY_WARNING, false),
    /** Allows every resource that is ever made. */
    ALLOW_WITH_NOT_RESOURCE(FindingType.SECURITY_WARNING, false),
    /** Everybody in the world is allowed. */
    PUBLIC_ACCESS(FindingType.SECURITY_WARNING, false),
    /** Whoever has the policy can get more than it says. */
    PRIVILEGE_ESCALATION(FindingType.SECURITY_WARNING, false);

    private static final String REFERENCE =
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";

    private final FindingType type;
    private final boolean ofAws;

    Issue(FindingType type, boolean ofAws) {
        this.type = type;
        this.ofAws = ofAws;
    }

    /** How much it matters. */
    public FindingType type() {
        return type;
    }

    /** Whether Access Analyzer has it under this code. */
    public boolean isOfAws() {
        return ofAws;
    }

    /** Where AWS explains it; empty for Signet's own. */
    public Optional<String> learnMoreLink() {
        if (!ofAws) {
            return Optional.empty();
        }
        String group = type == FindingType.WARNING ? "GENERAL_WARNING" : type.name();
        String check = (group + "_" + name()).toLowerCase(Locale.ROOT).replace('_', '-');
        return Optional.of(REFERENCE + "#access-analyzer-reference-policy-checks-" + check);
    }
}
