package signet.userdata;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code power_state}: see cloud-init's documentation, "Power State Change". */
final class PowerState {

    private static final Set<String> MODES = Set.of("poweroff", "reboot", "halt");
    private static final Set<String> KEYS = Set.of("mode", "delay", "message", "timeout", "condition");

    private final Draft draft;

    PowerState(Draft draft) {
        this.draft = draft;
    }

    void read(Value value) {
        if (!(value instanceof Value.Mapping state)) {
            draft.warn("power_state: it is not a mapping");
            return;
        }
        String mode = state.text("mode").orElse("");
        String delay = state.text("delay").orElse("now").strip();
        if (!MODES.contains(mode)) {
            draft.warn("power_state: mode \"" + mode + "\" is none of poweroff, reboot and halt");
            return;
        }
        if (!delay.matches("now|\\+?[0-9]{1,6}")) {
            draft.warn("power_state: delay \"" + delay + "\" is not \"now\" or +minutes");
            return;
        }
        for (Map.Entry<String, Value> entry : state.values().entrySet()) {
            if (!KEYS.contains(entry.getKey())) {
                draft.notDone("power_state: " + entry.getKey(), "not known");
            }
        }
        String minutes = delay.equals("now") ? "0" : Integer.toString(Integer.parseInt(delay.replace("+", "")));
        byte[] condition;
        try {
            condition = condition(state);
        } catch (InvalidConfig e) {
            draft.warn(String.valueOf(e.getMessage()));
            return;
        }
        draft.step(
                Module.POWER_STATE_CHANGE,
                "power_state",
                List.of(mode, minutes, state.text("message").orElse("")),
                condition);
    }

    /** As a script that says by its exit status whether the condition holds. */
    private static byte[] condition(Value.Mapping state) throws InvalidConfig {
        Value condition = state.find("condition").orElse(new Value.Scalar(Value.Kind.FLAG, "True"));
        if (condition instanceof Value.Scalar(Value.Kind kind, String text) && kind == Value.Kind.FLAG) {
            condition = new Value.Scalar(Value.Kind.TEXT, text.equals("True") ? "true" : "false");
        }
        return ShellCommands.script("power_state", new Value.Sequence(List.of(condition)));
    }
}
