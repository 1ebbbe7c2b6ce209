package signet.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.imds.World.ONE;
import static signet.imds.World.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.fleet.Instance;
import signet.fleet.SecurityGroup;

/** What is found at which path, and what is not. */
class PathsTest {
    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ami-id, ami-00000000000000001
            ami-launch-index, 0
            ami-manifest-path, (unknown)
            block-device-mapping/ami, /dev/xvda
            block-device-mapping/root, /dev/xvda
            events/maintenance/history, []
            events/maintenance/scheduled, []
            hibernation/configured, false
            hostname, ip-172-31-16-10.ec2.internal
            instance-action, none
            instance-id, i-00000000000000001
            instance-life-cycle, on-demand
            instance-type, t3.micro
            local-hostname, ip-172-31-16-10.ec2.internal
            local-ipv4, 172.31.16.10
            mac, 06:00:00:00:00:01
            network/interfaces/macs/06:00:00:00:00:01/device-number, 0
            network/interfaces/macs/06:00:00:00:00:01/interface-id, eni-01
            network/interfaces/macs/06:00:00:00:00:01/local-hostname, ip-172-31-16-10.ec2.internal
            network/interfaces/macs/06:00:00:00:00:01/local-ipv4s, 172.31.16.10
            network/interfaces/macs/06:00:00:00:00:01/mac, 06:00:00:00:00:01
            network/interfaces/macs/06:00:00:00:00:01/network-card-index, 0
            network/interfaces/macs/06:00:00:00:00:01/owner-id, 123456789012
            network/interfaces/macs/06:00:00:00:00:01/subnet-id, subnet-01
            network/interfaces/macs/06:00:00:00:00:01/subnet-ipv4-cidr-block, 172.31.16.0/20
            network/interfaces/macs/06:00:00:00:00:01/vpc-id, vpc-01
            network/interfaces/macs/06:00:00:00:00:01/vpc-ipv4-cidr-block, 172.31.0.0/16
            network/interfaces/macs/06:00:00:00:00:01/vpc-ipv4-cidr-blocks, 172.31.0.0/16
            placement/availability-zone, us-east-1b
            placement/availability-zone-id, use1-az2
            placement/region, us-east-1
            profile, default-hvm
            public-keys/0/openssh-key, ssh-ed25519 AAAA work
            public-keys, 0=work
            public-keys/, 0=work
            public-keys/0/, openssh-key
            reservation-id, r-00000000000000001
            services/domain, amazonaws.com
            services/partition, aws
            system, nitro
            """)
    void everyCategoryHasItsValue(String path, String value) {
        MetadataResponse response = world.get("/latest/meta-data/" + path);

        assertEquals(200, response.status());
        assertEquals(value, text(response));
        assertEquals("text/plain", response.headers().get("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/latest/meta-data/iam/",
                "/latest/meta-data/iam/info",
                "/latest/meta-data/iam/security-credentials/",
                "/latest/meta-data/tags/instance/",
                "/latest/meta-data/spot/instance-action",
                "/latest/meta-data/public-ipv4",
                "/latest/meta-data/kernel-id",
                "/latest/meta-data/ami-id/",
                "/latest/meta-data/ami-i",
                "/latest/meta-data/AMI-ID",
                "/latest/meta-data/ami-id/more",
                "/latest/meta-data/network/interfaces/macs/06:00:00:00:00:02/mac",
                "/latest/meta-data/identity-credentials/ec2/security-credentials/other",
                "/latest/meta-data/autoscaling/target-lifecycle-state",
                "/latest/meta-data/events/recommendations/rebalance",
                "/latest/meta-data/managed-ssh-keys/active-keys/ec2-user/",
                "/latest/dynamic/instance-identity/dsa2048",
                "/latest/api",
                "/latest/api/",
                "/latest/api/token/",
                "/latest/api/other",
                "/1999-01-01/meta-data/",
                "/meta-data/",
                "/index.html"
            })
    void whatIsNotThereIsNotFound(String path) {
        MetadataResponse response = world.get(path);

        assertEquals(404, response.status());
        assertEquals("text/html", response.headers().get("Content-Type"));
        assertTrue(text(response).contains("<title>404 - Not Found</title>"));
        assertTrue(text(response).startsWith("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<!DOCTYPE html"));
    }

    @Test
    void directoriesListTheirNamesWithoutANewlineAtTheEnd() {
        assertEquals("dynamic/\nmeta-data/\nuser-data", text(world.get("/latest/")));
        List<String> names = List.of(
                "ami-id",
                "ami-launch-index",
                "ami-manifest-path",
                "block-device-mapping/",
                "events/",
                "hibernation/",
                "hostname",
                "identity-credentials/",
                "instance-action",
                "instance-id",
                "instance-life-cycle",
                "instance-type",
                "local-hostname",
                "local-ipv4",
                "mac",
                "network/",
                "placement/",
                "profile",
                "public-keys/",
                "reservation-id",
                "security-groups",
                "services/",
                "system");
        assertEquals(String.join("\n", names), text(world.get("/latest/meta-data/")));
        assertEquals("06:00:00:00:00:01/", text(world.get("/latest/meta-data/network/interfaces/macs/")));
        assertEquals("fws/\ninstance-identity/", text(world.get("/latest/dynamic/")));
        assertEquals("document\npkcs7\nrsa2048\nsignature", text(world.get("/latest/dynamic/instance-identity/")));
    }

    @Test
    void aDirectoryIsListedWithoutItsSlashToo() {
        assertEquals(text(world.get("/latest/meta-data/")), text(world.get("/latest/meta-data")));
        assertEquals(text(world.get("/latest/")), text(world.get("/latest")));
    }

    @Test
    void theSecurityGroupsIdsAreOneALine() {
        String path = "/latest/meta-data/network/interfaces/macs/06:00:00:00:00:01/security-group-ids";

        assertEquals("sg-01\nsg-02", text(world.get(path)));
    }

    @Test
    void theSecurityGroupsNamesAreOneALine() {
        world.put(new SecurityGroup(World.ACCOUNT, "us-east-1", "sg-02", "vpc-01", "web", "of a test", List.of()));

        assertEquals("default\nweb", text(world.get("/latest/meta-data/security-groups")));
        assertEquals(
                "default\nweb",
                text(world.get("/latest/meta-data/network/interfaces/macs/06:00:00:00:00:01/security-groups")));
    }

    @Test
    void theRootListsTheVersionsAndEachIsAnswered() {
        List<String> versions = text(world.get("/")).lines().toList();

        assertEquals("1.0", versions.getFirst());
        assertEquals("latest", versions.getLast());
        assertTrue(versions.containsAll(List.of("2009-04-04", "2021-03-23")));
        versions.forEach(version -> assertEquals(ONE, text(world.get("/" + version + "/meta-data/instance-id"))));
    }

    @ParameterizedTest
    @CsvSource({
        "2007-03-01, 2007-08-29, meta-data/instance-type",
        "2008-09-01, 2009-04-04, dynamic/instance-identity/document",
        "2009-04-04, 2011-01-01, meta-data/mac",
        "2009-04-04, 2011-01-01, meta-data/network/interfaces/macs/06:00:00:00:00:01/vpc-id",
        "2016-04-19, 2016-06-30, meta-data/network/interfaces/macs/06:00:00:00:00:01/vpc-ipv4-cidr-blocks",
        "2011-05-01, 2012-01-12, meta-data/iam/info",
        "2018-09-24, 2019-10-01, meta-data/placement/availability-zone-id",
        "2018-03-28, 2018-08-17, meta-data/identity-credentials/ec2/info",
        "2021-01-03, 2021-03-23, meta-data/tags/instance/Name",
        "2021-07-15, 2022-09-24, meta-data/system"
    })
    void aCategoryIsInTheVersionsSinceItsOwn(String before, String since, String path) {
        world.options(ONE, false, true, true);
        world.holding(ONE, "S3Access", World.TRUST_EC2);

        assertEquals(404, world.get("/" + before + "/" + path).status());
        assertEquals(200, world.get("/" + since + "/" + path).status());
        assertEquals(200, world.get("/latest/" + path).status());
    }

    @Test
    void anOldVersionsListsHaveNothingNewer() {
        String names = "ami-id\nami-launch-index\nami-manifest-path\nhibernation/\nhostname\ninstance-id\nlocal-ipv4\n"
                + "profile\npublic-keys/\nreservation-id\nsecurity-groups";

        assertEquals(names, text(world.get("/1.0/meta-data/")));
        assertEquals("meta-data/\nuser-data", text(world.get("/1.0/")));
    }

    @Test
    void anInstanceOfAGroupIsToldItsTargetState() {
        String path = "/latest/meta-data/autoscaling/target-lifecycle-state";
        world.change(ONE, instance -> instance.withTags(Map.of("aws:autoscaling:groupName", "web")));
        assertEquals("InService", text(world.get(path)));

        world.change(
                ONE, instance -> instance.in(new Instance.State(Instance.Code.SHUTTING_DOWN, null, null, World.START)));
        assertEquals("Terminated", text(world.get(path)));
    }

    @Test
    void aSpotInstanceSaysSo() {
        world.change(ONE, instance -> instance.with(spot(instance.launch())));

        assertEquals("spot", text(world.get("/latest/meta-data/instance-life-cycle")));
        assertEquals(404, world.get("/latest/meta-data/spot/instance-action").status(), "nothing is to happen to it");
    }

    @Test
    void theSignaturesAreOverTheVeryDocumentThatIsShown() {
        String at = "/latest/dynamic/instance-identity/";
        int length = world.get(at + "document").body().length;

        for (String kind : List.of("signature", "pkcs7", "rsa2048")) {
            assertEquals(kind + " of " + length, text(world.get(at + kind)));
        }
    }

    @Test
    void severalSlashesCountAsOneAndAQueryDoesNotMatter() {
        assertEquals(ONE, text(world.get("//latest///meta-data/instance-id")));
        assertEquals(ONE, text(world.get("/latest/meta-data/instance-id?a=/b")));
        assertEquals(ONE, text(world.get("/%6Catest/meta-data/instance%2Did")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "latest/meta-data/",
                "http://169.254.169.254/latest/meta-data/",
                "/latest/meta-data/../user-data",
                "/latest/./meta-data/",
                "/latest/meta-data%2Finstance-id",
                "/latest/meta-data/%",
                "/latest/meta-data/%4",
                "/latest/meta-data/%zz",
                "/latest/meta-data/instance-id%00",
                "/latest/meta-data/instance-id;a=b",
                "/latest/meta-data/%2e%2e/user-data",
                "/latest\\meta-data"
            })
    void aPathIsTakenLiterally(String path) {
        assertEquals(404, world.get(path).status());
    }

    @Test
    void noPathBreaksTheService() {
        Random random = new Random(11);
        String alphabet = "/%.aZ09-:\u00e9\u0000?;\\ latestmeta";
        for (int i = 0; i < 5_000; i++) {
            world.clock.move(Duration.ofMillis(5));
            StringBuilder path = new StringBuilder(random.nextBoolean() ? "/latest/" : "");
            for (int n = random.nextInt(20); n > 0; n--) {
                path.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int status = world.get(path.toString()).status();
            assertTrue(List.of(200, 404, 405, 403).contains(status), () -> path + " " + status);
        }
    }

    @Test
    void userDataIsRawAndListedOnlyIfThereIsAny() {
        MetadataResponse response = world.get("/latest/user-data");
        assertEquals("#!/bin/sh\necho hello", text(response));
        assertEquals("application/octet-stream", response.headers().get("Content-Type"));

        world.change(ONE, instance -> instance.with(withoutExtras(instance.launch())));

        assertEquals(404, world.get("/latest/user-data").status());
        assertEquals("dynamic/\nmeta-data/", text(world.get("/latest/")));
    }

    @Test
    void thereAreNoPublicKeysWithoutAKeyPair() {
        world.change(ONE, instance -> instance.with(withoutExtras(instance.launch())));

        assertEquals(404, world.get("/latest/meta-data/public-keys/").status());
        assertFalse(text(world.get("/latest/meta-data/")).contains("public-keys"));
    }

    @Test
    void tagsAreSeenOnlyIfEnabled() {
        assertEquals(404, world.get("/latest/meta-data/tags/instance/Name").status());

        world.options(ONE, false, true, true);

        assertEquals("Name", text(world.get("/latest/meta-data/tags/instance/")));
        assertEquals("web", text(world.get("/latest/meta-data/tags/instance/Name")));
        assertEquals(404, world.get("/latest/meta-data/tags/instance/a%2Fb").status());
    }

    @Test
    void aChangedTagIsSeenAtTheNextRequest() {
        world.options(ONE, false, true, true);
        world.change(ONE, instance -> instance.withTags(Map.of("Role", "db")));

        assertEquals("Role", text(world.get("/latest/meta-data/tags/instance")));
        assertEquals("db", text(world.get("/latest/meta-data/tags/instance/Role")));
    }

    @Test
    void theIdentityDocumentHasAwsMembersInTheirOrder() {
        String expected = """
                {
                  "accountId" : "123456789012",
                  "architecture" : "x86_64",
                  "availabilityZone" : "us-east-1b",
                  "billingProducts" : null,
                  "devpayProductCodes" : null,
                  "marketplaceProductCodes" : null,
                  "imageId" : "ami-00000000000000001",
                  "instanceId" : "i-00000000000000001",
                  "instanceType" : "t3.micro",
                  "kernelId" : null,
                  "pendingTime" : "2026-11-23T10:00:00Z",
                  "privateIp" : "172.31.16.10",
                  "ramdiskId" : null,
                  "region" : "us-east-1",
                  "version" : "2017-09-30"
                }""";

        assertEquals(expected, text(world.get("/latest/dynamic/instance-identity/document")));
    }

    @Test
    void theIdentityRolesInfoNamesTheAccount() {
        MetadataResponse info = world.get("/latest/meta-data/identity-credentials/ec2/info");

        assertEquals("Success", World.member(info, "Code"));
        assertEquals(World.ACCOUNT, World.member(info, "AccountId"));
    }

    @Test
    void monitoringIsTold() {
        assertEquals("disabled", text(world.get("/latest/dynamic/fws/instance-monitoring")));
    }

    @ParameterizedTest
    @CsvSource({
        "t3.micro, x86_64",
        "t4g.micro, arm64",
        "m6gd.large, arm64",
        "a1.large, arm64",
        "g4dn.xlarge, x86_64",
        "c5.large, x86_64",
        "im4gn.large, arm64"
    })
    void theArchitectureFollowsFromTheType(String type, String architecture) {
        assertEquals(architecture, InstanceMetadata.architecture(type));
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1a, use1-az1",
        "us-west-2c, usw2-az3",
        "eu-central-1b, euc1-az2",
        "ap-southeast-2a, apse2-az1",
        "ap-northeast-1b, apne1-az2",
        "ca-central-1a, cac1-az1"
    })
    void aZonesIdIsShort(String zone, String id) {
        assertEquals(id, InstanceMetadata.zoneId(zone));
    }

    @Test
    void anAnswerHasTheHeadersOfTheRealService() {
        MetadataResponse response = world.get("/latest/meta-data/instance-id");

        assertEquals("EC2ws", response.headers().get("Server"));
        assertEquals("none", response.headers().get("Accept-Ranges"));
        assertEquals("close", response.headers().get("Connection"));
        assertEquals("19", response.headers().get("Content-Length"));
        assertEquals("Mon, 23 Nov 2026 10:00:00 GMT", response.headers().get("Last-Modified"));
    }

    @Test
    void headTellsTheLengthAndSendsNothing() {
        MetadataResponse response = world.send(ONE, "HEAD", "/latest/meta-data/instance-id");

        assertEquals(200, response.status());
        assertEquals("19", response.headers().get("Content-Length"));
        assertEquals(0, response.body().length);
        assertEquals(404, world.send(ONE, "HEAD", "/latest/none").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", ""})
    void noOtherMethodIsTaken(String method) {
        MetadataResponse response = world.send(ONE, method, "/latest/meta-data/instance-id");

        assertEquals(405, response.status());
        assertEquals("GET, HEAD", response.headers().get("Allow"));
        assertEquals(0, response.body().length);
    }

    @Test
    void anInstanceThatIsNotThereIsAnsweredNothing() {
        assertEquals(
                403,
                world.send("i-00000000000000009", "GET", "/latest/meta-data/").status());
        for (Instance.Code code : List.of(Instance.Code.STOPPED, Instance.Code.TERMINATED)) {
            world.change(ONE, instance -> instance.in(new Instance.State(code, null, null, World.START)));
            assertEquals(403, world.get("/latest/meta-data/").status());
        }
    }

    @Test
    void anInstanceThatIsGoingIsStillAnswered() {
        world.clock.move(Duration.ofMinutes(1));
        for (Instance.Code code : List.of(Instance.Code.PENDING, Instance.Code.STOPPING, Instance.Code.SHUTTING_DOWN)) {
            world.change(ONE, instance -> instance.in(new Instance.State(code, null, null, World.START)));
            assertEquals(200, world.get("/latest/meta-data/").status());
        }
    }

    @Test
    void aDisabledEndpointRefusesEverything() {
        String token = world.token(ONE, 60);
        world.options(ONE, false, false, false);

        assertEquals(403, world.get("/latest/meta-data/").status());
        assertEquals(403, world.get("/").status());
        assertEquals(
                403,
                world.get("/latest/meta-data/", "X-aws-ec2-metadata-token", token)
                        .status());
        assertEquals(
                403,
                world.send(ONE, "PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60")
                        .status());
    }

    private static Instance.Launch spot(Instance.Launch launch) {
        return new Instance.Launch(
                launch.reservationId(),
                launch.index(),
                launch.imageId(),
                launch.instanceType(),
                launch.region(),
                launch.zone(),
                launch.keyName(),
                launch.publicKey(),
                launch.userData(),
                launch.clientToken(),
                launch.launched(),
                "sir-00000001");
    }

    private static Instance.Launch withoutExtras(Instance.Launch launch) {
        return new Instance.Launch(
                launch.reservationId(),
                launch.index(),
                launch.imageId(),
                launch.instanceType(),
                launch.region(),
                launch.zone(),
                null,
                null,
                null,
                null,
                launch.launched());
    }
}
