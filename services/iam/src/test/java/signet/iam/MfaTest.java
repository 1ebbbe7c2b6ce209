package signet.iam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.Tables;
import signet.identity.Totp;
import signet.model.iam.CreateAccountAliasInput;
import signet.model.iam.CreateVirtualMFADeviceInput;
import signet.model.iam.DeactivateMFADeviceInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.DeleteVirtualMFADeviceInput;
import signet.model.iam.EnableMFADeviceInput;
import signet.model.iam.GetMFADeviceInput;
import signet.model.iam.GetMFADeviceOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListMFADeviceTagsInput;
import signet.model.iam.ListMFADevicesInput;
import signet.model.iam.ListVirtualMFADevicesInput;
import signet.model.iam.ListVirtualMFADevicesOutput;
import signet.model.iam.MFADevice;
import signet.model.iam.ResyncMFADeviceInput;
import signet.model.iam.TagMFADeviceInput;
import signet.model.iam.UntagMFADeviceInput;
import signet.model.iam.UpdateUserInput;
import signet.model.iam.VirtualMFADevice;

class MfaTest extends CloudTest {
    private static final String SERIAL = "arn:aws:iam::123456789012:mfa/phone";
    private static final String NONE = "MFA Device with serial number " + SERIAL + " does not exist.";
    private static final String WRONG = "Authentication code for device is not valid.";

    private VirtualMFADevice create(String name) {
        return cloud.call(IamOperations.CREATE_VIRTUAL_MFA_DEVICE, new CreateVirtualMFADeviceInput(name, null, null))
                .virtualMFADevice();
    }

    private String code(String serial, long off) {
        String seed = Tables.mfaDevice(cloud.view(), serial).orElseThrow().seed();
        return Totp.code(seed, Totp.step(cloud.info().time()) + off);
    }

    private EnableMFADeviceInput enabling(String user, String serial) {
        return new EnableMFADeviceInput(user, serial, code(serial, -1), code(serial, 0));
    }

    private void enable(String user, String serial) {
        cloud.call(IamOperations.ENABLE_MFA_DEVICE, enabling(user, serial));
    }

    private List<MFADevice> devices(@Nullable String user) {
        return cloud.call(IamOperations.LIST_MFA_DEVICES, new ListMFADevicesInput(user, null, null))
                .mfaDevices();
    }

    private ListVirtualMFADevicesOutput virtual(@Nullable String status) {
        return cloud.call(IamOperations.LIST_VIRTUAL_MFA_DEVICES, new ListVirtualMFADevicesInput(status, null, null));
    }

    private static List<String> serials(ListVirtualMFADevicesOutput output) {
        return output.virtualMFADevices().stream()
                .map(VirtualMFADevice::serialNumber)
                .toList();
    }

    @Test
    void aNewDeviceShowsItsSeedOnce() {
        VirtualMFADevice created = create("phone");

        assertEquals(SERIAL, created.serialNumber());
        String seed = new String(Objects.requireNonNull(created.base32StringSeed()), StandardCharsets.US_ASCII);
        assertTrue(seed.matches("[A-Z2-7]{64}"), seed);
        assertEquals(seed, Tables.mfaDevice(cloud.view(), SERIAL).orElseThrow().seed());
        VirtualMFADevice listed = virtual(null).virtualMFADevices().getFirst();
        assertNull(listed.base32StringSeed());
        assertNull(listed.qrCodePNG());
        assertEquals(VirtualMFADevice.builder().serialNumber(SERIAL).build(), listed);
    }

    @Test
    void everyDeviceHasASeedOfItsOwn() {
        assertNotEquals(
                new String(Objects.requireNonNull(create("a").base32StringSeed()), StandardCharsets.US_ASCII),
                new String(Objects.requireNonNull(create("b").base32StringSeed()), StandardCharsets.US_ASCII));
    }

    @Test
    void theQrCodeTellsAnAppNameAccountAndSeed() throws Exception {
        VirtualMFADevice plain = create("phone");
        cloud.call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasInput("acme"));
        VirtualMFADevice named = create("my+phone");

