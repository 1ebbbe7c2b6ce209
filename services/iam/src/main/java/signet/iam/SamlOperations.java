package signet.iam;

import java.util.List;
import signet.authz.Operation;
import signet.model.iam.IamOperations;
import signet.model.iam.ListSAMLProviderTagsInput;
import signet.model.iam.ListSAMLProviderTagsOutput;
import signet.model.iam.TagSAMLProviderInput;
import signet.model.iam.UntagSAMLProviderInput;

/** The operations on SAML providers. */
final class SamlOperations {
    private SamlOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return List.of(
                new CreateSamlProvider(parts),
                new GetSamlProvider(),
                new ListSamlProviders(),
                new UpdateSamlProvider(parts),
                new DeleteSamlProvider(parts),
                new TagEntity<>(
                        IamOperations.TAG_SAML_PROVIDER,
                        parts,
                        Taggable.SAML_PROVIDER,
                        TagSAMLProviderInput::samlProviderArn,
                        TagSAMLProviderInput::tags),
                new UntagEntity<>(
                        IamOperations.UNTAG_SAML_PROVIDER,
                        parts,
                        Taggable.SAML_PROVIDER,
                        UntagSAMLProviderInput::samlProviderArn,
                        UntagSAMLProviderInput::tagKeys),
                new ListEntityTags<>(
                        IamOperations.LIST_SAML_PROVIDER_TAGS,
                        Taggable.SAML_PROVIDER,
                        ListSAMLProviderTagsInput::samlProviderArn,
                        new Paging<>(ListSAMLProviderTagsInput::marker, ListSAMLProviderTagsInput::maxItems),
                        page -> new ListSAMLProviderTagsOutput(page.items(), page.truncated(), page.marker())));
    }
}
