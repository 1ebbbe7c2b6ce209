package signet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import signet.saml.SamlAssertion;
import signet.saml.SamlException;
import signet.saml.SamlMetadata;
import signet.saml.SamlResponse;

/**
 * SAML: any text is refused in words, or is read; a response is read only if it says what the genuine one says, of which nobody
 * has the key any more. The first two seeds are the provider's metadata and its response.
 */
final class SamlTarget {
    private static final SamlMetadata PROVIDER;
    private static final SamlAssertion GENUINE;

    static {
        List<byte[]> seeds = Target.named("saml").seeds();
        try {
            PROVIDER = SamlMetadata.parse(new String(seeds.get(0), StandardCharsets.UTF_8));
            GENUINE = SamlResponse.parse(seeds.get(1)).assertion(PROVIDER, List.of(), false);
        } catch (SamlException e) {
            throw new IllegalStateException(e);
        }
    }

    private SamlTarget() {}

    static void run(byte[] data) {
        try {
            SamlMetadata read = SamlMetadata.parse(new String(data, StandardCharsets.UTF_8));
            check(!read.entityId().isBlank() && !read.certificates().isEmpty(), read.toString());
        } catch (SamlException e) {
            check(e.fault() == SamlException.Fault.UNREADABLE, e.toString());
        }
        try {
            SamlAssertion read = SamlResponse.parse(data).assertion(PROVIDER, List.of(), false);
            check(read.equals(GENUINE), read.toString());
        } catch (SamlException e) {
            check(e.getMessage() != null, "no reason");
        }
    }

    private static void check(boolean holds, String found) {
        if (!holds) {
            throw new AssertionError(found);
        }
    }
}
