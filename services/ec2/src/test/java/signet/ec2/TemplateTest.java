package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.CreateLaunchTemplateVersionInput;
import signet.model.ec2.DeleteLaunchTemplateInput;
import signet.model.ec2.DescribeLaunchTemplateVersionsInput;
import signet.model.ec2.DescribeLaunchTemplatesInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.LaunchTemplate;
import signet.model.ec2.LaunchTemplateIamInstanceProfileSpecificationRequest;
import signet.model.ec2.LaunchTemplateInstanceMetadataOptionsRequest;
import signet.model.ec2.LaunchTemplateSpecification;
import signet.model.ec2.LaunchTemplateTagSpecificationRequest;
import signet.model.ec2.LaunchTemplateVersion;
import signet.model.ec2.ModifyLaunchTemplateInput;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.Tag;

class TemplateTest extends Ec2Test {

    @Test
    void aNewTemplateHasVersionOneAsDefaultAndLatest() {
        LaunchTemplate made = create("web", data("t3.small"));

        assertTrue(some(made.launchTemplateId()).matches("lt-[0-9a-f]{17}"));
        assertEquals(1L, made.defaultVersionNumber());
        assertEquals(1L, made.latestVersionNumber());
        assertEquals("arn:aws:iam::123456789012:root", made.createdBy());
        LaunchTemplateVersion version = versions("web", null).getFirst();
        assertEquals("t3.small", some(version.launchTemplateData()).instanceType());
        assertEquals(true, version.defaultVersion());
    }

    @Test
    void aNameIsTakenOnceUnlessTheTokenSaysItIsTheSameRequest() {
        CreateLaunchTemplateInput input = CreateLaunchTemplateInput.builder()
                .launchTemplateName("web")
                .launchTemplateData(data("t3.small"))
                .clientToken("once")
                .build();
        LaunchTemplate first =
                some(ask(Ec2Operations.CREATE_LAUNCH_TEMPLATE, input).launchTemplate());

        assertEquals(first, ask(Ec2Operations.CREATE_LAUNCH_TEMPLATE, input).launchTemplate());
        assertEquals(
                "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
                error(
                        Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                        input.toBuilder().clientToken("twice").build()));
    }

    @Test
    void theVersionThatIsAskedForIsTheOneThatIsLaunched() {
        create("web", data("t3.nano"));
        add("web", data("t3.small"), null);
        add("web", data("t3.large"), null);
        ask(
                Ec2Operations.MODIFY_LAUNCH_TEMPLATE,
                ModifyLaunchTemplateInput.builder()
                        .launchTemplateName("web")
                        .defaultVersion("2")
                        .build());

        assertEquals("t3.small", launchedType(null));
        assertEquals("t3.small", launchedType("$Default"));
        assertEquals("t3.large", launchedType("$Latest"));
        assertEquals("t3.nano", launchedType("1"));
        assertTrue(error(Ec2Operations.RUN_INSTANCES, by("9").build())
                .startsWith("InvalidLaunchTemplateId.VersionNotFound: "));
    }

    @Test
    void theRequestWinsOverTheTemplateAndTagsOfBothHold() {
        RequestLaunchTemplateData data = data("t3.nano").toBuilder()
                .metadataOptions(LaunchTemplateInstanceMetadataOptionsRequest.builder()
                        .httpTokens("required")
                        .build())
                .tagSpecifications(List.of(new LaunchTemplateTagSpecificationRequest(
                        "instance", List.of(new Tag("a", "1"), new Tag("b", "2")))))
                .build();
        create("web", data);

        String id = world.launch(by(null).instanceType("t3.large")
                .tagSpecifications(List.of(tags("instance", "b", "3")))
                .build());

        assertEquals("t3.large", world.recorded(id).launch().instanceType());
        assertTrue(world.recorded(id).metadata().tokensRequired());
        assertEquals("{a=1, b=3}", world.recorded(id).tags().toString());
    }

    @Test
    void aVersionOnTopOfAnotherKeepsWhatItDoesNotSay() {
        create("web", data("t3.nano"));

        LaunchTemplateVersion version =
                add("web", RequestLaunchTemplateData.builder().keyName("k").build(), "1");

        assertEquals(2L, version.versionNumber());
        assertEquals("k", some(version.launchTemplateData()).keyName());
        assertEquals("t3.nano", some(version.launchTemplateData()).instanceType());
    }

    @Test
    void aVersionWithoutASourceStandsAlone() {
        create("web", data("t3.nano"));

        LaunchTemplateVersion version =
                add("web", RequestLaunchTemplateData.builder().keyName("k").build(), null);

        assertNull(some(version.launchTemplateData()).instanceType());
    }

    @Test
    void whatALaunchDoesNotHaveIsRefusedInATemplateToo() {
        assertEquals(
                "UnsupportedOperation: The parameter KernelId of RunInstances is not supported by Signet.",
                error(
                        Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                        CreateLaunchTemplateInput.builder()
                                .launchTemplateName("web")
                                .launchTemplateData(RequestLaunchTemplateData.builder()
                                        .kernelId("aki-1")
                                        .build())
                                .build()));
    }

