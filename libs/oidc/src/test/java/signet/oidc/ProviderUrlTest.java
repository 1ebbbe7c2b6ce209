package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "token.actions.githubusercontent.com",
                "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF",
                "idp.example/realms/a/",
                "localhost:8443",
                "127.0.0.1:8443/a",
                "a.localhost:1"
            })
    void aProviderIsCalledByItsUrlWithoutTheScheme(String name) {
        assertEquals(Optional.of(name), ProviderUrl.name("https://" + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "idp.example",
                "http://idp.example",
                "HTTPS://idp.example",
                "https://",
                "https:///a",
                "https://idp.example:8443",
                "https://localhost.evil.example:8443",
                "https://me@idp.example",
                "https://me@localhost:1",
                "https://idp.example?a=b",
                "https://idp.example#a",
                "https://idp.example/a b",
                "https://idp.example/\"",
                "https://-idp.example",
                "https://idp..example",
                "https://[::1]",
                "https://idp_example",
                "ftp://idp.example"
            })
    void whatAwsCouldNotReachIsNoProvider(String url) {
        assertEquals(Optional.empty(), ProviderUrl.name(url));
    }
}
