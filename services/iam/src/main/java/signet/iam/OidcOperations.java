package signet.iam;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Operation;
import signet.identity.OidcProvider;
import signet.model.iam.AddClientIDToOpenIDConnectProviderInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListOpenIDConnectProviderTagsInput;
import signet.model.iam.ListOpenIDConnectProviderTagsOutput;
import signet.model.iam.RemoveClientIDFromOpenIDConnectProviderInput;
import signet.model.iam.TagOpenIDConnectProviderInput;
import signet.model.iam.UntagOpenIDConnectProviderInput;
import signet.model.iam.UpdateOpenIDConnectProviderThumbprintInput;

/** The operations on OpenID Connect: providers whose tokens are trusted here, and tokens of the account's own. */
final class OidcOperations {
    private OidcOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return List.of(
                new CreateOidcProvider(parts),
                new GetOidcProvider(),
                new ListOidcProviders(),
                new DeleteOidcProvider(parts),
                new ChangeOidcProvider<>(
                        IamOperations.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER,
                        parts,
                        AddClientIDToOpenIDConnectProviderInput::openIDConnectProviderArn,
                        (provider, input) -> withClient(provider, input.clientID())),
                new ChangeOidcProvider<>(
                        IamOperations.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
                        parts,
                        RemoveClientIDFromOpenIDConnectProviderInput::openIDConnectProviderArn,
                        (provider, input) -> withoutClient(provider, input.clientID())),
                new ChangeOidcProvider<>(
                        IamOperations.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
                        parts,
                        UpdateOpenIDConnectProviderThumbprintInput::openIDConnectProviderArn,
                        (provider, input) ->
                                provider.withThumbprints(OidcProviders.thumbprints(input.thumbprintList()))),
                new TagEntity<>(
                        IamOperations.TAG_OPEN_ID_CONNECT_PROVIDER,
                        parts,
                        Taggable.OIDC_PROVIDER,
                        TagOpenIDConnectProviderInput::openIDConnectProviderArn,
                        TagOpenIDConnectProviderInput::tags),
                new UntagEntity<>(
                        IamOperations.UNTAG_OPEN_ID_CONNECT_PROVIDER,
                        parts,
                        Taggable.OIDC_PROVIDER,
                        UntagOpenIDConnectProviderInput::openIDConnectProviderArn,
                        UntagOpenIDConnectProviderInput::tagKeys),
                new ListEntityTags<>(
                        IamOperations.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS,
                        Taggable.OIDC_PROVIDER,
                        ListOpenIDConnectProviderTagsInput::openIDConnectProviderArn,
                        new Paging<>(
                                ListOpenIDConnectProviderTagsInput::marker,
                                ListOpenIDConnectProviderTagsInput::maxItems),
                        page -> new ListOpenIDConnectProviderTagsOutput(page.items(), page.truncated(), page.marker())),
                new EnableOutboundFederation(parts),
                new DisableOutboundFederation(parts),
                new GetOutboundFederation(parts));
    }

    /** Adding one that is there changes nothing, as on AWS. */
    private static OidcProvider withClient(OidcProvider provider, String client) {
        if (provider.clientIds().contains(client)) {
            return provider;
        }
        List<String> clients = new ArrayList<>(provider.clientIds());
        clients.add(client);
        Quota.CLIENT_IDS_PER_OIDC_PROVIDER.check(clients.size());
        return provider.withClientIds(clients);
    }

    private static OidcProvider withoutClient(OidcProvider provider, String client) {
        return provider.withClientIds(provider.clientIds().stream()
                .filter(each -> !each.equals(client))
                .toList());
    }
}
