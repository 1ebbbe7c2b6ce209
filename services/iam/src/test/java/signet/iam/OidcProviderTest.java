package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.iam.AddClientIDToOpenIDConnectProviderInput;
import signet.model.iam.CreateOpenIDConnectProviderInput;
import signet.model.iam.CreateOpenIDConnectProviderOutput;
import signet.model.iam.DeleteOpenIDConnectProviderInput;
import signet.model.iam.GetOpenIDConnectProviderInput;
import signet.model.iam.GetOpenIDConnectProviderOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListOpenIDConnectProviderTagsInput;
import signet.model.iam.ListOpenIDConnectProvidersInput;
import signet.model.iam.OpenIDConnectProviderListEntry;
import signet.model.iam.RemoveClientIDFromOpenIDConnectProviderInput;
import signet.model.iam.Tag;
import signet.model.iam.TagOpenIDConnectProviderInput;
import signet.model.iam.UntagOpenIDConnectProviderInput;
import signet.model.iam.UpdateOpenIDConnectProviderThumbprintInput;

/** OpenID Connect identity providers of an account. */
class OidcProviderTest {
    private static final String URL = "https://token.example.com/realms/One";
    private static final String ARN = "arn:aws:iam::123456789012:oidc-provider/token.example.com/realms/One";
    private static final String MISSING = "arn:aws:iam::123456789012:oidc-provider/missing.example.com";
    private static final String PRINT = "990F4193972F2BECF12DDEDA5237F9C952F20D9E";

    @TempDir
    Path directory;

    private Cloud cloud;

