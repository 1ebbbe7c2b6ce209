package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataProtocolState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** cloud-init's own EC2 data source (Debian's package) reads an instance's metadata as it does on AWS. */
class CloudInitTest {
    private static final Path NOTHING = Path.of("/nonexistent");

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.withOptions(Packages.flags(NOTHING));

    private static Path packages = NOTHING;
    private static String instance = "";

    @BeforeAll
    static void anInstance() {
        packages = Packages.cloudInit();
        Article.profile(SERVER.asRoot().iam(), "S3Access", Article.READ_S3);
        Ec2Client ec2 = SERVER.asRoot().ec2();
        ec2.createKeyPair(pair -> pair.keyName("work").keyType("ed25519"));
        String userData =
                Base64.getEncoder().encodeToString("#!/bin/sh\necho hello\n".getBytes(StandardCharsets.UTF_8));
        instance = Article.instance(
                ec2,
                Article.launch("S3Access").toBuilder()
                        .keyName("work")
                        .userData(userData)
                        .metadataOptions(options -> options.httpTokens(HttpTokensState.REQUIRED)
                                .httpProtocolIpv6(InstanceMetadataProtocolState.ENABLED)
                                .instanceMetadataTags(InstanceMetadataTagsState.ENABLED))
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.INSTANCE)
                                .tags(Tag.builder().key("Name").value("web").build())
                                .build())
                        .build());
        Assumptions.assumeTrue(on(instance, "", "python3", "--version").status() == 0, "no python3 in the instance");
    }

    @Test
    void everythingIsFoundByTokens() {
        Map<String, String> found = found(crawled(instance, "aws", "http://169.254.169.254"));

        assertEquals("True", found.get("found"));
        assertEquals("aws", found.get("cloud"));
        assertEquals("2021-03-23", found.get("version"));
        assertEquals(instance, found.get("instance"));
        assertEquals(instance, found.get("document"));
        assertEquals("us-east-1", found.get("region"));
        assertTrue(String.valueOf(found.get("zone")).matches("us-east-1[a-f]"), String.valueOf(found.get("zone")));
        assertTrue(String.valueOf(found.get("hostname")).startsWith("ip-172-31-"));
        assertTrue(String.valueOf(found.get("keys")).startsWith("['ssh-ed25519 "));
        assertEquals("b'#!/bin/sh\\necho hello\\n'", found.get("user-data"));
        assertEquals("1 True", found.get("macs"));
        assertEquals("False", found.get("classic"));
        assertEquals("{'instance': {'Name': 'web'}}", found.get("tags"));
    }

    @Test
    void theCrawlTakesNoCredentialsWithIt() {
        assertEquals("False", found(crawled(instance, "aws")).get("secrets"));
    }

    @Test
    void itsOwnListOfAddressesWorks() {
        assertEquals(instance, found(crawled(instance, "aws")).get("instance"));
    }

    @Test
    void theIpv6AddressDoesToo() {
        Map<String, String> found = found(crawled(instance, "aws", "http://[fd00:ec2::254]"));

        assertEquals("http://[fd00:ec2::254]", found.get("address"));
        assertEquals(instance, found.get("instance"));
    }

    @Test
    void withoutTokensAnUnknownCloudIsReadByTheFirstVersion() {
        String plain = Article.instance(SERVER.asRoot().ec2(), Article.launch("S3Access"));

        Map<String, String> found = found(crawled(plain, "unknown"));

        assertEquals(plain, found.get("instance"));
        assertEquals("us-east-1", found.get("region"));
        assertEquals("[]", found.get("keys"));
        assertEquals("False", found.get("secrets"));
    }

    @Test
    void aDisabledEndpointIsNoDataSource() {
        Ec2Client ec2 = SERVER.asRoot().ec2();
        String id = Article.instance(ec2, Article.launch("S3Access"));
        ec2.modifyInstanceMetadataOptions(
                modify -> modify.instanceId(id).httpEndpoint(InstanceMetadataEndpointState.DISABLED));

        Ran ran = crawled(id, "aws", "http://169.254.169.254");

        assertEquals("found False", ran.success());
        assertTrue(ran.err().isEmpty() || !ran.err().contains("Traceback"), ran.err());
    }

    private static Ran crawled(String id, String... arguments) {
        List<String> words = new ArrayList<>(List.of("python3", "-", packages.toString()));
        words.addAll(List.of(arguments));
        return on(id, Packages.script("cloud-init.py"), words.toArray(String[]::new));
    }

    private static Map<String, String> found(Ran ran) {
        Map<String, String> found = new HashMap<>();
        ran.success().lines().forEach(line -> {
            String[] words = line.split(" ", 2);
            found.put(words[0], words.length > 1 ? words[1] : "");
        });
        return found;
    }

    private static Ran on(String id, String input, String... program) {
        return SERVER.asRoot().connectWithInput(input, id, program);
    }
}