    @Test
    void whatATemplateNamesNeedNotExistUntilItIsUsed() {
        create(
                "web",
                data("t3.nano").toBuilder()
                        .iamInstanceProfile(LaunchTemplateIamInstanceProfileSpecificationRequest.builder()
                                .name("later")
                                .build())
                        .build());

        assertTrue(error(Ec2Operations.RUN_INSTANCES, by(null).build()).endsWith("Invalid IAM Instance Profile name"));
        world.profile("later");
        world.launch(by(null).build());
    }

    @Test
    void aDeletedTemplateIsGoneWithItsVersionsAndTags() {
        LaunchTemplate made = some(ask(
                        Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                        CreateLaunchTemplateInput.builder()
                                .launchTemplateName("web")
                                .launchTemplateData(data("t3.nano"))
                                .tagSpecifications(List.of(tags("launch-template", "a", "b")))
                                .build())
                .launchTemplate());
        assertEquals("b", some(made.tags()).getFirst().value());

        ask(
                Ec2Operations.DELETE_LAUNCH_TEMPLATE,
                DeleteLaunchTemplateInput.builder().launchTemplateName("web").build());

        assertTrue(world.state.current().under(Tables.TEMPLATE_VERSIONS, "").isEmpty());
        assertTrue(world.state
                .current()
                .under(signet.fleet.Tables.RESOURCE_TAGS, "")
                .isEmpty());
        assertEquals(
                "InvalidLaunchTemplateId.NotFound: The specified launch template, with template ID "
                        + made.launchTemplateId() + ", does not exist.",
                error(
                        Ec2Operations.DELETE_LAUNCH_TEMPLATE,
                        DeleteLaunchTemplateInput.builder()
                                .launchTemplateId(made.launchTemplateId())
                                .build()));
    }

    @Test
    void templatesAreFoundByNameAndById() {
        LaunchTemplate web = create("web", data("t3.nano"));
        create("db", data("t3.nano"));

        assertEquals(2, templates(DescribeLaunchTemplatesInput.builder()).size());
        assertEquals(
                List.of(web), templates(DescribeLaunchTemplatesInput.builder().launchTemplateNames(List.of("web"))));
        assertEquals(
                List.of(web),
                templates(DescribeLaunchTemplatesInput.builder()
                        .launchTemplateIds(List.of(some(web.launchTemplateId())))));
        assertEquals(
                List.of(web),
                templates(
                        DescribeLaunchTemplatesInput.builder().filters(List.of(filter("launch-template-name", "w*")))));
    }

    @Test
    void versionsAreFoundByNumberRangeAndAlias() {
        create("web", data("t3.nano"));
        add("web", data("t3.small"), null);
        add("web", data("t3.large"), null);

        assertEquals(3, versions("web", null).size());
        assertEquals(3L, versions("web", "$Latest").getFirst().versionNumber());
        assertEquals(1L, versions("web", "$Default").getFirst().versionNumber());
        assertEquals(2L, versions("web", "2").getFirst().versionNumber());
        assertEquals(
                List.of(2L, 3L),
                some(ask(
                                        Ec2Operations.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
                                        DescribeLaunchTemplateVersionsInput.builder()
                                                .launchTemplateName("web")
                                                .minVersion("2")
                                                .build())
                                .launchTemplateVersions())
                        .stream()
                        .map(LaunchTemplateVersion::versionNumber)
                        .toList());
    }

    private LaunchTemplate create(String name, RequestLaunchTemplateData data) {
        return some(ask(
                        Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                        CreateLaunchTemplateInput.builder()
                                .launchTemplateName(name)
                                .launchTemplateData(data)
                                .build())
                .launchTemplate());
    }

    private LaunchTemplateVersion add(String name, RequestLaunchTemplateData data, @Nullable String source) {
        return some(ask(
                        Ec2Operations.CREATE_LAUNCH_TEMPLATE_VERSION,
                        CreateLaunchTemplateVersionInput.builder()
                                .launchTemplateName(name)
                                .launchTemplateData(data)
                                .sourceVersion(source)
                                .build())
                .launchTemplateVersion());
    }

    private List<LaunchTemplate> templates(DescribeLaunchTemplatesInput.Builder input) {
        return some(ask(Ec2Operations.DESCRIBE_LAUNCH_TEMPLATES, input.build()).launchTemplates());
    }

    private List<LaunchTemplateVersion> versions(String name, @Nullable String version) {
        return some(ask(
                        Ec2Operations.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
                        DescribeLaunchTemplateVersionsInput.builder()
                                .launchTemplateName(name)
                                .versions(version == null ? null : List.of(version))
                                .build())
                .launchTemplateVersions());
    }

    private String launchedType(@Nullable String version) {
        return world.recorded(world.launch(by(version).build())).launch().instanceType();
    }

    private static RunInstancesInput.Builder by(@Nullable String version) {
        return RunInstancesInput.builder()
                .minCount(1)
                .maxCount(1)
                .launchTemplate(new LaunchTemplateSpecification(null, "web", version));
    }

    private RequestLaunchTemplateData data(String type) {
        return RequestLaunchTemplateData.builder()
                .imageId(world.image)
                .instanceType(type)
                .build();
    }
}