    @BeforeEach
    void open() {
        cloud = Cloud.open(directory);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private CreateOpenIDConnectProviderOutput create(String url, List<String> clients, Tag... tags) {
        return cloud.call(
                IamOperations.CREATE_OPEN_ID_CONNECT_PROVIDER,
                new CreateOpenIDConnectProviderInput(url, clients, List.of(PRINT), List.of(tags)));
    }

    private void refusesCreating(
            String code, String message, String url, @Nullable List<String> clients, @Nullable List<String> prints) {
        cloud.refuses(
                code,
                message,
                IamOperations.CREATE_OPEN_ID_CONNECT_PROVIDER,
                new CreateOpenIDConnectProviderInput(url, clients, prints, null));
    }

    private GetOpenIDConnectProviderOutput get() {
        return cloud.call(IamOperations.GET_OPEN_ID_CONNECT_PROVIDER, new GetOpenIDConnectProviderInput(ARN));
    }

    private void add(String client) {
        cloud.call(
                IamOperations.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER,
                new AddClientIDToOpenIDConnectProviderInput(ARN, client));
    }

    private void remove(String client) {
        cloud.call(
                IamOperations.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
                new RemoveClientIDFromOpenIDConnectProviderInput(ARN, client));
    }

    @Test
    void aProviderIsNamedByItsUrlWithoutTheScheme() {
        CreateOpenIDConnectProviderOutput made = create(URL, List.of("one", "two", "one"));

        assertEquals(ARN, made.openIDConnectProviderArn());
        assertNull(made.tags());
        assertEquals(
                new GetOpenIDConnectProviderOutput(
                        "token.example.com/realms/One",
                        List.of("one", "two"),
                        List.of(PRINT.toLowerCase(Locale.ROOT)),
                        Instant.parse("2026-11-23T10:00:00Z"),
                        List.of()),
                get());
        assertEquals(
                List.of(new OpenIDConnectProviderListEntry(ARN)),
                cloud.call(IamOperations.LIST_OPEN_ID_CONNECT_PROVIDERS, new ListOpenIDConnectProvidersInput())
                        .openIDConnectProviderList());
    }

    @Test
    void neitherClientsNorThumbprintsAreNeeded() {
        cloud.call(
                IamOperations.CREATE_OPEN_ID_CONNECT_PROVIDER,
                new CreateOpenIDConnectProviderInput(URL, null, null, null));

        assertEquals(List.of(), get().clientIDList());
        assertEquals(List.of(), get().thumbprintList());
    }

    /** "You cannot register the same provider more than once in a single account" (API reference of the operation). */
    @Test
    void anAccountHasAProviderOfAUrlOnce() {
        create(URL, List.of());

        refusesCreating("EntityAlreadyExists", "Provider with url " + URL + " already exists.", URL, null, null);
        cloud.callAs(
                cloud.rootOf(Cloud.OTHER),
                IamOperations.CREATE_OPEN_ID_CONNECT_PROVIDER,
                new CreateOpenIDConnectProviderInput(URL, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://token.example.com",
                "token.example.com",
                "https://token.example.com?x=1",
                "https://token.example.com:8443",
                "https://alice@token.example.com",
                "https://",
                "ftp://token.example.com"
            })
    void aUrlOfAnotherFormIsNone(String url) {
        refusesCreating("ValidationError", "Invalid Open ID Connect Provider URL", url, null, null);
    }

    @Test
    void thumbprintsAreFiveAtMost() {
        List<String> six = IntStream.range(0, 6).mapToObj("%040x"::formatted).toList();

        refusesCreating("InvalidInput", "Thumbprint list must contain fewer than 5 entries.", URL, null, six);
        create(URL, List.of());
        cloud.refuses(
                "InvalidInput",
                "Thumbprint list must contain fewer than 5 entries.",
                IamOperations.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
                new UpdateOpenIDConnectProviderThumbprintInput(ARN, six));
        cloud.call(
                IamOperations.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
                new UpdateOpenIDConnectProviderThumbprintInput(ARN, six.subList(0, 5)));
        assertEquals(six.subList(0, 5), get().thumbprintList());
    }

    @Test
    void clientsComeAndGoOneByOne() {
        create(URL, List.of("one"));
        add("two");
        add("two");
        assertEquals(List.of("one", "two"), get().clientIDList());

        remove("one");
        remove("never there");
        assertEquals(List.of("two"), get().clientIDList());
    }

    @Test
    void clientsAreAHundredAtMost() {
        List<String> clients =
                IntStream.range(0, 101).mapToObj("c%d"::formatted).toList();
        String message = "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100";

        refusesCreating("LimitExceeded", message, URL, clients, null);
        create(URL, clients.subList(0, 100));
        cloud.refuses(
                "LimitExceeded",
                message,
                IamOperations.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER,
                new AddClientIDToOpenIDConnectProviderInput(ARN, "one more"));
    }

    @Test
    void anAccountHasAHundredProvidersAtMost() {
        IntStream.range(0, 100).forEach(i -> create("https://i" + i + ".example.com", List.of()));

        assertEquals(100, cloud.counted("Providers"));
        refusesCreating(
                "LimitExceeded", "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100", URL, null, null);
    }

    @Test
    void aDeletedProviderIsGone() {
        create(URL, List.of());
        assertEquals(1, cloud.counted("Providers"));

        cloud.call(IamOperations.DELETE_OPEN_ID_CONNECT_PROVIDER, new DeleteOpenIDConnectProviderInput(ARN));

        assertEquals(0, cloud.counted("Providers"));
        cloud.refuses(
                "NoSuchEntity",
                "OpenIDConnect Provider not found for arn " + ARN,
                IamOperations.GET_OPEN_ID_CONNECT_PROVIDER,
                new GetOpenIDConnectProviderInput(ARN));
        cloud.refuses(
                "NoSuchEntity",
                "OpenId connect Provider " + ARN + " cannot be found.",
                IamOperations.DELETE_OPEN_ID_CONNECT_PROVIDER,
                new DeleteOpenIDConnectProviderInput(ARN));
    }

    @Test
    void nothingIsDoneToAProviderThatIsMissing() {
        String message = "OpenIDConnect Provider not found for arn " + MISSING;

        cloud.refuses(
                "NoSuchEntity",
                message,
                IamOperations.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER,
                new AddClientIDToOpenIDConnectProviderInput(MISSING, "one"));
        cloud.refuses(
                "NoSuchEntity",
                message,
                IamOperations.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
                new RemoveClientIDFromOpenIDConnectProviderInput(MISSING, "one"));
        cloud.refuses(
                "NoSuchEntity",
                message,
                IamOperations.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
                new UpdateOpenIDConnectProviderThumbprintInput(MISSING, List.of(PRINT)));
        cloud.refuses(
                "NoSuchEntity",
                message,
                IamOperations.TAG_OPEN_ID_CONNECT_PROVIDER,
                new TagOpenIDConnectProviderInput(MISSING, List.of(new Tag("a", "b"))));
    }

    @Test
    void whatIsNoProvidersArnIsRefused() {
        cloud.refuses(
                "ValidationError",
                "Invalid ARN: token.example.com/realms",
                IamOperations.GET_OPEN_ID_CONNECT_PROVIDER,
                new GetOpenIDConnectProviderInput("token.example.com/realms"));
        cloud.refuses(
                "ValidationError",
                "Invalid resource type in ARN",
                IamOperations.GET_OPEN_ID_CONNECT_PROVIDER,
                new GetOpenIDConnectProviderInput("arn:aws:iam::123456789012:role/deploy"));
    }

    @Test
    void anotherAccountsProviderIsNotForUs() {
        create(URL, List.of());

        cloud.refusesAs(
                cloud.rootOf(Cloud.OTHER),
                "AccessDenied",
                "User: arn:aws:iam::210987654321:root is not authorized to perform: iam:GetOpenIDConnectProvider on"
                        + " resource: " + ARN
                        + " because no resource-based policy allows the iam:GetOpenIDConnectProvider action",
                IamOperations.GET_OPEN_ID_CONNECT_PROVIDER,
                new GetOpenIDConnectProviderInput(ARN));
    }

    @Test
    void tagsAreKeptInOrderAndComeAndGo() {
        assertEquals(
                List.of(new Tag("b", "1"), new Tag("a", "2")),
                create(URL, List.of(), new Tag("b", "1"), new Tag("a", "2")).tags());
        cloud.call(
                IamOperations.TAG_OPEN_ID_CONNECT_PROVIDER,
                new TagOpenIDConnectProviderInput(ARN, List.of(new Tag("c", "3"), new Tag("b", "4"))));
        cloud.call(
                IamOperations.UNTAG_OPEN_ID_CONNECT_PROVIDER, new UntagOpenIDConnectProviderInput(ARN, List.of("a")));

        List<Tag> tags = List.of(new Tag("b", "4"), new Tag("c", "3"));
        assertEquals(tags, get().tags());
        assertEquals(
                tags,
                cloud.call(
                                IamOperations.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS,
                                new ListOpenIDConnectProviderTagsInput(ARN, null, null))
                        .tags());
    }

    @Test
    void permissionIsAskedForTheProviderAndItsTags() {
        create(URL, List.of("one"), new Tag("team", "red"));
        Caller red = cloud.makeUser(
                "red",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:*\",\"Resource\":"
                        + "\"arn:aws:iam::123456789012:oidc-provider/token.example.com/*\",\"Condition\":"
                        + "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}}}");

        cloud.callAs(red, IamOperations.GET_OPEN_ID_CONNECT_PROVIDER, new GetOpenIDConnectProviderInput(ARN));
        cloud.callAs(
                red,
                IamOperations.TAG_OPEN_ID_CONNECT_PROVIDER,
                new TagOpenIDConnectProviderInput(ARN, List.of(new Tag("team", "blue"))));
        cloud.denies(
                red,
                "iam:DeleteOpenIDConnectProvider",
                ARN,
                IamOperations.DELETE_OPEN_ID_CONNECT_PROVIDER,
                new DeleteOpenIDConnectProviderInput(ARN));
    }

    @Test
    void makingOneWithTagsNeedsThePermissionToTag() {
        Caller maker = cloud.makeUser(
                "maker",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                        + "\"iam:CreateOpenIDConnectProvider\",\"Resource\":\"*\"}}");

        cloud.denies(
                maker,
                "iam:TagOpenIDConnectProvider",
                ARN,
                IamOperations.CREATE_OPEN_ID_CONNECT_PROVIDER,
                new CreateOpenIDConnectProviderInput(URL, null, null, List.of(new Tag("a", "b"))));
        cloud.callAs(
                maker,
                IamOperations.CREATE_OPEN_ID_CONNECT_PROVIDER,
                new CreateOpenIDConnectProviderInput(URL, null, null, null));
    }
}
