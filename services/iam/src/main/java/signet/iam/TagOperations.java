package signet.iam;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import signet.authz.Operation;
import signet.model.iam.IamOperations;
import signet.model.iam.ListInstanceProfileTagsInput;
import signet.model.iam.ListInstanceProfileTagsOutput;
import signet.model.iam.ListMFADeviceTagsInput;
import signet.model.iam.ListMFADeviceTagsOutput;
import signet.model.iam.ListPolicyTagsInput;
import signet.model.iam.ListPolicyTagsOutput;
import signet.model.iam.ListRoleTagsInput;
import signet.model.iam.ListRoleTagsOutput;
import signet.model.iam.ListServerCertificateTagsInput;
import signet.model.iam.ListServerCertificateTagsOutput;
import signet.model.iam.ListUserTagsInput;
import signet.model.iam.ListUserTagsOutput;
import signet.model.iam.TagInstanceProfileInput;
import signet.model.iam.TagMFADeviceInput;
import signet.model.iam.TagPolicyInput;
import signet.model.iam.TagRoleInput;
import signet.model.iam.TagServerCertificateInput;
import signet.model.iam.TagUserInput;
import signet.model.iam.UntagInstanceProfileInput;
import signet.model.iam.UntagMFADeviceInput;
import signet.model.iam.UntagPolicyInput;
import signet.model.iam.UntagRoleInput;
import signet.model.iam.UntagServerCertificateInput;
import signet.model.iam.UntagUserInput;

/** The operations on tags. */
final class TagOperations {
    private TagOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return Stream.of(ofPrincipals(parts), ofWhatIsHandedOut(parts), ofCredentials(parts))
                .flatMap(Collection::stream)
                .<Operation<?, ?>>map(operation -> operation)
                .toList();
    }

    private static List<Operation<?, ?>> ofPrincipals(Parts parts) {
        return List.of(
                new TagEntity<>(
                        IamOperations.TAG_USER, parts, Taggable.USER, TagUserInput::userName, TagUserInput::tags),
                new UntagEntity<>(
                        IamOperations.UNTAG_USER,
                        parts,
                        Taggable.USER,
                        UntagUserInput::userName,
                        UntagUserInput::tagKeys),
                new ListEntityTags<>(
                        IamOperations.LIST_USER_TAGS,
                        Taggable.USER,
                        ListUserTagsInput::userName,
                        new Paging<>(ListUserTagsInput::marker, ListUserTagsInput::maxItems),
                        page -> new ListUserTagsOutput(page.items(), page.truncated(), page.marker())),
                new TagEntity<>(
                        IamOperations.TAG_ROLE, parts, Taggable.ROLE, TagRoleInput::roleName, TagRoleInput::tags),
                new UntagEntity<>(
                        IamOperations.UNTAG_ROLE,
                        parts,
                        Taggable.ROLE,
                        UntagRoleInput::roleName,
                        UntagRoleInput::tagKeys),
                new ListEntityTags<>(
                        IamOperations.LIST_ROLE_TAGS,
                        Taggable.ROLE,
                        ListRoleTagsInput::roleName,
                        new Paging<>(ListRoleTagsInput::marker, ListRoleTagsInput::maxItems),
                        page -> new ListRoleTagsOutput(page.items(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> ofWhatIsHandedOut(Parts parts) {
        return List.of(
                new TagEntity<>(
                        IamOperations.TAG_POLICY,
                        parts,
                        Taggable.POLICY,
                        TagPolicyInput::policyArn,
                        TagPolicyInput::tags),
                new UntagEntity<>(
                        IamOperations.UNTAG_POLICY,
                        parts,
                        Taggable.POLICY,
                        UntagPolicyInput::policyArn,
                        UntagPolicyInput::tagKeys),
                new ListEntityTags<>(
                        IamOperations.LIST_POLICY_TAGS,
                        Taggable.POLICY,
                        ListPolicyTagsInput::policyArn,
                        new Paging<>(ListPolicyTagsInput::marker, ListPolicyTagsInput::maxItems),
                        page -> new ListPolicyTagsOutput(page.items(), page.truncated(), page.marker())),
                new TagEntity<>(
                        IamOperations.TAG_INSTANCE_PROFILE,
                        parts,
                        Taggable.INSTANCE_PROFILE,
                        TagInstanceProfileInput::instanceProfileName,
                        TagInstanceProfileInput::tags),
                new UntagEntity<>(
                        IamOperations.UNTAG_INSTANCE_PROFILE,
                        parts,
                        Taggable.INSTANCE_PROFILE,
                        UntagInstanceProfileInput::instanceProfileName,
                        UntagInstanceProfileInput::tagKeys),
                new ListEntityTags<>(
                        IamOperations.LIST_INSTANCE_PROFILE_TAGS,
                        Taggable.INSTANCE_PROFILE,
                        ListInstanceProfileTagsInput::instanceProfileName,
                        new Paging<>(ListInstanceProfileTagsInput::marker, ListInstanceProfileTagsInput::maxItems),
                        page -> new ListInstanceProfileTagsOutput(page.items(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> ofCredentials(Parts parts) {
        return List.of(
                new TagEntity<>(
                        IamOperations.TAG_MFA_DEVICE,
                        parts,
                        Taggable.MFA_DEVICE,
                        TagMFADeviceInput::serialNumber,
                        TagMFADeviceInput::tags),
                new UntagEntity<>(
                        IamOperations.UNTAG_MFA_DEVICE,
                        parts,
                        Taggable.MFA_DEVICE,
                        UntagMFADeviceInput::serialNumber,
                        UntagMFADeviceInput::tagKeys),
                new ListEntityTags<>(
                        IamOperations.LIST_MFA_DEVICE_TAGS,
                        Taggable.MFA_DEVICE,
                        ListMFADeviceTagsInput::serialNumber,
                        new Paging<>(ListMFADeviceTagsInput::marker, ListMFADeviceTagsInput::maxItems),
                        page -> new ListMFADeviceTagsOutput(page.items(), page.truncated(), page.marker())),
                new TagEntity<>(
                        IamOperations.TAG_SERVER_CERTIFICATE,
                        parts,
                        Taggable.SERVER_CERTIFICATE,
                        TagServerCertificateInput::serverCertificateName,
                        TagServerCertificateInput::tags),
                new UntagEntity<>(
                        IamOperations.UNTAG_SERVER_CERTIFICATE,
                        parts,
                        Taggable.SERVER_CERTIFICATE,
                        UntagServerCertificateInput::serverCertificateName,
                        UntagServerCertificateInput::tagKeys),
                new ListEntityTags<>(
                        IamOperations.LIST_SERVER_CERTIFICATE_TAGS,
                        Taggable.SERVER_CERTIFICATE,
                        ListServerCertificateTagsInput::serverCertificateName,
                        new Paging<>(ListServerCertificateTagsInput::marker, ListServerCertificateTagsInput::maxItems),
                        page -> new ListServerCertificateTagsOutput(page.items(), page.truncated(), page.marker())));
    }
}
