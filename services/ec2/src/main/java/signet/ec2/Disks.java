package signet.ec2;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;

/** Works out the root volume from what a launch asks for (EC2 User Guide, "Amazon EBS volume types"). */
final class Disks {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 16_384;
    private static final Set<String> TYPES = Set.of("gp2", "gp3", "io1", "io2", "standard");

    private Disks() {}

    static Instance.Disk of(LaunchSettings.@Nullable Disk asked) {
        Instance.Disk usual = Instance.Disk.DEFAULT;
        if (asked == null) {
            return usual;
        }
        String device = Objects.requireNonNullElse(asked.device(), usual.device());
        if (!device.equals(usual.device())) {
            throw Errors.unsupported("Signet's instances have no block device other than " + usual.device() + ".");
        }
        int size = Objects.requireNonNullElse(asked.gibibytes(), usual.gibibytes());
        if (size < SMALLEST) {
            throw Errors.of(
                    "InvalidBlockDeviceMapping",
                    "Volume of size " + size + "GB is smaller than snapshot, expect size >= " + SMALLEST + "GB");
        }
        if (size > LARGEST) {
            throw Errors.invalidValue("Volume size of " + size + " GiB is above the limit of " + LARGEST + " GiB.");
        }
        String type = Objects.requireNonNullElse(asked.type(), usual.type());
        if (!TYPES.contains(type)) {
            throw Errors.invalidValue("Invalid value '" + type + "' for VolumeType.");
        }
        return new Instance.Disk(device, size, type, iops(asked, type, size), throughput(asked, type));
    }

    private static @Nullable Integer iops(LaunchSettings.Disk asked, String type, int size) {
        Integer iops = asked.iops();
        return switch (type) {
            case "gp3" -> Objects.requireNonNullElse(iops, 3000);
            case "io1", "io2" -> {
                if (iops == null) {
                    throw Errors.missing("iops");
                }
                yield iops;
            }
            default -> {
                if (iops != null) {
                    throw Errors.combination("The parameter iops is not supported for " + type + " volumes.");
                }
                yield type.equals("gp2") ? Integer.valueOf(Math.clamp(3L * size, 100, 16_000)) : null;
            }
        };
    }

    private static @Nullable Integer throughput(LaunchSettings.Disk asked, String type) {
        Integer throughput = asked.throughput();
        if (type.equals("gp3")) {
            return Objects.requireNonNullElse(throughput, 125);
        }
        if (throughput != null) {
            throw Errors.combination("The parameter throughput is not supported for " + type + " volumes.");
        }
        return null;
    }
}