        assertEquals("otpauth://totp/phone@123456789012?secret=" + seed(plain), PngReader.text(png(plain)));
        assertEquals("otpauth://totp/my%2Bphone@acme?secret=" + seed(named), PngReader.text(png(named)));
    }

    private static byte[] png(VirtualMFADevice device) {
        return Objects.requireNonNull(device.qrCodePNG());
    }

    private static String seed(VirtualMFADevice device) {
        return new String(Objects.requireNonNull(device.base32StringSeed()), StandardCharsets.US_ASCII);
    }

    @Test
    void aPathIsPartOfTheSerialNumber() {
        String deep = cloud.call(
                        IamOperations.CREATE_VIRTUAL_MFA_DEVICE,
                        new CreateVirtualMFADeviceInput("phone", "/test//double/", null))
                .virtualMFADevice()
                .serialNumber();

        assertEquals("arn:aws:iam::123456789012:mfa/test//double/phone", deep);
        create("phone");
        assertEquals(List.of(SERIAL, deep), serials(virtual(null)));
        cloud.refuses(
                "EntityAlreadyExists",
                "MFA device already exists.",
                IamOperations.CREATE_VIRTUAL_MFA_DEVICE,
                new CreateVirtualMFADeviceInput("phone", "/test//double/", null));
    }

    @Test
    void twoCodesInARowMakeADeviceAUsers() {
        cloud.makeUser("u", "");
        create("phone");
        assertEquals(List.of(), devices("u"));

        enable("u", SERIAL);

        assertEquals(List.of(new MFADevice("u", SERIAL, cloud.info().time())), devices("u"));
        assertEquals(
                new GetMFADeviceOutput(SERIAL, "u", cloud.info().time(), null),
                cloud.call(IamOperations.GET_MFA_DEVICE, new GetMFADeviceInput(SERIAL, "u")));
        VirtualMFADevice listed = virtual("Assigned").virtualMFADevices().getFirst();
        assertEquals(
                "arn:aws:iam::123456789012:user/u",
                Objects.requireNonNull(listed.user()).arn());
        assertEquals(cloud.info().time(), listed.enableDate());
    }

    @Test
    void wrongCodesEnableNothing() {
        cloud.makeUser("u", "");
        create("phone");
        create("other");
        String other = "arn:aws:iam::123456789012:mfa/other";

        for (String[] codes : new String[][] {
            {code(SERIAL, 0), code(SERIAL, 0)},
            {code(SERIAL, 0), code(SERIAL, -1)},
            {code(SERIAL, -2), code(SERIAL, 0)},
            {code(other, -1), code(other, 0)},
            {code(SERIAL, -40), code(SERIAL, -39)}
        }) {
            cloud.refuses(
                    "InvalidAuthenticationCode",
                    WRONG,
                    IamOperations.ENABLE_MFA_DEVICE,
                    new EnableMFADeviceInput("u", SERIAL, codes[0], codes[1]));
        }
        assertEquals(List.of(), devices("u"));
    }

    @Test
    void aDeviceIsOneUsersAtATime() {
        cloud.makeUser("u", "");
        cloud.makeUser("v", "");
        create("phone");
        enable("u", SERIAL);
        cloud.advance(Duration.ofMinutes(2));

        for (String user : List.of("u", "v")) {
            cloud.refuses(
                    "EntityAlreadyExists",
                    "MFA Device is already in use.",
                    IamOperations.ENABLE_MFA_DEVICE,
                    enabling(user, SERIAL));
        }
        cloud.refuses("NoSuchEntity", NONE, IamOperations.GET_MFA_DEVICE, new GetMFADeviceInput(SERIAL, "v"));
        cloud.refuses(
                "NoSuchEntity", NONE, IamOperations.DEACTIVATE_MFA_DEVICE, new DeactivateMFADeviceInput(SERIAL, "v"));
        cloud.refuses(
                "NoSuchEntity",
                NONE,
                IamOperations.RESYNC_MFA_DEVICE,
                new ResyncMFADeviceInput("v", SERIAL, code(SERIAL, -1), code(SERIAL, 0)));
    }

    @Test
    void theUserIsLookedForBeforeTheDevice() {
        String nobody = "The user with name nobody cannot be found.";
        cloud.refuses(
                "NoSuchEntity",
                nobody,
                IamOperations.ENABLE_MFA_DEVICE,
                new EnableMFADeviceInput("nobody", SERIAL, "123456", "123456"));
        cloud.makeUser("u", "");
        cloud.refuses(
                "NoSuchEntity",
                NONE,
                IamOperations.ENABLE_MFA_DEVICE,
                new EnableMFADeviceInput("u", SERIAL, "123456", "123456"));
        cloud.refuses(
                "NoSuchEntity", NONE, IamOperations.DEACTIVATE_MFA_DEVICE, new DeactivateMFADeviceInput(SERIAL, "u"));
    }

    @Test
    void aHardwareDeviceIsNoneOfOurs() {
        cloud.makeUser("u", "");

        cloud.refuses(
                "NoSuchEntity",
                "MFA Device with serial number GAHT12345678 does not exist.",
                IamOperations.ENABLE_MFA_DEVICE,
                new EnableMFADeviceInput("u", "GAHT12345678", "123456", "123456"));
    }

    @Test
    void aDeviceInUseIsNotDeleted() {
        cloud.makeUser("u", "");
        create("phone");
        enable("u", SERIAL);
        cloud.refuses(
                "DeleteConflict",
                "MFA VirtualDevice in use. Must deactivate first.",
                IamOperations.DELETE_VIRTUAL_MFA_DEVICE,
                new DeleteVirtualMFADeviceInput(SERIAL));
        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must delete MFA device first.",
                IamOperations.DELETE_USER,
                new DeleteUserInput("u"));

        cloud.call(IamOperations.DEACTIVATE_MFA_DEVICE, new DeactivateMFADeviceInput(SERIAL, "u"));
        assertEquals(List.of(), devices("u"));
        assertEquals(List.of(SERIAL), serials(virtual("Unassigned")));
        cloud.call(IamOperations.DELETE_VIRTUAL_MFA_DEVICE, new DeleteVirtualMFADeviceInput(SERIAL));
        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("u"));

        cloud.refuses(
                "NoSuchEntity", NONE, IamOperations.DELETE_VIRTUAL_MFA_DEVICE, new DeleteVirtualMFADeviceInput(SERIAL));
    }

    @Test
    void codesThatEnabledADeviceEnableItNoSecondTime() {
        cloud.makeUser("u", "");
        create("phone");
        EnableMFADeviceInput input = enabling("u", SERIAL);
        cloud.call(IamOperations.ENABLE_MFA_DEVICE, input);
        cloud.call(IamOperations.DEACTIVATE_MFA_DEVICE, new DeactivateMFADeviceInput(SERIAL, "u"));

        cloud.refuses("InvalidAuthenticationCode", WRONG, IamOperations.ENABLE_MFA_DEVICE, input);
    }

    @Test
    void aResyncTakesTwoFreshCodes() {
        cloud.makeUser("u", "");
        create("phone");
        enable("u", SERIAL);
        ResyncMFADeviceInput replay = new ResyncMFADeviceInput("u", SERIAL, code(SERIAL, -1), code(SERIAL, 0));
        cloud.refuses("InvalidAuthenticationCode", WRONG, IamOperations.RESYNC_MFA_DEVICE, replay);

        cloud.advance(Duration.ofMinutes(5));
        cloud.call(
                IamOperations.RESYNC_MFA_DEVICE,
                new ResyncMFADeviceInput("u", SERIAL, code(SERIAL, -7), code(SERIAL, -6)));

        assertEquals(-6, Tables.mfaDevice(cloud.view(), SERIAL).orElseThrow().drift());
    }

    @Test
    void aUserHasEightDevices() {
        cloud.makeUser("u", "");
        for (int i = 0; i < 9; i++) {
            create("phone" + i);
        }
        for (int i = 0; i < 8; i++) {
            enable("u", SERIAL + i);
        }

        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for MFADevicesPerUser: 8",
                IamOperations.ENABLE_MFA_DEVICE,
                enabling("u", SERIAL + 8));
    }

    @Test
    void theRootUserHasDevicesOfItsOwn() {
        create("phone");
        enable("root", SERIAL);

        assertEquals(List.of(new MFADevice("root", SERIAL, cloud.info().time())), devices(null));
        assertEquals(
                "arn:aws:iam::123456789012:root",
                Objects.requireNonNull(
                                virtual(null).virtualMFADevices().getFirst().user())
                        .arn());
        cloud.makeUser("admin", Cloud.ALLOW_ALL);
        cloud.refusesAs(
                cloud.user("admin"),
                "NoSuchEntity",
                "The user with name root cannot be found.",
                IamOperations.DEACTIVATE_MFA_DEVICE,
                new DeactivateMFADeviceInput(SERIAL, "root"));
        cloud.call(IamOperations.DEACTIVATE_MFA_DEVICE, new DeactivateMFADeviceInput(SERIAL, null));
        assertEquals(List.of(), devices(null));
    }

    @Test
    void aUserNamedRootIsNotTheRootUser() {
        cloud.makeUser("root", "");
        create("phone");
        enable("root", SERIAL);

        assertEquals(1, devices("root").size());
        assertEquals(List.of(), devices(null));
    }

    @Test
    void devicesFollowARenamedUser() {
        cloud.makeUser("u", "");
        create("phone");
        enable("u", SERIAL);
        cloud.call(
                IamOperations.UPDATE_USER,
                UpdateUserInput.builder().userName("u").newUserName("v").build());

        assertEquals("v", devices("v").getFirst().userName());
    }

    @Test
    void devicesAreListedInPagesAndByAssignment() {
        cloud.makeUser("u", "");
        for (String name : List.of("a", "b", "c")) {
            create(name);
        }
        enable("u", "arn:aws:iam::123456789012:mfa/b");

        assertEquals(1, virtual("Assigned").virtualMFADevices().size());
        assertEquals(2, virtual("Unassigned").virtualMFADevices().size());
        assertEquals(3, virtual("Any").virtualMFADevices().size());
        List<String> found = new ArrayList<>();
        @Nullable String marker = null;
        do {
            ListVirtualMFADevicesOutput page =
                    cloud.call(IamOperations.LIST_VIRTUAL_MFA_DEVICES, new ListVirtualMFADevicesInput(null, marker, 2));
            found.addAll(serials(page));
            marker = page.marker();
            assertEquals(marker != null, page.isTruncated());
        } while (marker != null);
        assertEquals(3, found.size());
        cloud.refuses(
                "ValidationError",
                "Invalid Marker.",
                IamOperations.LIST_VIRTUAL_MFA_DEVICES,
                new ListVirtualMFADevicesInput(null, "x", null));
    }

    @Test
    void anotherAccountsDevicesAreNotThere() {
        create("phone");
        Caller other = cloud.rootOf(Cloud.OTHER);

        assertEquals(
                List.of(),
                serials(cloud.callAs(
                        other,
                        IamOperations.LIST_VIRTUAL_MFA_DEVICES,
                        new ListVirtualMFADevicesInput(null, null, null))));
        cloud.refusesAs(
                other,
                "AccessDenied",
                "User: arn:aws:iam::210987654321:root is not authorized to perform: iam:DeleteVirtualMFADevice on"
                        + " resource: " + SERIAL + " because no resource-based policy allows the"
                        + " iam:DeleteVirtualMFADevice action",
                IamOperations.DELETE_VIRTUAL_MFA_DEVICE,
                new DeleteVirtualMFADeviceInput(SERIAL));
    }

    @Test
    void tagsAreSetListedAndRemoved() {
        cloud.call(
                IamOperations.CREATE_VIRTUAL_MFA_DEVICE,
                new CreateVirtualMFADeviceInput("phone", null, Cloud.tags("a", "1")));
        cloud.call(IamOperations.TAG_MFA_DEVICE, new TagMFADeviceInput(SERIAL, Cloud.tags("A", "2", "b", "3")));
        cloud.call(IamOperations.UNTAG_MFA_DEVICE, new UntagMFADeviceInput(SERIAL, List.of("b", "c")));

        assertEquals(
                Cloud.tags("A", "2", "a", "1"),
                cloud.call(IamOperations.LIST_MFA_DEVICE_TAGS, new ListMFADeviceTagsInput(SERIAL, null, null))
                        .tags());
        cloud.refuses(
                "NoSuchEntity",
                "MFA Device with serial number arn:aws:iam::123456789012:mfa/x does not exist.",
                IamOperations.TAG_MFA_DEVICE,
                new TagMFADeviceInput("arn:aws:iam::123456789012:mfa/x", Cloud.tags("a", "1")));
    }

    @Test
    void selfServiceIsByTheUsersNameAndTheDevicesArn() {
        cloud.makeUser(
                "self",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"iam:CreateVirtualMFADevice\",\"iam:DeleteVirtualMFADevice\"],"
                        + "\"Resource\":\"arn:aws:iam::123456789012:mfa/${aws:username}\"},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"iam:EnableMFADevice\",\"iam:ListMFADevices\"],"
                        + "\"Resource\":\"arn:aws:iam::123456789012:user/${aws:username}\"}]}");
        cloud.makeUser("other", "");
        Caller self = cloud.user("self");
        String own = "arn:aws:iam::123456789012:mfa/self";

        cloud.callAs(
                self, IamOperations.CREATE_VIRTUAL_MFA_DEVICE, new CreateVirtualMFADeviceInput("self", null, null));
        cloud.callAs(self, IamOperations.ENABLE_MFA_DEVICE, enabling("self", own));
        assertEquals(
                1,
                cloud.callAs(self, IamOperations.LIST_MFA_DEVICES, new ListMFADevicesInput(null, null, null))
                        .mfaDevices()
                        .size());

        cloud.denies(
                self,
                "iam:CreateVirtualMFADevice",
                SERIAL,
                IamOperations.CREATE_VIRTUAL_MFA_DEVICE,
                new CreateVirtualMFADeviceInput("phone", null, null));
        cloud.denies(
                self,
                "iam:CreateVirtualMFADevice",
                "arn:aws:iam::123456789012:mfa/x/self",
                IamOperations.CREATE_VIRTUAL_MFA_DEVICE,
                new CreateVirtualMFADeviceInput("self", "/x/", null));
        cloud.denies(
                self,
                "iam:EnableMFADevice",
                "user other",
                IamOperations.ENABLE_MFA_DEVICE,
                new EnableMFADeviceInput("other", own, "123456", "123456"));
        cloud.denies(
                self,
                "iam:DeactivateMFADevice",
                "user self",
                IamOperations.DEACTIVATE_MFA_DEVICE,
                new DeactivateMFADeviceInput(own, null));
        cloud.denies(
                self,
                "iam:ListVirtualMFADevices",
                "arn:aws:iam::123456789012:mfa/",
                IamOperations.LIST_VIRTUAL_MFA_DEVICES,
                new ListVirtualMFADevicesInput(null, null, null));
    }

    @Test
    void aDevicesTagsAreConditionKeys() {
        cloud.call(
                IamOperations.CREATE_VIRTUAL_MFA_DEVICE,
                new CreateVirtualMFADeviceInput("phone", null, Cloud.tags("team", "red")));
        create("other");
        Caller red = cloud.makeUser(
                "red",
                Cloud.allowIf("iam:DeleteVirtualMFADevice", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}"));

        cloud.denies(
                red,
                "iam:DeleteVirtualMFADevice",
                "arn:aws:iam::123456789012:mfa/other",
                IamOperations.DELETE_VIRTUAL_MFA_DEVICE,
                new DeleteVirtualMFADeviceInput("arn:aws:iam::123456789012:mfa/other"));
        cloud.callAs(red, IamOperations.DELETE_VIRTUAL_MFA_DEVICE, new DeleteVirtualMFADeviceInput(SERIAL));
    }

    @Test
    void tagsAtCreationNeedPermissionToTag() {
        Caller creator = cloud.makeUser("creator", Cloud.allow("iam:CreateVirtualMFADevice", "*"));

        cloud.denies(
                creator,
                "iam:TagMFADevice",
                SERIAL,
                IamOperations.CREATE_VIRTUAL_MFA_DEVICE,
                new CreateVirtualMFADeviceInput("phone", null, Cloud.tags("a", "1")));
    }

    @Test
    void theAccountCountsItsDevices() {
        cloud.makeUser("u", "");
        create("a");
        create("b");
        create("c");
        enable("u", "arn:aws:iam::123456789012:mfa/a");
        List<Integer> before = counts();
        enable("root", "arn:aws:iam::123456789012:mfa/b");
        List<Integer> after = counts();

        assertEquals(List.of(3, 1, 0), before);
        assertEquals(List.of(3, 2, 1), after);
    }

    private List<Integer> counts() {
        return Stream.of("MFADevices", "MFADevicesInUse", "AccountMFAEnabled")
                .map(cloud::counted)
                .toList();
    }

    @Test
    void aPictureIsAPng() {
        byte[] png = png(create("phone"));

        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, java.util.Arrays.copyOf(png, 8));
    }
}
