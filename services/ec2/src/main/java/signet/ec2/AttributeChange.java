package signet.ec2;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;
import signet.model.ec2.AttributeBooleanValue;
import signet.model.ec2.AttributeValue;
import signet.model.ec2.ModifyInstanceAttributeInput;
import signet.model.ec2.SecureBlobAttributeValue;

/**
 * The one attribute that a ModifyInstanceAttribute request sets, in whichever of its two forms it says so.
 *
 * @param name as in DescribeInstanceAttribute, such as {@code instanceType}
 * @param value as text; user data in base 64
 */
record AttributeChange(String name, String value) {
    private static final Map<String, BiFunction<AttributeChange, Instance, Instance>> KNOWN = Map.of(
            "disableApiTermination", (change, instance) -> instance.withTerminationProtected(change.flag()),
            "disableApiStop", (change, instance) -> instance.with(settings(instance, change.flag(), null, null)),
            "instanceInitiatedShutdownBehavior",
                    (change, instance) -> instance.with(settings(instance, null, change.terminates(), null)),
            "ebsOptimized", (change, instance) -> instance.with(settings(stopped(instance), null, null, change.flag())),
            "userData", (change, instance) -> stopped(instance).with(launch(instance, null, change.userDataBytes())));

    /** The attribute that a request sets. */
    static AttributeChange of(ModifyInstanceAttributeInput input) {
        List<AttributeChange> changes = new ArrayList<>();
        add(changes, "disableApiTermination", input.disableApiTermination());
        add(changes, "disableApiStop", input.disableApiStop());
        add(changes, "ebsOptimized", input.ebsOptimized());
        add(changes, "instanceType", input.instanceType());
        add(changes, "instanceInitiatedShutdownBehavior", input.instanceInitiatedShutdownBehavior());
        SecureBlobAttributeValue userData = input.userData();
        if (userData != null) {
            byte[] bytes = Objects.requireNonNullElse(userData.value(), new byte[0]);
            changes.add(new AttributeChange("userData", Base64.getEncoder().encodeToString(bytes)));
        }
        String attribute = input.attribute();
        if (attribute != null) {
            changes.add(new AttributeChange(attribute, Objects.requireNonNullElse(input.value(), "")));
        }
        if (changes.size() > 1) {
            throw Errors.combination("Fields for multiple attribute types specified");
        }
        if (changes.isEmpty()) {
            throw Errors.combination("No attributes specified.");
        }
        return changes.getFirst();
    }

    /** The name as condition keys have it: {@code InstanceType}. */
    String keyName() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The instance with the attribute set. */
    Instance apply(Instance instance, Catalogue catalogue) {
        if (name.equals("instanceType")) {
            return retyped(stopped(instance), catalogue);
        }
        BiFunction<AttributeChange, Instance, Instance> known = KNOWN.get(name);
        if (known == null) {
            throw Errors.unsupported("Changing the attribute " + name + " is not supported by Signet.");
        }
        return known.apply(this, instance);
    }

    private Instance retyped(Instance instance, Catalogue catalogue) {
        Catalogue.Type type = catalogue
                .type(value)
                .orElseThrow(() -> Errors.invalidValue("Invalid value '" + value + "' for InstanceType."));
        boolean fits = catalogue
                .image(instance.launch().imageId())
                .filter(image -> image.architecture().equals(type.architecture()))
                .isPresent();
        if (!fits) {
            throw Errors.invalidValue("The architecture '" + type.architecture()
                    + "' of the specified instance type does not match the" + " instance's image.");
        }
        Instance.Settings was = instance.settings();
        String credits = type.burstable() ? Objects.requireNonNullElse(was.credits(), type.defaultCredits()) : null;
        return instance.with(launch(instance, type.name(), null))
                .with(new Instance.Settings(
                        was.stopProtected(),
                        was.monitored(),
                        was.ebsOptimized(),
                        was.terminatesOnShutdown(),
                        credits,
                        was.disk()));
    }

    private boolean flag() {
        if (!value.equals("true") && !value.equals("false")) {
            throw Errors.invalidValue("Invalid value '" + value + "' for " + name + ".");
        }
        return value.equals("true");
    }

    private boolean terminates() {
        if (!value.equals("stop") && !value.equals("terminate")) {
            throw Errors.invalidValue("Invalid value '" + value + "' for InstanceInitiatedShutdownBehavior.");
        }
        return value.equals("terminate");
    }

    private String userDataBytes() {
        UserDataLimit.check(value);
        return value;
    }

    private static Instance stopped(Instance instance) {
        if (instance.state().code() != Instance.Code.STOPPED) {
            throw Errors.of(
                    "IncorrectInstanceState", "The instance '" + instance.id() + "' is not in the 'stopped' state.");
        }
        return instance;
    }

    private static Instance.Settings settings(
            Instance instance,
            @Nullable Boolean stopProtected,
            @Nullable Boolean terminates,
            @Nullable Boolean ebsOptimized) {
        Instance.Settings was = instance.settings();
        return new Instance.Settings(
                Objects.requireNonNullElse(stopProtected, was.stopProtected()),
                was.monitored(),
                Objects.requireNonNullElse(ebsOptimized, was.ebsOptimized()),
                Objects.requireNonNullElse(terminates, was.terminatesOnShutdown()),
                was.credits(),
                was.disk());
    }

    private static Instance.Launch launch(Instance instance, @Nullable String type, @Nullable String userData) {
        Instance.Launch was = instance.launch();
        return new Instance.Launch(
                was.reservationId(),
                was.index(),
                was.imageId(),
                type == null ? was.instanceType() : type,
                was.region(),
                was.zone(),
                was.keyName(),
                was.publicKey(),
                userData == null ? was.userData() : userData,
                was.clientToken(),
                was.launched(),
                was.spotRequestId());
    }

    private static void add(List<AttributeChange> changes, String name, @Nullable AttributeBooleanValue value) {
        if (value != null && value.value() != null) {
            changes.add(new AttributeChange(name, value.value().toString()));
        }
    }

    private static void add(List<AttributeChange> changes, String name, @Nullable AttributeValue value) {
        if (value != null && value.value() != null) {
            changes.add(new AttributeChange(name, value.value()));
        }
    }
}
