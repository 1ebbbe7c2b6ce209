package signet.lint;

import java.util.HashSet;
import java.util.Set;
import signet.policy.PolicyKind;

/** Elements that are missing, empty, of a value that isn't allowed, or not for the kind of policy. */
final class ElementChecks {
    private ElementChecks() {}

    static void version(Document document, Report report) {
        Entry version = document.version();
        if (version == null) {
            report.add(
                    Issue.MISSING_VERSION,
                    "Without Version the policy is read by the rules of 2008-10-17, which know no variables. Add \"Version\":"
                            + " \"2012-10-17\".",
                    document.at());
        } else if (!version.value().equals(Document.CURRENT_VERSION)
                && !version.value().equals(Document.OLD_VERSION)) {
            report.add(
                    Issue.INVALID_VERSION,
                    "There is no version %s of the policy language; Version isn't a date of yours. Write 2012-10-17."
                            .formatted(version.value()),
                    version.at());
        }
    }

    static void effect(Document document, Statement statement, Report report) {
        Entry effect = statement.effect();
        if (effect == null) {
            report.add(
                    Issue.MISSING_EFFECT,
                    "The statement has no Effect. Add one with the value Allow or Deny.",
                    statement.at());
        } else if (!statement.isAllow() && !statement.isDeny()) {
            report.add(
                    Issue.INVALID_EFFECT,
                    "The effect %s is not valid. Use Allow or Deny, in this case.".formatted(effect.value()),
                    effect.at());
        }
    }

    static void action(Document document, Statement statement, Report report) {
        Part action = statement.action();
        if (action == null) {
            report.add(
                    Issue.MISSING_ACTION,
                    "The statement has no Action. Add an Action or NotAction element.",
                    statement.at());
        } else if (action.entries().isEmpty()) {
            report.add(
                    Issue.EMPTY_ARRAY_ACTION,
                    "This statement includes no actions and does not affect the policy. Name actions.",
                    action.at());
        }
    }

    static void resource(Document document, Statement statement, Report report) {
        Part resource = statement.resource();
        if (document.kind() == PolicyKind.TRUST) {
            if (resource != null) {
                report.add(
                        Issue.ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE,
                        "A role's trust policy is about the role it is attached to and can't name resources. Remove this"
                                + " element.",
                        resource.at());
            }
        } else if (resource == null) {
            report.add(
                    Issue.MISSING_RESOURCE,
                    "The statement has no Resource. Add a Resource or NotResource element.",
                    statement.at());
        } else if (resource.entries().isEmpty()) {
            report.add(
                    Issue.EMPTY_ARRAY_RESOURCE,
                    "This statement includes no resources and does not affect the policy. Name resources.",
                    resource.at());
        }
    }

    static void principal(Document document, Statement statement, Report report) {
        PrincipalElement principal = statement.principal();
        switch (document.kind()) {
            case IDENTITY, BOUNDARY, SESSION -> {
                if (principal != null) {
                    report.add(
                            Issue.UNSUPPORTED_PRINCIPAL,
                            "An identity policy is about whoever it is attached to and can't name principals. Remove this"
                                    + " element.",
                            principal.at());
                }
            }
            case SERVICE_CONTROL -> {
                if (principal != null) {
                    report.add(
                            Issue.SCP_SYNTAX_ERROR_PRINCIPAL,
                            "Service control policies can't name principals. Remove this element, or use the condition key"
                                    + " aws:PrincipalArn.",
                            principal.at());
                }
            }
            case RESOURCE, TRUST, ENDPOINT, RESOURCE_CONTROL -> {
                if (principal == null) {
                    report.add(
                            Issue.MISSING_PRINCIPAL,
                            "The statement names nobody. Add a Principal element.",
                            statement.at());
                }
            }
        }
    }

    static void sid(Document document, Statement statement, Report report) {
        Entry sid = statement.sid();
        if (sid == null) {
            return;
        }
        if (sid.value().isEmpty()) {
            report.add(Issue.EMPTY_SID_VALUE, "This Sid is empty. Give it a value or remove it.", sid.at());
        } else if (document.isOfIdentity() && !sid.value().matches("[A-Za-z0-9]+")) {
            report.add(
                    Issue.UNSUPPORTED_SID,
                    "A Sid may have letters (A-Z, a-z) and digits only. Remove the other characters.",
                    sid.at());
        }
    }

    static void uniqueSids(Document document, Report report) {
        Set<String> seen = new HashSet<>();
        boolean required =
                document.isOfIdentity() || document.kind() == PolicyKind.TRUST || document.isOfOrganization();
        for (Statement statement : document.statements()) {
            Entry sid = statement.sid();
            if (sid != null && !sid.value().isEmpty() && !seen.add(sid.value())) {
                report.add(
                        required ? Issue.UNIQUE_SIDS_REQUIRED : Issue.UNIQUE_SIDS_RECOMMENDED,
                        "Another statement has the Sid \"%s\" too. Change one of them.".formatted(sid.value()),
                        sid.at());
            }
        }
    }
}
